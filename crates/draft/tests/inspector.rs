//! What an update touches, seen before anybody takes it in.

use bangban_draft::{Answer, Command, Draft, Inspector, MergeError, Part};
use serde_json::{Value, json};

fn path(path: &str) -> Vec<String> {
    path.split('/').map(str::to_owned).collect()
}

fn answer(at: &str, value: Value, long: bool) -> Answer {
    Answer { path: path(at), value, long, sensitive: false }
}

fn set(at: &str, value: Value) -> Command {
    Command::Set(answer(at, value, false))
}

fn written(author: &str, path: &str, written: bool) -> Part {
    Part::Answer { author: author.into(), path: path.into(), written }
}

/// The update of a command, and what it is said to touch.
fn look(draft: &mut Draft, inspector: &mut Inspector, command: &Command) -> Vec<Part> {
    let updates = draft.apply(command);
    assert_eq!(updates.len(), 1, "{command:?}");
    inspector.look(&updates[0].bytes).expect("looked at")
}

#[test]
fn each_command_by_what_it_touches() {
    let mut applicant = Draft::new(1, "a");
    let before = applicant.apply(&set("n", json!("old")));
    let mut draft = Draft::new(2, "h");
    draft.merge(before[0].document, &before[0].bytes).expect("merges");
    let mut inspector = Inspector::new([&*before[0].bytes]);
    let row = Command::InsertRow {
        list: path("p"),
        index: 0,
        id: "r".into(),
        answers: vec![answer("p/r/n", json!(1), false)],
    };
    for (command, expected) in [
        (set("n", json!("new")), vec![written("a", "n", false), written("h", "n", true)]),
        (set("n", json!("newer")), vec![written("h", "n", true)]),
        (Command::Set(answer("t", json!("long"), true)), vec![Part::Text("t".into())]),
        (Command::Set(answer("t", json!("longer"), true)), vec![Part::Text("t".into())]),
        (Command::Set(answer("t", json!("er"), true)), vec![Part::Text("t".into())]),
        (row, vec![written("h", "p/r/n", true), Part::Rows("p".into())]),
        (
            Command::RemoveRow { list: path("p"), id: "r".into() },
            vec![written("h", "p/r/n", false), Part::Rows("p".into())],
        ),
    ] {
        assert_eq!(look(&mut draft, &mut inspector, &command), expected, "{command:?}");
    }
}

#[test]
fn entries_and_messages_by_their_author() {
    let mut draft = Draft::new(2, "h");
    let mut inspector = Inspector::new([]);
    let put = Command::Put { id: "p:n".into(), entry: json!({"value": 1}) };
    let entry = Part::Entry { author: "h".into(), id: "p:n".into() };
    assert_eq!(look(&mut draft, &mut inspector, &put), [entry]);
    assert_eq!(inspector.entry("h", "p:n"), json!({"value": 1}));
    let say = Command::Say { message: json!("您好") };
    assert_eq!(look(&mut draft, &mut inspector, &say), [Part::Said("h".into())]);
    assert_eq!(look(&mut draft, &mut inspector, &say), [Part::Said("h".into())]);
}

/// An update that follows one which was held back shows nothing of what it touches.
#[test]
fn what_cannot_be_seen_is_refused() {
    let mut draft = Draft::new(2, "h");
    let first = draft.apply(&set("a", json!(1)));
    let second = draft.apply(&set("a", json!(2)));
    let mut inspector = Inspector::new([]);
    assert_eq!(inspector.look(&second[0].bytes), Err(MergeError::Refused));
    let mut inspector = Inspector::new([&*first[0].bytes]);
    assert_eq!(inspector.look(&second[0].bytes), Ok(vec![written("h", "a", true)]));
    assert_eq!(inspector.look(b"garbage"), Err(MergeError::Malformed));
    // Sent again: it touches nothing.
    assert_eq!(inspector.look(&first[0].bytes), Ok(vec![]));
}

/// A root that is none of ours is seen, whatever it is called.
#[test]
fn strange_roots_are_seen() {
    use yrs::{Doc, Map, Transact};
    for root in ["chat", "", "x:n", "V:1", "answers"] {
        let doc = Doc::with_client_id(7);
        let map = doc.get_or_insert_map(root);
        let mut txn = doc.transact_mut();
        map.insert(&mut txn, "k", 1);
        let update = txn.encode_update_v1();
        let seen = Inspector::new([]).look(&update);
        assert_eq!(seen, Ok(vec![Part::Other(root.into())]), "{root}");
    }
}

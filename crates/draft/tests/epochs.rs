//! A document that is begun anew, and replicas that were away meanwhile.

use bangban_draft::{Address, Answer, Command, Draft, MergeError, Name, Update};
use serde_json::{Value, json};

fn set(path: &str, value: Value, long: bool) -> Command {
    let path = path.split('/').map(str::to_owned).collect();
    Command::Set(Answer { path, value, long, sensitive: false })
}

const NEXT: Address = Address { name: Name::Answers, epoch: 1 };

/// Takes in what a command made.
fn send(from: &mut Draft, command: &Command, to: &mut Draft) {
    for Update { document, bytes } in from.apply(command) {
        to.merge(document, &bytes).expect("merges");
    }
}

#[test]
fn a_replica_that_holds_nothing_of_its_own_just_goes_on() {
    let mut draft = Draft::new(1, "one");
    draft.apply(&set("n", json!(1), false));
    let (base, opened) = (draft.snapshot(Name::Answers), draft.rebuild(Name::Answers));
    assert_eq!(draft.move_on(NEXT, &base, &opened), Ok(None));
    draft.boundary();
    draft.apply(&set("n", json!(2), false));
    assert!(draft.undo().is_some() && draft.undo().is_some());
    assert_eq!(draft.answers(), json!({}));
}

#[test]
fn epochs_are_never_mixed() {
    let mut draft = Draft::new(1, "one");
    let old = draft.apply(&set("n", json!(1), false));
    let (base, opened) = (draft.snapshot(Name::Answers), draft.rebuild(Name::Answers));
    assert_eq!(draft.merge(NEXT, &opened), Err(MergeError::Epoch));
    assert_eq!(draft.move_on(NEXT, &base, &opened), Ok(None));
    assert_eq!(draft.merge(old[0].document, &old[0].bytes), Err(MergeError::Epoch));
    assert_eq!(draft.move_on(NEXT, &base, &opened), Err(MergeError::Epoch));
    assert_eq!(draft.move_on(NEXT.next(), b"garbage", &opened), Err(MergeError::Malformed));
    assert_eq!(draft.apply(&set("n", json!(2), false))[0].document, NEXT);
    assert_eq!(draft.answers(), json!({"n": 2}));
}

/// The server has no last state of the old epoch any more: what was shared last must do.
#[test]
fn what_was_done_while_away_is_carried_over_and_conflicts_with_what_others_did() {
    let (mut server, mut away) = (Draft::new(1, "assistant"), Draft::new(2, "applicant"));
    for command in [
        set("same", json!(1), false),
        set("mine", json!(1), false),
        set("theirs", json!(1), false),
        set("both", json!(1), false),
        set("why", json!("因为生产特点"), true),
        Command::InsertRow { list: vec!["p".into()], index: 0, id: "a".into(), answers: vec![] },
        Command::InsertRow { list: vec!["p".into()], index: 1, id: "b".into(), answers: vec![] },
    ] {
        send(&mut away, &command, &mut server);
    }
    let shared = away.snapshot(Name::Answers);

    away.apply(&set("mine", json!(2), false));
    away.apply(&set("both", json!(2), false));
    away.apply(&set("why", json!("因为生产特点，需要"), true));
    away.apply(&set("p/b/n", json!(2), false));
    away.apply(&Command::RemoveRow { list: vec!["p".into()], id: "a".into() });
    away.apply(&Command::InsertRow {
        list: vec!["p".into()],
        index: 9,
        id: "c".into(),
        answers: vec![],
    });
    server.apply(&set("theirs", json!(3), false));
    server.apply(&set("both", json!(3), false));
    server.apply(&set("why", json!("我司因为生产特点"), true));

    let opened = server.rebuild(Name::Answers);
    assert_eq!(server.move_on(NEXT, &server.snapshot(Name::Answers), &opened), Ok(None));
    let carried = away.move_on(NEXT, &shared, &opened).expect("moves on").expect("holds changes");
    server.merge(carried.document, &carried.bytes).expect("merges");
    assert_eq!(away.answers(), server.answers());
    assert_eq!(
        away.answers(),
        json!({
            "same": 1, "mine": 2, "theirs": 3, "both": 2, "why": "我司因为生产特点，需要",
            "p": [{"_id": "b", "n": 2}, {"_id": "c"}],
        })
    );
    let conflicts = server.conflicts();
    assert_eq!(conflicts, away.conflicts());
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].mine("assistant"), Some(&json!(3)));
    assert_eq!(conflicts[0].mine("applicant"), Some(&json!(2)));
}

#[test]
fn conflicts_and_the_assist_document_are_rebuilt_too() {
    let (mut left, mut right) = (Draft::new(1, "one"), Draft::new(2, "two"));
    let from_right = right.apply(&set("n", json!(2), false));
    left.apply(&set("n", json!(1), false));
    left.apply(&Command::Put { id: "s".into(), entry: json!({"for": "n"}) });
    left.apply(&Command::Put { id: "t".into(), entry: json!(1) });
    left.apply(&Command::Put { id: "t".into(), entry: Value::Null });
    left.apply(&Command::Say { message: json!("您好") });
    for update in from_right {
        left.merge(update.document, &update.bytes).expect("merges");
    }
    let mut fresh = Draft::new(3, "three");
    for name in Name::ALL {
        fresh.merge(left.address(name).next(), &left.rebuild(name)).expect("merges");
    }
    assert_eq!(fresh.conflicts(), left.conflicts());
    assert_eq!(fresh.conflicts().len(), 1);
    assert_eq!(fresh.entries(), left.entries());
    assert_eq!(fresh.entries().len(), 1);
    assert_eq!(fresh.chat()["one"], [json!("您好")]);
}

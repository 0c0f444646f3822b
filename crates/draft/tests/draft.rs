//! A draft survives reopening and merges, whatever is typed.

use bangban_draft::{Address, Answer, Command, Draft, MergeError, Name, Update};
use proptest::prelude::*;
use serde_json::{Value, json};

fn path(path: &str) -> Vec<String> {
    path.split('/').map(str::to_owned).collect()
}

fn set(at: &str, value: Value) -> Command {
    Command::Set(Answer { path: path(at), value, long: false, sensitive: false })
}

fn secret(at: &str, value: Value) -> Command {
    Command::Set(Answer { path: path(at), value, long: false, sensitive: true })
}

fn long(at: &str, text: &str) -> Command {
    Command::Set(Answer { path: path(at), value: json!(text), long: true, sensitive: false })
}

fn row(list: &str, index: u32, id: &str) -> Command {
    Command::InsertRow { list: path(list), index, id: id.to_owned(), answers: Vec::new() }
}

fn run(draft: &mut Draft, commands: &[Command]) -> Vec<Update> {
    commands.iter().flat_map(|command| draft.apply(command)).collect()
}

fn reopened(log: &[Update]) -> Draft {
    let mut draft = Draft::new(99, "one");
    for update in log {
        draft.merge(update.document, &update.bytes).expect("own update");
    }
    draft
}

#[test]
fn what_is_typed_is_there_after_reopening() {
    let cases: &[(&str, Vec<Command>, Value)] = &[
        ("nothing", vec![], json!({})),
        ("a value", vec![set("name", json!("津港"))], json!({"name": "津港"})),
        ("in an object", vec![set("org/name", json!("港"))], json!({"org": {"name": "港"}})),
        ("the last of many", vec![set("n", json!("1")), set("n", json!("12"))], json!({"n": "12"})),
        ("taken away", vec![set("n", json!("1")), set("n", Value::Null)], json!({})),
        ("numbers", vec![set("n", json!(12)), set("m", json!(1.5))], json!({"n": 12, "m": 1.5})),
        ("lists as one value", vec![set("r", json!(["12", "1201"]))], json!({"r": ["12", "1201"]})),
        ("objects as one value", vec![set("d", json!({"from": "a"}))], json!({"d": {"from": "a"}})),
        (
            "long text",
            vec![long("why", "因为"), long("why", "因为𠮷野家")],
            json!({"why": "因为𠮷野家"}),
        ),
        (
            "rare Han and emoji",
            vec![long("t", "𬭚😀𠮷"), long("t", "𬭚😁𠮷")],
            json!({"t": "𬭚😁𠮷"}),
        ),
        ("a sensitive value", vec![secret("id", json!("x"))], json!({"id": "x"})),
        ("an empty row", vec![row("posts", 0, "a")], json!({"posts": [{"_id": "a"}]})),
        (
            "rows in order",
            vec![row("posts", 9, "a"), row("posts", 0, "b"), set("posts/a/n", json!(1))],
            json!({"posts": [{"_id": "b"}, {"_id": "a", "n": 1}]}),
        ),
        (
            "a sensitive value in a row",
            vec![row("posts", 0, "a"), secret("posts/a/id", json!("x"))],
            json!({"posts": [{"_id": "a", "id": "x"}]}),
        ),
        (
            "a removed row",
            vec![
                row("posts", 0, "a"),
                set("posts/a/n", json!(1)),
                Command::RemoveRow { list: path("posts"), id: "a".into() },
            ],
            json!({}),
        ),
        (
            "a moved row",
            vec![
                row("posts", 0, "a"),
                row("posts", 1, "b"),
                set("posts/a/n", json!(1)),
                Command::MoveRow { list: path("posts"), id: "a".into(), index: 1 },
            ],
            json!({"posts": [{"_id": "b"}, {"_id": "a", "n": 1}]}),
        ),
    ];
    for (name, commands, wanted) in cases {
        let mut draft = Draft::new(1, "one");
        let log = run(&mut draft, commands);
        assert_eq!(draft.answers(), *wanted, "{name}");
        assert_eq!(reopened(&log).answers(), *wanted, "{name}, reopened");
        let mut compacted = Draft::new(2, "one");
        for document in Name::ALL {
            compacted
                .merge(Address::first(document), &draft.snapshot(document))
                .expect("own snapshot");
        }
        assert_eq!(compacted.answers(), *wanted, "{name}, compacted");
    }
}

#[test]
fn a_sensitive_answer_is_in_the_private_document_only() {
    let mut draft = Draft::new(1, "one");
    let updates = run(&mut draft, &[row("p", 0, "a"), secret("p/a/id", json!("secret"))]);
    for update in updates {
        let has = update.bytes.windows(6).any(|bytes| bytes == b"secret");
        assert_eq!(has, update.document.name == Name::Private);
    }
}

#[test]
fn what_changes_nothing_makes_no_update() {
    let mut draft = Draft::new(1, "one");
    run(&mut draft, &[set("n", json!("1")), long("t", "a")]);
    assert!(run(&mut draft, &[set("n", json!("1")), long("t", "a")]).is_empty());
    assert!(run(&mut draft, &[set("m", Value::Null)]).is_empty());
}

#[test]
fn bytes_that_are_no_update_are_refused() {
    let mut draft = Draft::new(1, "one");
    for bytes in [&b"garbage"[..], &[0xff; 40], &[]] {
        assert_eq!(draft.merge(Address::first(Name::Answers), bytes), Err(MergeError::Malformed));
    }
}

#[test]
fn both_begin_the_same_object_list_and_text_and_nothing_is_lost() {
    let (mut left, mut right) = (Draft::new(1, "one"), Draft::new(2, "one"));
    let from_left = run(
        &mut left,
        &[set("org/a", json!(1)), row("p", 0, "l"), long("t", "左"), set("p/l/n", json!(1))],
    );
    let from_right = run(&mut right, &[set("org/b", json!(2)), row("p", 0, "r"), long("t", "右")]);
    for update in &from_right {
        left.merge(update.document, &update.bytes).expect("merge");
    }
    for update in &from_left {
        right.merge(update.document, &update.bytes).expect("merge");
    }
    let merged = left.answers();
    assert_eq!(merged, right.answers());
    assert_eq!(merged["org"], json!({"a": 1, "b": 2}));
    assert_eq!(merged["p"].as_array().map(Vec::len), Some(2));
    assert_eq!(merged["t"].as_str().map(|text| text.chars().count()), Some(2));
}

fn command() -> impl Strategy<Value = Command> {
    let id = || prop::sample::select(vec!["a", "b", "c"]);
    prop_oneof![
        ("[xy]", "\\PC{0,6}").prop_map(|(at, text)| set(&at, json!(text))),
        ("[xy]", "\\PC{0,6}").prop_map(|(at, text)| secret(&format!("s{at}"), json!(text))),
        "\\PC{0,12}".prop_map(|text| long("t", &text)),
        (id(), 0u32..4).prop_map(|(id, index)| row("p", index, id)),
        (id(), 0i64..9).prop_map(|(id, n)| set(&format!("p/{id}/n"), json!(n))),
        id().prop_map(|id| Command::RemoveRow { list: path("p"), id: id.into() }),
        (id(), 0u32..4).prop_map(|(id, index)| Command::MoveRow {
            list: path("p"),
            id: id.into(),
            index
        }),
    ]
}

proptest! {
    #[test]
    fn replicas_converge_in_any_order(
        left in prop::collection::vec(command(), 0..20),
        right in prop::collection::vec(command(), 0..20),
        swap in any::<bool>(),
    ) {
        let (mut one, mut two) = (Draft::new(1, "one"), Draft::new(2, "one"));
        let mut log = run(&mut one, &left);
        let other = run(&mut two, &right);
        for update in &other { one.merge(update.document, &update.bytes).expect("merge"); }
        for update in &log { two.merge(update.document, &update.bytes).expect("merge"); }
        log.extend(other);
        if swap { log.reverse(); }
        prop_assert_eq!(one.answers(), two.answers());
        prop_assert_eq!(reopened(&log).answers(), one.answers());
    }
}

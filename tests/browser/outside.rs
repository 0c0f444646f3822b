//! What another person does in a filing shows in the form that is open here.

use std::sync::Arc;

use bangban::platform::files::random_id;
use bangban::store::filling::{Filling, Side};
use bangban::store::journal::Journal;
use bangban_draft::{Answer, Command, Draft, Event};
use bangban_forms::{FormDefinition, Key};
use leptos::prelude::*;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

const FORM: &str = include_str!("../../crates/forms/tests/data/special-hours.json");

fn path(path: &str) -> Vec<String> {
    path.split('/').map(str::to_owned).collect()
}

fn answer(at: &str, value: Value, long: bool) -> Answer {
    Answer { path: path(at), value, long, sensitive: false }
}

/// The form that is open here, and another person's draft of the same filing.
async fn open() -> (Owner, Filling, Draft) {
    // What is kept is kept by tasks, which need the executor that an app starts with.
    leptos::mount::mount_to_body(|| ());
    let definition: FormDefinition = serde_json::from_str(FORM).expect("a definition");
    let model = Arc::new(definition.compile().expect("a form"));
    let journal = Journal::open(&random_id(), "f").await.expect("opens");
    journal.engage().await.expect("merges");
    let owner = Owner::new();
    let filling = owner.with(|| Filling::new(model, journal, None));
    (owner, filling, Draft::new(77, "other"))
}

fn key(filling: Filling, at: &str) -> Key {
    let names: Vec<&str> = at.split('/').collect();
    filling.with_state(|state| state.resolve(&names)).expect("a field")
}

/// The other person does this, and it arrives here.
fn arrives(filling: Filling, other: &mut Draft, command: &Command) -> Vec<Event> {
    let mut all = Vec::new();
    for update in other.apply(command) {
        let events = filling.journal().take(&update, false).expect("merges");
        filling.apply_outside(events.clone());
        all.extend(events);
    }
    all
}

fn row(id: &str, index: u32, post: &str) -> Command {
    let at = ["posts/", id, "/post"].concat();
    let answers = vec![answer(&at, json!(post), false)];
    Command::InsertRow { list: path("posts"), index, id: id.to_owned(), answers }
}

#[wasm_bindgen_test]
async fn answers_and_rows_of_another_person_show() {
    let (_owner, filling, mut other) = open().await;
    let reason = key(filling, "reason");
    let standing = filling.standing(reason);
    arrives(filling, &mut other, &Command::Set(answer("reason", json!("港口作业"), true)));
    assert_eq!(filling.text(reason), "港口作业");
    let standing = standing.get_untracked();
    assert!(standing.outside == 1 && standing.problem.is_none(), "written, and not visited");
    let list = key(filling, "posts");
    let rows = filling.rows(list);
    arrives(filling, &mut other, &row("r1", 0, "岸桥司机"));
    arrives(filling, &mut other, &row("r2", 0, "调度"));
    let posts = || -> Vec<String> {
        let rows = rows.get_untracked();
        let post = key(filling, "posts/r1/post").field;
        rows.iter().map(|row| filling.text(Key::new(post, *row))).collect()
    };
    assert_eq!(posts(), ["调度", "岸桥司机"]);
    let moved = Command::MoveRow { list: path("posts"), id: "r1".to_owned(), index: 0 };
    arrives(filling, &mut other, &moved);
    assert_eq!(posts(), ["岸桥司机", "调度"]);
    let gone = Command::RemoveRow { list: path("posts"), id: "r1".to_owned() };
    arrives(filling, &mut other, &gone);
    assert_eq!(filling.rows(list).get_untracked().len(), 1);
    // It comes back with its answers.
    arrives(filling, &mut other, &row("r1", 0, "岸桥司机"));
    assert_eq!(posts(), ["岸桥司机", "调度"]);
}

#[wasm_bindgen_test]
async fn a_conflict_is_shown_until_one_chooses() {
    let (_owner, filling, mut other) = open().await;
    let name = key(filling, "org/name");
    let standing = filling.standing(name);
    filling.input(name, json!("甲"));
    arrives(filling, &mut other, &Command::Set(answer("org/name", json!("乙"), false)));
    let side = |mine, value: &str| Side { mine, value: json!(value) };
    assert!(standing.get_untracked().sides == [side(true, "甲"), side(false, "乙")]);
    assert_eq!(filling.conflicts(), [name]);
    // Going on typing changes one's own side and decides nothing.
    filling.input(name, json!("甲方"));
    assert!(standing.get_untracked().sides == [side(true, "甲方"), side(false, "乙")]);
    filling.settle(name, 1);
    assert_eq!(filling.text(name), "乙");
    assert!(standing.get_untracked().sides.is_empty() && filling.conflicts().is_empty());
    assert_eq!(filling.journal().answers(), json!({ "org": { "name": "乙" } }));
}

#[wasm_bindgen_test]
async fn undo_shows_what_was_there_before() {
    let (_owner, filling, mut other) = open().await;
    let (name, reason) = (key(filling, "org/name"), key(filling, "reason"));
    let reach = filling.journal().reach();
    filling.input(name, json!("甲"));
    filling.journal().begin();
    assert!(!reach.get_untracked().undo, "what was filled in at the opening stays");
    filling.input(name, json!("乙"));
    filling.boundary();
    arrives(filling, &mut other, &Command::Set(answer("reason", json!("他人填写"), true)));
    let list = key(filling, "posts");
    filling.add_row(list);
    let (at, row) = filling.undo(false).expect("undoes the row");
    assert!(at == list && row.is_none());
    assert!(filling.rows(list).get_untracked().is_empty());
    assert_eq!(filling.undo(false), Some((name, None)));
    assert_eq!((filling.text(name), filling.text(reason)), ("甲".into(), "他人填写".into()));
    assert_eq!(filling.undo(true), Some((name, None)));
    assert_eq!(filling.text(name), "乙");
    assert_eq!(filling.undo(true).map(|(at, row)| (at, row.is_some())), Some((list, true)));
}

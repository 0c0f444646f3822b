//! What is done before the code that merges is there.

use bangban::platform::files::random_id;
use bangban::platform::store::Store;
use bangban::store::journal::Journal;
use bangban_draft::{Answer, Command};
use leptos::prelude::*;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

async fn open(person: &str) -> Journal {
    leptos::mount::mount_to_body(|| ());
    Journal::open(person, "f").await.expect("opens")
}

fn answer(path: &str, value: &str, long: bool) -> Answer {
    let path = path.split('/').map(str::to_owned).collect();
    Answer { path, value: json!(value), long, sensitive: value.starts_with("private") }
}

/// Answers, a list of two rows of which one goes again, and a text typed key by key.
fn fill(journal: &Journal) {
    journal.begin();
    let row = |id: &str, index| Command::InsertRow {
        list: vec!["posts".to_owned()],
        index,
        id: id.to_owned(),
        answers: vec![answer(&["posts/", id, "/post"].concat(), id, false)],
    };
    let gone = Command::RemoveRow { list: vec!["posts".to_owned()], id: "r1".to_owned() };
    for command in [
        Command::Set(answer("org/name", "甲", false)),
        Command::Set(answer("id", "private 1", false)),
        row("r1", 0),
        row("r2", 1),
        gone,
        Command::Set(answer("org/name", "乙", false)),
    ] {
        journal.run(&command);
    }
    for end in ["船", "船期", "船期𠮷"] {
        journal.run(&Command::Set(answer("reason", end, true)));
    }
}

fn filled() -> Value {
    json!({
        "org": { "name": "乙" },
        "id": "private 1",
        "posts": [{ "_id": "r2", "post": "r2" }],
        "reason": "船期𠮷",
    })
}

/// How many commands and updates the device keeps, once what was begun before is done.
async fn kept(person: &str) -> (usize, usize) {
    let store = Store::open(person).await.expect("opens");
    store.change_notes(&[], &[]).expect("begins").await.expect("is done");
    let commands = store.notes("typed/f/").await.expect("reads").len();
    (commands, store.updates("f").await.expect("reads").len())
}

#[wasm_bindgen_test]
async fn it_is_in_the_draft_once_that_is_there_and_the_device_keeps_updates() {
    let person = random_id();
    let journal = open(&person).await;
    fill(&journal);
    assert_eq!(kept(&person).await, (9, 0));
    assert!(!journal.is_fresh());
    journal.engage().await.expect("comes");
    assert_eq!(journal.answers(), filled());
    assert!(journal.reach().get_untracked().undo);
    let (commands, updates) = kept(&person).await;
    assert_eq!(commands, 0);
    assert!(updates > 0);
    // Engaging again changes nothing.
    journal.engage().await.expect("is there");
    assert_eq!(kept(&person).await, (0, updates));
    drop(journal);
    assert_eq!(open(&person).await.answers(), filled());
}

#[wasm_bindgen_test]
async fn what_a_page_left_behind_is_in_the_draft_of_the_next_one_and_only_once() {
    let person = random_id();
    let journal = open(&person).await;
    fill(&journal);
    assert_eq!(kept(&person).await.0, 9);
    drop(journal);
    for _ in 0..2 {
        assert_eq!(open(&person).await.answers(), filled());
        let (commands, updates) = kept(&person).await;
        assert_eq!(commands, 0);
        assert!(updates > 0);
    }
}

#[wasm_bindgen_test]
async fn what_changed_nothing_is_not_carried_out_again_later() {
    let person = random_id();
    let journal = open(&person).await;
    let nothing = Answer { value: Value::Null, ..answer("org/name", "", false) };
    journal.run(&Command::Set(nothing));
    assert_eq!(kept(&person).await, (1, 0));
    drop(journal);
    drop(open(&person).await);
    assert_eq!(kept(&person).await.0, 0);
}

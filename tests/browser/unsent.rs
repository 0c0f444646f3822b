//! How much has not reached the server is known after a reload.

use bangban::platform::files::random_id;
use bangban::platform::store::Store;
use bangban::store::journal::{Journal, Saved, Shared};
use bangban_draft::{Answer, Command};
use leptos::prelude::*;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

async fn open(person: &str) -> Journal {
    leptos::mount::mount_to_body(|| ());
    Journal::open(person, "f").await.expect("opens")
}

fn set(journal: &Journal, path: &str, value: &str) {
    let path = path.split('/').map(str::to_owned).collect();
    let (long, sensitive) = (false, false);
    journal.run(&Command::Set(Answer { path, value: json!(value), long, sensitive }));
}

/// Waits until what was begun before is done: transactions come one after the other.
async fn settled(person: &str) {
    let store = Store::open(person).await.expect("opens");
    store.change_notes(&[], &[]).expect("begins").await.expect("is done");
}

fn counts(journal: &Journal) -> (usize, bool, bool) {
    (
        journal.pending().get_untracked(),
        matches!(journal.saved().get_untracked(), Saved::Here(_)),
        journal.shared().get_untracked() == Shared::Waiting,
    )
}

#[wasm_bindgen_test]
async fn what_waits_is_counted_after_a_reload_and_no_more_once_it_is_stored() {
    let person = random_id();
    let journal = open(&person).await;
    for (path, value) in [("a", "1"), ("b", "2"), ("a", "12"), ("rows/x/c", "3")] {
        set(&journal, path, value);
    }
    settled(&person).await;
    let again = open(&person).await;
    assert_eq!(counts(&again), (3, true, true));
    assert_eq!(again.stored_at(), None);
    // The tab with the line has it all stored, and types on.
    again.stored(true);
    set(&again, "d", "4");
    settled(&person).await;
    let last = open(&person).await;
    assert_eq!(counts(&last).0, 1);
    assert!(last.stored_at().is_some());
}

#[wasm_bindgen_test]
async fn a_tab_without_the_line_crosses_off_only_its_own() {
    let person = random_id();
    let first = open(&person).await;
    set(&first, "a", "1");
    settled(&person).await;
    let second = open(&person).await;
    assert_eq!(counts(&second).0, 1);
    set(&second, "b", "2");
    second.stored(false);
    assert_eq!(counts(&second).0, 0);
    settled(&person).await;
    assert_eq!(counts(&open(&person).await).0, 1);
}

//! What comes before what it builds on is kept like everything else.

use bangban::platform::files::random_id;
use bangban::platform::store::Store;
use bangban::store::journal::Journal;
use bangban_draft::{Answer, Command, Draft, Update};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

/// What another device types into one line.
fn typed(values: &[&str]) -> Vec<Update> {
    let mut other = Draft::new(77, "other");
    let set = |value: &&str| {
        let path = vec!["name".to_owned()];
        let value = json!(value);
        Command::Set(Answer { path, value, long: false, sensitive: false })
    };
    values.iter().flat_map(|value| other.apply(&set(value))).collect()
}

/// The socket tells what is new before what was there, and plain requests bring that: each update
/// by itself, in an order of their own.
#[wasm_bindgen_test]
async fn in_any_order_the_device_has_it_all() {
    leptos::mount::mount_to_body(|| ());
    for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0], [2, 1, 0]] {
        let person = random_id();
        let journal = Journal::open(&person, "f").await.expect("opens");
        journal.engage().await.expect("merges");
        let updates = typed(&["王", "王示", "王示例"]);
        for at in order {
            let _ = journal.take(&updates[at], true).expect("merges");
        }
        let path = ["name".to_owned()];
        assert_eq!(journal.answer(&path), json!("王示例"), "{order:?}");
        // Transactions come one after the other: what was begun before is done.
        let store = Store::open(&person).await.expect("opens");
        store.change_notes(&[], &[]).expect("begins").await.expect("is done");
        drop(journal);
        let again = Journal::open(&person, "f").await.expect("opens");
        again.engage().await.expect("merges");
        assert_eq!(again.answer(&path), json!("王示例"), "{order:?}");
    }
}

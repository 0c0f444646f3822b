//! A draft and the device's store together: what was typed is there after a crash.

use bangban::platform::files::random_id;
use bangban::platform::store::Store;
use bangban_draft::{Address, Answer, Command, Draft, Name};
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

fn set(path: &str, value: Value, long: bool, sensitive: bool) -> Command {
    let path = path.split('/').map(str::to_owned).collect();
    Command::Set(Answer { path, value, long, sensitive })
}

async fn reopened(person: &str) -> Draft {
    let store = Store::open(person).await.expect("opens");
    let mut draft = Draft::new(2, "p");
    for update in store.updates("f").await.expect("is read") {
        let document = Address::parse(&update.document).expect("is a document of ours");
        draft.load(document, &update.bytes).expect("is an update");
    }
    draft
}

#[wasm_bindgen_test]
async fn every_character_is_there_after_a_crash() {
    let person = random_id();
    let store = Store::open(&person).await.expect("opens");
    let mut draft = Draft::new(1, "p");
    let mut text = String::new();
    for c in "因生产特点𠮷𬭚🚢需要".chars() {
        text.push(c);
        for update in draft.apply(&set("reason", json!(text), true, false)) {
            // Nobody waits: the page is gone before the browser says that it is kept.
            drop(store.append("f", &update.document.to_string(), &update.bytes).expect("begins"));
        }
    }
    for update in draft.apply(&set("idCard", json!("11010519491231002X"), false, true)) {
        assert!(matches!(update.document.name, Name::Private));
        drop(store.append("f", &update.document.to_string(), &update.bytes).expect("begins"));
    }
    drop((store, draft));
    let answers = reopened(&person).await.answers();
    assert_eq!(answers, json!({ "reason": text, "idCard": "11010519491231002X" }));
}

#[wasm_bindgen_test]
async fn a_compacted_draft_is_the_same() {
    let person = random_id();
    let store = Store::open(&person).await.expect("opens");
    let mut draft = Draft::new(1, "p");
    for number in 0..30 {
        for update in draft.apply(&set("count", json!(number), false, false)) {
            let done = store.append("f", &update.document.to_string(), &update.bytes);
            done.expect("begins").await.expect("is kept");
        }
    }
    let log = store.updates("f").await.expect("is read");
    let snapshots = Name::ALL.map(|name| (name.as_str(), draft.snapshot(name)));
    store.compact("f", &log, &snapshots).await.expect("compacts");
    assert!(store.updates("f").await.expect("is read").len() <= Name::ALL.len());
    assert_eq!(reopened(&person).await.answers(), draft.answers());
}

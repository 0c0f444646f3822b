//! What was last seen of a filing, and what is only on this device.

use bangban::platform::files::{blob_of, random_id};
use bangban::platform::store::{Note, Store, WaitingFile};
use bangban::store::{leaving, seen};
use wasm_bindgen_test::wasm_bindgen_test;

const FILING: &str = r#"{"id":"f","item":"i","itemName":{"zh":"特殊工时"},"departmentName":{"zh":"人社局"},
    "party":{"id":"p","kind":"organisation","name":{"zh":"公司"},"relation":{"zh":"经办人"}},
    "state":"draft","createdAt":"2026-11-24T08:00:00Z","updatedAt":"2026-11-24T08:00:00Z",
    "version":"1","formVersion":"1","attachments":[],"documents":[]}"#;

async fn kept() -> (String, Store) {
    leptos::mount::mount_to_body(|| ());
    let person = random_id();
    let store = Store::open(&person).await.expect("opens");
    seen::keep_all(&store, "f", [FILING.to_owned(), "[]".to_owned(), "[1]".to_owned()]);
    (person, store)
}

#[wasm_bindgen_test]
async fn a_copy_is_found_by_its_person_and_whole() {
    let (person, store) = kept().await;
    let found = seen::find(&person, "f").await.expect("is kept");
    assert_eq!(found.texts, [FILING, "[]", "[1]"]);
    assert!(found.at > 0.0);
    assert_eq!(seen::filings(&store).await[0].item_name.zh, "特殊工时");
    assert!(seen::find(&person, "g").await.is_none());
    assert!(seen::find(&random_id(), "f").await.is_none());
    let part = ["seen/f/prefill".to_owned()];
    store.change_notes(&part, &[]).expect("begins").await.expect("is done");
    assert!(seen::find(&person, "f").await.is_none());
}

#[wasm_bindgen_test]
async fn what_is_only_here_is_told_by_filing() {
    let (_, store) = kept().await;
    assert!(leaving::left(&store).await.expect("is read").is_empty());
    let note = |key: &str, filing: &str, text: &str| Note {
        key: key.to_owned(),
        filing: filing.to_owned(),
        at: 1.0,
        text: text.to_owned(),
    };
    // The same answer in two tabs is one change.
    let notes = [
        note("unsent/f/1/a", "f", "a"),
        note("unsent/f/2/a", "f", "a"),
        note("unsent/f/2/b", "f", "b"),
        note("ready/g", "g", ""),
    ];
    store.change_notes(&[], &notes).expect("begins").await.expect("is done");
    let file = WaitingFile {
        id: "1".to_owned(),
        filing: "f".to_owned(),
        material: "m".to_owned(),
        name: "说明.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        blob: blob_of(b"%PDF", "application/pdf").expect("is a blob"),
        address: None,
    };
    store.keep_file(&file).await.expect("is kept");
    let left = leaving::left(&store).await.expect("is read");
    let of_f = &left["f"];
    assert_eq!((of_f.changes, of_f.files.len(), of_f.is_queued), (2, 1, false));
    assert_eq!(of_f.name.as_ref().map(|name| name.zh.as_str()), Some("特殊工时"));
    assert_eq!((left["g"].changes, left["g"].is_queued), (0, true));
    assert!(left["g"].name.is_none());
}

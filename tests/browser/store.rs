//! What this device keeps, and what it must not claim to have kept.

use bangban::platform::files::{blob_of, random_id, read};
use bangban::platform::store::{Note, Store, StoreError, WaitingFile};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::tampered::Tampered;

async fn open(person: &str) -> Store {
    Store::open(person).await.expect("opens")
}

async fn append(store: &Store, filing: &str, document: &str, bytes: &[u8]) {
    store.append(filing, document, bytes).expect("begins").await.expect("is kept");
}

/// The log as document and bytes.
async fn log(store: &Store, filing: &str) -> Vec<(String, Vec<u8>)> {
    let log = store.updates(filing).await.expect("is read");
    log.into_iter().map(|update| (update.document, update.bytes)).collect()
}

fn row(document: &str, bytes: &[u8]) -> (String, Vec<u8>) {
    (document.to_owned(), bytes.to_vec())
}

#[wasm_bindgen_test]
async fn the_log_is_there_after_reopening_in_order() {
    let person = random_id();
    let store = open(&person).await;
    for number in 0..40 {
        let document = if number % 3 == 0 { "private" } else { "answers" };
        append(&store, "f1", document, &[number]).await;
    }
    append(&store, "f2", "answers", b"other").await;
    drop(store);
    let store = open(&person).await;
    let found = log(&store, "f1").await;
    assert!(found.iter().map(|(_, bytes)| bytes[0]).eq(0..40));
    assert_eq!(found[3].0, "private");
    assert_eq!(log(&store, "f2").await, [row("answers", b"other")]);
    assert_eq!(log(&store, "f3").await, []);
}

#[wasm_bindgen_test]
async fn what_is_begun_is_written_even_if_nobody_waits() {
    let person = random_id();
    let store = open(&person).await;
    for number in 0..20 {
        drop(store.append("f", "answers", &[number]).expect("begins"));
    }
    let again = open(&person).await;
    assert_eq!(log(&again, "f").await.len(), 20);
}

#[wasm_bindgen_test]
async fn another_person_meets_nothing() {
    let (one, other) = (open(&random_id()).await, open(&random_id()).await);
    append(&one, "f", "answers", b"mine").await;
    assert_eq!(log(&other, "f").await, []);
}

#[wasm_bindgen_test]
async fn compacting_keeps_what_came_meanwhile() {
    let store = open(&random_id()).await;
    append(&store, "f", "answers", b"1").await;
    append(&store, "f", "answers", b"2").await;
    append(&store, "g", "answers", b"other").await;
    let read = store.updates("f").await.expect("is read");
    append(&store, "f", "answers", b"3").await;
    let snapshots = [("answers", b"12".to_vec()), ("private", b"".to_vec())];
    store.compact("f", &read, &snapshots).await.expect("compacts");
    let mut found = log(&store, "f").await;
    found.sort();
    assert_eq!(found, [row("answers", b"12"), row("answers", b"3"), row("private", b"")]);
    assert_eq!(log(&store, "g").await, [row("answers", b"other")]);
}

#[wasm_bindgen_test]
async fn a_compaction_that_is_cut_off_leaves_the_old_log() {
    let store = open(&random_id()).await;
    append(&store, "f", "answers", b"1").await;
    let read = store.updates("f").await.expect("is read");
    let cut = Tampered::method(
        "IDBObjectStore.prototype",
        "delete",
        "const r = original.apply(this, args); this.transaction.abort(); return r;",
    );
    let result = store.compact("f", &read, &[("answers", b"new".to_vec())]).await;
    drop(cut);
    assert_eq!(result, Err(StoreError::Aborted));
    assert_eq!(log(&store, "f").await, [row("answers", b"1")]);
}

#[wasm_bindgen_test]
async fn what_is_aborted_is_not_called_kept() {
    let store = open(&random_id()).await;
    let cut = Tampered::method(
        "IDBObjectStore.prototype",
        "add",
        "const r = original.apply(this, args); this.transaction.abort(); return r;",
    );
    let begun = store.append("f", "answers", b"lost");
    drop(cut);
    let result = match begun {
        Ok(done) => done.await,
        Err(error) => Err(error),
    };
    assert_eq!(result, Err(StoreError::Aborted));
    assert_eq!(log(&store, "f").await, []);
    append(&store, "f", "answers", b"kept").await;
    assert_eq!(log(&store, "f").await, [row("answers", b"kept")]);
}

#[wasm_bindgen_test]
async fn a_transaction_that_aborts_after_its_request_is_not_called_kept() {
    let store = open(&random_id()).await;
    // The request succeeds, and the transaction fails after it, as it does on a full disk.
    let cut = Tampered::method(
        "IDBObjectStore.prototype",
        "add",
        "const r = original.apply(this, args), t = this.transaction;
         t.commit = () => {};
         r.addEventListener('success', () => t.abort());
         return r;",
    );
    let begun = store.append("f", "answers", b"lost").expect("begins");
    drop(cut);
    assert_eq!(begun.await, Err(StoreError::Aborted));
    assert_eq!(log(&store, "f").await, []);
}

#[wasm_bindgen_test]
async fn a_full_device_is_told() {
    let store = open(&random_id()).await;
    let full = Tampered::method(
        "IDBObjectStore.prototype",
        "add",
        "throw new DOMException('full', 'QuotaExceededError');",
    );
    let result = match store.append("f", "answers", b"lost") {
        Ok(done) => done.await,
        Err(error) => Err(error),
    };
    drop(full);
    assert_eq!(result, Err(StoreError::Full));
    // The usual way: the request succeeds, the transaction cannot be committed.
    let full = Tampered::method(
        "IDBObjectStore.prototype",
        "add",
        "const r = original.apply(this, args), t = this.transaction;
         t.commit = () => {};
         r.addEventListener('success', () => {
           Object.defineProperty(t, 'error', { value: new DOMException('', 'QuotaExceededError') });
           t.abort();
         });
         return r;",
    );
    let begun = store.append("f", "answers", b"lost").expect("begins");
    drop(full);
    assert_eq!(begun.await, Err(StoreError::Full));
    assert_eq!(log(&store, "f").await, []);
}

#[wasm_bindgen_test]
async fn a_request_of_which_nothing_is_heard_is_not_waited_for() {
    let store = open(&random_id()).await;
    // As Chromium does when the disk is full and several transactions wait: the transaction
    // ends, and no event comes to the request.
    let full = Tampered::method(
        "IDBObjectStore.prototype",
        "add",
        "const r = original.apply(this, args), t = this.transaction;
         t.commit = () => {};
         r.addEventListener('success', (event) => {
           event.stopImmediatePropagation();
           Object.defineProperty(t, 'error', { value: new DOMException('', 'QuotaExceededError') });
           t.abort();
         });
         return r;",
    );
    let begun = store.append("f", "answers", b"lost").expect("begins");
    drop(full);
    assert_eq!(begun.await, Err(StoreError::Full));
    assert_eq!(log(&store, "f").await, []);
}

#[wasm_bindgen_test]
async fn a_browser_without_storage_is_told() {
    let none = Tampered::gone("indexedDB");
    let result = Store::open(&random_id()).await.err();
    drop(none);
    assert_eq!(result, Some(StoreError::Unavailable));
    let refused = Tampered::method(
        "IDBFactory.prototype",
        "open",
        "throw new DOMException('refused', 'SecurityError');",
    );
    let result = Store::open(&random_id()).await.err();
    drop(refused);
    assert_eq!(result, Some(StoreError::Unavailable));
}

fn waiting(id: &str, filing: &str, bytes: &[u8], address: Option<&str>) -> WaitingFile {
    WaitingFile {
        id: id.to_owned(),
        filing: filing.to_owned(),
        material: "roster".to_owned(),
        name: "花名册 𠮷.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        blob: blob_of(bytes, "application/pdf").expect("is a blob"),
        address: address.map(str::to_owned),
    }
}

#[wasm_bindgen_test]
async fn files_on_their_way_survive() {
    let person = random_id();
    let bytes: Vec<u8> = (0..200_000u32).map(|number| number.to_le_bytes()[0]).collect();
    let store = open(&person).await;
    store.keep_file(&waiting("a", "f", &bytes, None)).await.expect("is kept");
    store.keep_file(&waiting("b", "f", b"two", None)).await.expect("is kept");
    store.keep_file(&waiting("c", "g", b"three", None)).await.expect("is kept");
    store.keep_file(&waiting("a", "f", &bytes, Some("/uploads/1"))).await.expect("is kept");
    drop(store);
    let store = open(&person).await;
    let files = store.waiting_files("f").await.expect("are read");
    let ids: Vec<&str> = files.iter().map(|file| file.id.as_str()).collect();
    assert_eq!(ids, ["a", "b"]);
    assert_eq!(files[0].name, "花名册 𠮷.pdf");
    assert_eq!(files[0].address.as_deref(), Some("/uploads/1"));
    assert_eq!(read(&files[0].blob).await.as_deref(), Some(&bytes[..]));
    store.drop_file("a").await.expect("is dropped");
    assert_eq!(store.waiting_files("f").await.expect("are read").len(), 1);
}

#[wasm_bindgen_test]
async fn a_filing_is_forgotten_and_no_other() {
    let store = open(&random_id()).await;
    append(&store, "f", "answers", b"1").await;
    append(&store, "g", "answers", b"2").await;
    store.keep_file(&waiting("a", "f", b"a", None)).await.expect("is kept");
    store.keep_file(&waiting("b", "g", b"b", None)).await.expect("is kept");
    store.forget("f").await.expect("is forgotten");
    assert_eq!(log(&store, "f").await, []);
    assert!(store.waiting_files("f").await.expect("are read").is_empty());
    assert_eq!(log(&store, "g").await, [row("answers", b"2")]);
    assert_eq!(store.waiting_files("g").await.expect("are read").len(), 1);
}

fn note(key: &str, filing: &str, at: f64) -> Note {
    Note { key: key.to_owned(), filing: filing.to_owned(), at, text: "𠮷".to_owned() }
}

async fn keys(store: &Store, beginning: &str) -> Vec<String> {
    let notes = store.notes(beginning).await.expect("are read");
    notes.into_iter().map(|note| note.key).collect()
}

#[wasm_bindgen_test]
async fn notes_are_found_by_how_they_begin_and_go_together() {
    let person = random_id();
    let store = open(&person).await;
    let all = [
        note("unsent/f/1/a", "f", 1.0),
        note("unsent/f/2/b", "f", 2.0),
        note("stored/g", "g", 3.0),
    ];
    store.change_notes(&[], &all).expect("begins").await.expect("are kept");
    drop(store);
    let store = open(&person).await;
    assert_eq!(store.notes("unsent/f/").await.expect("are read"), all[..2]);
    assert_eq!(keys(&store, "unsent/g/").await, [""; 0]);
    let gone = ["unsent/f/1/".to_owned()];
    store.change_notes(&gone, &[note("stored/f", "f", 4.0)]).expect("begins").await.expect("done");
    assert_eq!(keys(&store, "").await, ["stored/f", "stored/g", "unsent/f/2/b"]);
    store.forget("f").await.expect("is forgotten");
    assert_eq!(keys(&store, "").await, ["stored/g"]);
}

#[wasm_bindgen_test]
async fn a_note_is_there_if_its_update_is() {
    let store = open(&random_id()).await;
    let notes = [note("unsent/f/1/a", "f", 1.0)];
    let cut = Tampered::method(
        "IDBObjectStore.prototype",
        "add",
        "const r = original.apply(this, args); this.transaction.abort(); return r;",
    );
    let lost = match store.write("f", &[("answers", b"1")], &[], &notes) {
        Ok(done) => done.await,
        Err(error) => Err(error),
    };
    drop(cut);
    assert_eq!(lost, Err(StoreError::Aborted));
    assert_eq!(keys(&store, "").await, [""; 0]);
    store.write("f", &[("answers", b"1")], &[], &notes).expect("begins").await.expect("is kept");
    assert_eq!(keys(&store, "").await, ["unsent/f/1/a"]);
    assert_eq!(log(&store, "f").await.len(), 1);
}

#[wasm_bindgen_test]
async fn a_person_is_taken_away_whole_while_another_tab_is_open() {
    let (person, other) = (random_id(), random_id());
    let (store, second, kept) = (open(&person).await, open(&person).await, open(&other).await);
    append(&store, "f", "answers", b"mine").await;
    append(&kept, "f", "answers", b"theirs").await;
    // One that nobody holds any more does not stand in the way either.
    drop(open(&person).await);
    Store::remove(&person).await.expect("is removed");
    assert!(second.append("f", "answers", b"late").is_err());
    assert_eq!(log(&open(&person).await, "f").await, []);
    assert_eq!(log(&kept, "f").await.len(), 1);
}

#[wasm_bindgen_test]
async fn the_name_of_a_database_does_not_tell_whose_it_is() {
    let person = ["person-", &random_id()].concat();
    let _store = open(&person).await;
    let names =
        js_sys::eval("indexedDB.databases().then(all => all.map(one => one.name).join(' '))");
    let names = js_sys::Promise::from(names.expect("can be asked"));
    let names = wasm_bindgen_futures::JsFuture::from(names).await.expect("answers");
    let names = names.as_string().expect("is a text");
    assert!(names.contains("bangban-") && !names.contains(&person), "{names}");
}

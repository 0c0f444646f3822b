//! What the server last said of a filing, kept in the person's own store, so that the filing
//! opens again without a network.

use bangban_contract::filing::FilingSummary;
use leptos::task::spawn_local;

use crate::api::request;
use crate::platform::store::{Note, Store};
use crate::platform::{clock, json};

/// What was said, as the server wrote it.
#[derive(Clone, Default)]
pub struct Seen {
    /// When, milliseconds since 1970.
    pub at: f64,
    /// The filing, its attachments, and what registers know.
    pub texts: [String; 3],
}

const PARTS: [&str; 3] = ["filing", "attachments", "prefill"];

fn key(filing: &str, part: &str) -> String {
    ["seen/", filing, "/", part].concat()
}

fn notes(filing: &str, parts: &[(&str, String)]) -> Vec<Note> {
    let at = clock::now_ms();
    let note = |(part, text): &(&str, String)| Note {
        key: key(filing, part),
        filing: filing.to_owned(),
        at,
        text: text.clone(),
    };
    parts.iter().map(note).collect()
}

/// Keeps it. Nothing waits for that, and nothing is lost where it fails.
pub fn keep(store: &Store, filing: &str, parts: &[(&str, String)]) {
    if let Ok(kept) = store.change_notes(&[], &notes(filing, parts)) {
        spawn_local(async move {
            let _ = kept.await;
        });
    }
}

/// Keeps all of it.
pub fn keep_all(store: &Store, filing: &str, texts: [String; 3]) {
    let parts: Vec<_> = PARTS.into_iter().zip(texts).collect();
    keep(store, filing, &parts);
}

/// What was kept of a filing of this person, if it was open here before.
pub async fn find(person: &str, filing: &str) -> Option<Seen> {
    let store = Store::open(person).await.ok()?;
    let mut seen = Seen::default();
    let mut found = 0;
    for note in store.notes(&key(filing, "")).await.ok()? {
        let part = PARTS.iter().position(|part| note.key.ends_with(part))?;
        seen.at = note.at;
        seen.texts[part] = note.text;
        found += 1;
    }
    (found == PARTS.len()).then_some(seen)
}

/// The filings of a store that were open here before, as their lists show them.
pub async fn filings(store: &Store) -> Vec<FilingSummary> {
    let notes = store.notes("seen/").await.unwrap_or_default();
    let of_filing = notes.iter().filter(|note| note.key.ends_with("/filing"));
    of_filing.filter_map(|note| json::from_str(&note.text).ok()).collect()
}

/// Asks anew which files the server has, once one has arrived or gone: without a network it
/// would be missed.
pub async fn renew_attachments(store: &Store, filing: &str) {
    let path = ["/filings/", filing, "/attachments"].concat();
    if let Ok(text) = request::text(&path).await {
        keep(store, filing, &[(PARTS[1], text)]);
    }
}

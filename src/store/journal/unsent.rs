//! What is not at the server yet, as the device notes it: the names of the answers, in the
//! transaction that keeps the change itself. A reload then knows as much as the page before it.

use leptos::task::spawn_local;

use super::Journal;
use crate::platform::clock;
use crate::platform::store::{Note, Store};

/// What the notes of a filing say.
#[derive(Default)]
pub(super) struct Unsent {
    /// Names of the answers that were changed, in whichever tab, in order.
    pub(super) paths: Vec<String>,
    /// The names of the notes.
    pub(super) keys: Vec<String>,
    /// When the last of them was first changed, milliseconds since 1970.
    pub(super) at: f64,
    /// When the server last had everything.
    pub(super) stored: Option<f64>,
}

/// How all such notes begin.
pub(crate) const ALL: &str = "unsent/";

/// How the notes of a filing begin.
pub(crate) fn of_filing(filing: &str) -> String {
    [ALL, filing, "/"].concat()
}

/// How the note is named that says when the server last had all of a filing.
pub(crate) fn stored_key(filing: &str) -> String {
    ["stored/", filing].concat()
}

/// Reads them. A device that cannot tell has none.
pub(super) async fn read(store: &Store, filing: &str) -> Unsent {
    let mut unsent = Unsent::default();
    let beginning = of_filing(filing);
    for note in store.notes(&beginning).await.unwrap_or_default() {
        unsent.paths.push(note.text);
        unsent.keys.push(note.key);
        unsent.at = unsent.at.max(note.at);
    }
    unsent.paths.sort_unstable();
    unsent.paths.dedup();
    let stored = store.notes(&stored_key(filing)).await.unwrap_or_default();
    unsent.stored = stored.first().map(|note| note.at);
    unsent
}

impl Journal {
    fn own(&self) -> String {
        [&of_filing(&self.0.filing), &self.0.tab, "/"].concat()
    }

    /// The note that an answer waits.
    pub(super) fn unsent(&self, path: &str) -> Note {
        Note {
            key: [&self.own(), path].concat(),
            filing: self.0.filing.clone(),
            at: clock::now_ms(),
            text: path.to_owned(),
        }
    }

    /// The server has what was changed in this tab and, with `all`, what was in the draft when
    /// it was opened. What another tab types right now is crossed off by that tab.
    pub(super) fn cross_off(&self, all: bool) {
        let Ok(store) = &self.0.store else { return };
        let mut gone = if all { self.0.inherited.take() } else { Vec::new() };
        gone.push(self.own());
        let now = clock::now_ms();
        self.0.stored_at.set(Some(now));
        let stored = Note {
            key: stored_key(&self.0.filing),
            filing: self.0.filing.clone(),
            at: now,
            text: String::new(),
        };
        if let Ok(changed) = store.change_notes(&gone, &[stored]) {
            spawn_local(async move {
                // A note that stays only says too much, until the server has been asked again.
                let _ = changed.await;
            });
        }
    }

    /// When the server last had everything, as far as this device knows.
    pub fn stored_at(&self) -> Option<f64> {
        self.0.stored_at.get()
    }
}

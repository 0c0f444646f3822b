//! Keeping: what a change made in a transaction of its own, begun at once.

use bangban_draft::Update;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Inner, Journal, Saved};
use crate::platform::clock;
use crate::platform::store::{Note, Store};

/// How long nothing is typed before the words change to "saved", milliseconds.
const PAUSE: i32 = 250;

impl Journal {
    /// Begins to keep what a change made, and with it the note that an answer waits for the
    /// server, where there is none yet.
    pub(super) fn keep_all(&self, updates: &[Update], note: Option<Note>) {
        self.look();
        let Ok(store) = &self.0.store else { return };
        let mut batch = self.0.unsaved.take();
        // What was not kept may have had notes with it.
        let mut notes: Vec<Note> = if batch.is_empty() {
            note.into_iter().collect()
        } else {
            self.0.pending.borrow().iter().map(|path| self.unsent(path)).collect()
        };
        batch.extend_from_slice(updates);
        if self.0.is_behind.replace(false) {
            notes = self.0.pending.borrow().iter().map(|path| self.unsent(path)).collect();
        }
        self.keep(store, batch, &notes);
    }

    fn keep(&self, store: &Store, batch: Vec<Update>, notes: &[Note]) {
        let inner = self.0.clone();
        inner.say_saving();
        // Commands that are updates by now go as these come.
        let typed: Vec<String> = inner.has_typed.get().then(|| self.typed()).into_iter().collect();
        let named: Vec<_> =
            batch.iter().map(|update| (update.document.to_string(), &update.bytes[..])).collect();
        let updates: Vec<_> = named.iter().map(|(name, bytes)| (&name[..], *bytes)).collect();
        let written = store.write(&inner.filing, &updates, &typed, notes);
        spawn_local(async move {
            let result = match written {
                Ok(done) => done.await,
                Err(error) => Err(error),
            };
            inner.writing.set(inner.writing.get() - 1);
            match result {
                Ok(()) => {
                    if !typed.is_empty() {
                        inner.has_typed.set(false);
                    }
                    inner.settle().await;
                }
                Err(error) => {
                    inner.unsaved.borrow_mut().extend(batch);
                    inner.saved.set(Saved::Failed(error));
                }
            }
        });
    }
}

impl Inner {
    /// Something is on its way to the store.
    pub(super) fn say_saving(&self) {
        if !matches!(self.saved.get_untracked(), Saved::Saving) {
            self.saved.set(Saved::Saving);
        }
        self.writing.set(self.writing.get() + 1);
    }

    /// Says that all is kept, once it is and nothing more was typed for a moment: whoever types
    /// would otherwise have the words change with every key.
    pub(super) async fn settle(&self) {
        self.kept.set(self.kept.get().wrapping_add(1));
        if self.settling.replace(true) {
            return;
        }
        let mut seen;
        let mut at;
        loop {
            (seen, at) = (self.kept.get(), clock::now_ms());
            clock::sleep(PAUSE).await;
            if self.kept.get() == seen && self.writing.get() == 0 {
                break;
            }
        }
        self.settling.set(false);
        if self.unsaved.borrow().is_empty() && !self.is_behind.get() {
            self.saved.try_set(Saved::Here(at));
        }
    }
}

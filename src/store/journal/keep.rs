//! Keeping: each update in a transaction of its own, begun at once.

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
        for update in batch {
            self.keep(store, update, &std::mem::take(&mut notes));
        }
    }

    fn keep(&self, store: &Store, update: Update, notes: &[Note]) {
        let inner = self.0.clone();
        if !matches!(inner.saved.get_untracked(), Saved::Saving) {
            inner.saved.set(Saved::Saving);
        }
        inner.writing.set(inner.writing.get() + 1);
        let document = update.document.to_string();
        let written = store.append_with(&inner.filing, &document, &update.bytes, notes);
        spawn_local(async move {
            let result = match written {
                Ok(done) => done.await,
                Err(error) => Err(error),
            };
            inner.writing.set(inner.writing.get() - 1);
            match result {
                Ok(()) => inner.settle().await,
                Err(error) => {
                    inner.unsaved.borrow_mut().push(update);
                    inner.saved.set(Saved::Failed(error));
                }
            }
        });
    }
}

impl Inner {
    /// Says that all is kept, once it is and nothing more was typed for a moment: whoever types
    /// would otherwise have the words change with every key.
    async fn settle(&self) {
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
        if self.unsaved.borrow().is_empty() {
            self.saved.try_set(Saved::Here(at));
        }
    }
}

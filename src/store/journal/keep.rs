//! Keeping: what a change made in a transaction of its own, begun at once.

use std::future::Future;

use bangban_draft::Update;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Inner, Journal, Saved};
use crate::platform::clock;
use crate::platform::store::{Note, StoreError};

/// How long nothing is typed before the words change to "saved", milliseconds.
const PAUSE: i32 = 250;
/// How long until it is tried again to keep what the device did not take, milliseconds.
const AGAIN: i32 = 3_000;

impl Journal {
    /// Begins to keep what a change made, and with it the note that an answer waits for the
    /// server, where there is none yet.
    pub(super) fn keep_all(&self, updates: &[Update], note: Option<Note>) {
        self.look();
        if self.0.store.is_err() {
            return;
        }
        let mut batch = self.0.unsaved.take();
        let is_behind = self.0.is_behind.replace(false) || !batch.is_empty();
        batch.extend_from_slice(updates);
        // What was not kept may have had notes with it.
        let notes = if is_behind { self.all_notes() } else { note.into_iter().collect() };
        let journal = self.clone();
        self.0.say_saving();
        let written = self.write(&batch, &notes);
        spawn_local(async move {
            let result = written.await;
            journal.0.writing.set(journal.0.writing.get() - 1);
            match result {
                Ok(()) => journal.0.settle().await,
                Err(error) => journal.failed(batch, error).await,
            }
        });
    }

    /// The notes of all that waits for the server.
    pub(super) fn all_notes(&self) -> Vec<Note> {
        self.0.pending.borrow().iter().map(|path| self.unsent(path)).collect()
    }

    /// Keeps what came from elsewhere, or what commands became that are kept already. That is no
    /// news to whoever types here, unless it fails: what is typed after it could not be read
    /// without it.
    pub(super) fn keep_quietly(&self, batch: Vec<Update>) {
        let journal = self.clone();
        self.0.writing.set(self.0.writing.get() + 1);
        let written = self.write(&batch, &[]);
        spawn_local(async move {
            let result = written.await;
            journal.0.writing.set(journal.0.writing.get() - 1);
            if let Err(error) = result {
                journal.failed(batch, error).await;
            }
        });
    }

    /// Begins to write, and says how it ended. Commands that are updates by now go with it.
    fn write(
        &self,
        batch: &[Update],
        notes: &[Note],
    ) -> impl Future<Output = Result<(), StoreError>> + use<> {
        let inner = self.0.clone();
        let typed: Vec<String> = inner.has_typed.get().then(|| self.typed()).into_iter().collect();
        let named: Vec<_> =
            batch.iter().map(|update| (update.document.to_string(), &update.bytes[..])).collect();
        let updates: Vec<_> = named.iter().map(|(name, bytes)| (&name[..], *bytes)).collect();
        let begun = match &inner.store {
            Ok(store) => store.write(&inner.filing, &updates, &typed, notes),
            Err(error) => Err(*error),
        };
        async move {
            begun?.await?;
            if !typed.is_empty() {
                inner.has_typed.set(false);
            }
            Ok(())
        }
    }

    /// The device did not take something. It is tried again once in a while: room may be made
    /// elsewhere, and whoever gave the last answer types no more.
    pub(super) async fn failed(&self, batch: Vec<Update>, error: StoreError) {
        let inner = &self.0;
        inner.unsaved.borrow_mut().extend(batch);
        inner.saved.try_set(Saved::Failed(error));
        if inner.trying.replace(true) {
            return;
        }
        loop {
            clock::sleep(AGAIN).await;
            let batch = inner.unsaved.take();
            // What was typed meanwhile may have taken them all with it.
            if batch.is_empty() && !inner.is_behind.get() {
                break;
            }
            inner.writing.set(inner.writing.get() + 1);
            let result = match self.commands_again() {
                Some(written) => written.await,
                None => self.write(&batch, &self.all_notes()).await,
            };
            inner.writing.set(inner.writing.get() - 1);
            match result {
                Ok(()) => inner.is_behind.set(false),
                Err(_) => inner.unsaved.borrow_mut().extend(batch),
            }
        }
        inner.trying.set(false);
        inner.settle().await;
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

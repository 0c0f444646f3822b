//! What was done before the code that merges was there, as the device writes it down: commands,
//! in notes, until they are updates.

use bangban_draft::Command;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::stage::Stage;
use super::{Journal, Saved};
use crate::platform::clock;
use crate::platform::store::{Note, Store, StoreError};

/// How the notes of a filing begin, whichever tab they are of.
fn of_filing(filing: &str) -> String {
    ["typed/", filing, "/"].concat()
}

/// Commands that a page left behind, oldest first; none where it could not be read.
pub(super) async fn left(store: &Store, filing: &str) -> Result<Vec<String>, StoreError> {
    let notes = store.notes(&of_filing(filing)).await?;
    Ok(notes.into_iter().map(|note| note.text).collect())
}

impl Journal {
    /// What is to go once the updates of all commands are kept.
    pub(super) fn typed(&self) -> String {
        of_filing(&self.0.filing)
    }

    /// Begins to keep a command that was carried out only here, and what was not kept before it.
    pub(super) fn keep_command(&self, path: &str) {
        let mut notes: Vec<Note> = self.note(path).then(|| self.unsent(path)).into_iter().collect();
        let Ok(store) = &self.0.store else { return };
        self.0.has_typed.set(true);
        let all = self.0.is_behind.replace(false);
        if all {
            notes = self.0.pending.borrow().iter().map(|path| self.unsent(path)).collect();
        }
        if let Stage::Waiting(waiting) = &*self.0.stage.borrow() {
            let last = waiting.commands().count() - 1;
            let kept = waiting.commands().filter(|(place, _)| all || *place == last);
            notes.extend(kept.map(|(place, command)| self.typed_note(place, command)));
        }
        let inner = self.0.clone();
        inner.say_saving();
        let written = store.change_notes(&[], &notes);
        spawn_local(async move {
            let result = match written {
                Ok(done) => done.await,
                Err(error) => Err(error),
            };
            inner.writing.set(inner.writing.get() - 1);
            match result {
                Ok(()) => inner.settle().await,
                Err(error) => {
                    inner.is_behind.set(true);
                    inner.saved.try_set(Saved::Failed(error));
                }
            }
        });
    }

    fn typed_note(&self, place: usize, command: &Command) -> Note {
        let place = place.to_string();
        // As long as all others, so that their names stand in their order.
        let zeros = &"0000000"[place.len().min(7)..];
        Note {
            key: [&self.typed(), zeros, &place].concat(),
            filing: self.0.filing.clone(),
            at: clock::now_ms(),
            text: serde_json::to_string(command).unwrap_or_default(),
        }
    }
}

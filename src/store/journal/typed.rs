//! What was done before the code that merges was there, as the device writes it down: commands,
//! in notes, until they are updates.

use std::future::Future;

use bangban_draft::Command;
use leptos::task::spawn_local;

use super::Journal;
use super::stage::Stage;
use crate::platform::clock;
use crate::platform::store::{Note, Store, StoreError};

/// How the notes of a filing begin, whichever tab they are of.
pub(super) fn of_filing(filing: &str) -> String {
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
        let note = self.note(path).then(|| self.unsent(path));
        if self.0.store.is_err() {
            return;
        }
        self.0.has_typed.set(true);
        let is_behind = self.0.is_behind.replace(false);
        let notes = if is_behind { self.all_notes() } else { note.into_iter().collect() };
        let written = self.write_commands(is_behind, notes);
        self.0.say_saving();
        let journal = self.clone();
        spawn_local(async move {
            let result = written.await;
            journal.0.writing.set(journal.0.writing.get() - 1);
            match result {
                Ok(()) => journal.0.settle().await,
                Err(error) => {
                    journal.0.is_behind.set(true);
                    journal.failed(Vec::new(), error).await;
                }
            }
        });
    }

    /// Begins to keep all commands, where they are no updates yet.
    pub(super) fn commands_again(
        &self,
    ) -> Option<impl Future<Output = Result<(), StoreError>> + use<>> {
        let is_waiting = matches!(*self.0.stage.borrow(), Stage::Waiting(_));
        is_waiting.then(|| self.write_commands(true, self.all_notes()))
    }

    /// Begins to write the last command, or all.
    fn write_commands(
        &self,
        all: bool,
        mut notes: Vec<Note>,
    ) -> impl Future<Output = Result<(), StoreError>> + use<> {
        if let Stage::Waiting(waiting) = &*self.0.stage.borrow() {
            let last = waiting.len().saturating_sub(1);
            let kept = waiting.commands().filter(|(place, _)| all || *place == last);
            notes.extend(kept.map(|(place, command)| self.typed_note(place, command)));
        }
        let begun = match &self.0.store {
            Ok(store) => store.change_notes(&[], &notes),
            Err(error) => Err(*error),
        };
        async move { begun?.await }
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

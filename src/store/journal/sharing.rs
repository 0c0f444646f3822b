//! What the journal says to whoever brings the draft elsewhere, and takes from them.

use bangban_draft::{Command, Event, MergeError, NOTHING, Name, Replica, Update};
use leptos::prelude::*;

use super::{Journal, Shared, Told};
use crate::platform::clock;

/// What a command is about, to count what waits.
pub(super) fn path_of(command: &Command) -> String {
    match command {
        Command::Set(answer) | Command::Settle(answer) => answer.path.join("/"),
        Command::InsertRow { list, id, .. }
        | Command::RemoveRow { list, id }
        | Command::MoveRow { list, id, .. } => [&list.join("/"), "/", id].concat(),
        Command::Put { id, .. } => id.clone(),
        Command::Say { .. } => String::new(),
    }
}

impl Journal {
    /// How far the server has what was typed.
    pub fn shared(&self) -> RwSignal<Shared> {
        self.0.shared
    }

    /// How many answers were changed here that the server has not stored.
    pub fn pending(&self) -> RwSignal<usize> {
        self.0.pending_count
    }

    /// Notes what is to be shared. Says whether the answer did not wait yet.
    pub(super) fn note(&self, path: &str) -> bool {
        self.0.changes.set(self.0.changes.get().wrapping_add(1));
        let mut pending = self.0.pending.borrow_mut();
        let place = pending.binary_search_by(|known| known.as_str().cmp(path));
        if let Err(place) = place {
            pending.insert(place, path.to_owned());
            self.0.pending_count.set(pending.len());
        }
        drop(pending);
        if !matches!(self.0.shared.get_untracked(), Shared::Waiting | Shared::Refused) {
            self.0.shared.set(Shared::Waiting);
        }
        place.is_err()
    }

    /// Tells `told` of every change made here, from now on, and of those that nobody was told of.
    pub fn on_change(&self, told: Told) {
        let untold = self.0.untold.take();
        if !untold.is_empty() {
            told(&untold);
        }
        *self.0.told.borrow_mut() = told;
    }

    /// Reads the draft, where the code that merges is there.
    pub fn read<R>(&self, read: impl FnOnce(&dyn Replica) -> R) -> Option<R> {
        self.0.stage.borrow().read(read)
    }

    /// Takes in an update that was made elsewhere and says what it changed. `keep` puts it into
    /// the device's store, where no other tab has.
    ///
    /// # Errors
    /// As [`Draft::merge`](bangban_draft::Draft::merge); nothing is changed then. Refused, where
    /// the code that merges is not there.
    pub fn take(&self, update: &Update, keep: bool) -> Result<Vec<Event>, MergeError> {
        if update.bytes == NOTHING {
            return Ok(Vec::new());
        }
        let name = update.document.name;
        let merge = |draft: &mut dyn Replica| {
            let before = draft.state_vector(name);
            let events = draft.merge(update.document, &update.bytes)?;
            // What waits for what it builds on shows nowhere yet, and does so without coming again.
            let is_new =
                !events.is_empty() || draft.state_vector(name) != before || draft.is_waiting(name);
            Ok((events, is_new))
        };
        let merged = self.0.stage.borrow_mut().change(merge);
        let (events, is_new) = merged.unwrap_or(Err(MergeError::Refused))?;
        if is_new && name == Name::Assist {
            self.touch_assist();
        }
        if is_new {
            self.0.changes.set(self.0.changes.get().wrapping_add(1));
        }
        if keep && is_new && self.0.store.is_ok() {
            self.keep_quietly(vec![update.clone()]);
        }
        Ok(events)
    }

    /// The server has stored all that was changed here; with `all`, because this tab has the
    /// line, also what other tabs and the page before this one left.
    pub fn stored(&self, all: bool) {
        if !self.0.pending.borrow().is_empty() {
            self.0.pending.borrow_mut().clear();
            self.0.pending_count.try_set(0);
            self.cross_off(all);
        }
        self.0.shared.try_set(Shared::Stored(clock::now_ms()));
    }

    /// There is no line to the server for now.
    pub fn waiting(&self) {
        if self.0.shared.try_get_untracked() != Some(Shared::Alone)
            || !self.0.pending.borrow().is_empty()
        {
            self.0.shared.try_set(Shared::Waiting);
        }
    }

    /// The server does not take changes of the filing any more.
    pub fn refused(&self) {
        self.0.shared.try_set(Shared::Refused);
    }

    /// Moves with every change of the document of an assistance, made here or elsewhere.
    pub(crate) fn assist(&self) -> RwSignal<u32> {
        self.0.assist
    }

    /// The document of an assistance has changed.
    pub(crate) fn touch_assist(&self) {
        let count = self.0.assist.try_get_untracked().unwrap_or_default();
        self.0.assist.try_set(count.wrapping_add(1));
    }

    /// How often the draft has changed.
    pub(crate) fn mark(&self) -> u32 {
        self.0.changes.get()
    }

    /// Whether something that was typed or came is not in the device's store yet.
    pub(crate) fn is_writing(&self) -> bool {
        self.0.writing.get() > 0 || !self.0.unsaved.borrow().is_empty() || self.0.is_behind.get()
    }

    /// Whether something is being sent already; where not, it is from now on.
    pub(crate) fn begin_sending(&self) -> bool {
        self.0.is_sending.replace(true)
    }

    /// Nothing is being sent any more.
    pub(crate) fn end_sending(&self) {
        self.0.is_sending.set(false);
    }

    /// What the server surely knows of a document, as a state vector.
    pub(crate) fn known(&self, name: Name) -> Vec<u8> {
        self.0.known.borrow()[name as usize].clone()
    }

    /// The server knows this much of a document.
    pub(crate) fn knows(&self, name: Name, vector: Vec<u8>) {
        self.0.known.borrow_mut()[name as usize] = vector;
    }
}

//! The code that merges, and the change from a list of commands to a draft.

use std::rc::Rc;

use bangban_draft::{Address, Command, Draft, NOTHING, Name, Replica, Update};

use super::stage::Stage;
use super::{Journal, open};
use crate::api::drafts;
use crate::later::Absent;
use crate::platform::store::{LoggedUpdate, StoreError};

/// What a device kept of a draft, or why it cannot be read.
pub(super) type Loaded = Result<Box<dyn Replica>, StoreError>;

crate::later! {
    merging, fetch_merging;
    /// The draft of a log, and of commands that followed it and are no updates yet.
    pub(super) fn draft_of(author: String, log: Rc<Vec<LoggedUpdate>>) -> Loaded {
        load(&author, &log)
    }
}

crate::later! {
    merging, fetch_commands;
    /// Commands as the device wrote them down.
    pub(super) fn commands_of(texts: Vec<String>) -> Result<Vec<Command>, StoreError> {
        texts
            .iter()
            .map(|text| serde_json::from_str(text).map_err(|_| StoreError::Corrupt))
            .collect()
    }
}

fn load(author: &str, log: &[LoggedUpdate]) -> Loaded {
    let mut draft = Draft::new(open::client_id(), author);
    for update in log {
        let document = Address::parse(&update.document).ok_or(StoreError::Corrupt)?;
        draft.load(document, &update.bytes).map_err(|_| StoreError::Corrupt)?;
    }
    Ok(Box::new(draft))
}

impl Journal {
    /// Has the code that merges brought, and does in the draft what was done until then.
    ///
    /// # Errors
    /// Where it did not come. All stays as it was, and may be asked for again.
    pub async fn engage(&self) -> Result<(), Absent> {
        if matches!(*self.0.stage.borrow(), Stage::Merging(_)) {
            return Ok(());
        }
        // Of an empty log there is nothing that cannot be read.
        if let Ok(draft) = draft_of(self.0.person.clone(), Rc::default()).await? {
            self.turn_over(draft);
        }
        Ok(())
    }

    /// In one go: what is typed next is an update, and stands behind these in the store.
    fn turn_over(&self, mut draft: Box<dyn Replica>) {
        // Somebody else may have asked for it at the same time.
        if matches!(*self.0.stage.borrow(), Stage::Merging(_)) {
            return;
        }
        let updates = match &*self.0.stage.borrow() {
            Stage::Waiting(waiting) => waiting.play(&mut *draft),
            Stage::Merging(_) => return,
        };
        let before = self.0.stage.replace(Stage::Merging(draft));
        self.0.untold.borrow_mut().extend_from_slice(&updates);
        self.0.changes.set(self.0.changes.get().wrapping_add(1));
        self.keep_all(&updates, None);
        // Now the next tab may open it: what it reads comes after this.
        drop(before);
    }

    /// Takes what the server has of the draft, before anything is filled in here: what was typed
    /// on another device is not to be answered anew. Without a network the draft is as it was
    /// left.
    ///
    /// # Errors
    /// Where there is something to merge, and the code for it did not come.
    pub async fn bring_up_to_date(&self) -> Result<(), Absent> {
        for name in [Name::Answers, Name::Private] {
            let document =
                self.read(|draft| draft.address(name)).unwrap_or(Address { name, epoch: 0 });
            let mut after = 0;
            // An answer may hold only a part.
            loop {
                let came = drafts::read(&self.0.filing, &document.to_string(), after, 0).await;
                let Ok(came) = came else { return Ok(()) };
                if came.updates.iter().any(|bytes| bytes != NOTHING) {
                    self.engage().await?;
                }
                for bytes in &came.updates {
                    // What is no update of ours is left where it came from.
                    let _ = self.take(&Update { document, bytes: bytes.clone() }, true);
                }
                if came.updates.is_empty() || came.cursor <= after {
                    break;
                }
                after = came.cursor;
            }
        }
        Ok(())
    }
}

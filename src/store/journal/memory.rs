//! A draft that is held in memory alone: what an assistant sees of somebody's filing stays on no
//! device.

use bangban_draft::{Name, Update};

use super::Journal;
use super::open::Opened;
use super::stage::{Stage, Waiting};
use crate::later::Absent;
use crate::platform::store::StoreError;

impl Journal {
    /// An empty draft that nothing keeps. It merges.
    ///
    /// # Errors
    /// Where the code that merges did not come.
    pub async fn in_memory(person: &str, filing: &str) -> Result<Self, Absent> {
        let opened = Opened {
            stage: Stage::Waiting(Waiting::new(None)),
            store: Err(StoreError::Unavailable),
            left: None,
            turn: None,
        };
        let journal = Self::of(person, filing, opened, Default::default());
        journal.engage().await?;
        Ok(journal)
    }

    /// Another one in memory with the same answers: what is tried in it changes nothing here.
    ///
    /// # Errors
    /// As for [`Journal::in_memory`].
    pub async fn copy(&self) -> Result<Self, Absent> {
        let copy = Self::in_memory(&self.0.person, &self.0.filing).await?;
        let answers = self.read(|draft| {
            let document = draft.address(Name::Answers);
            Update { document, bytes: draft.snapshot(Name::Answers) }
        });
        if let Some(answers) = answers {
            // What this draft holds, another can take.
            let _ = copy.take(&answers, false);
        }
        Ok(copy)
    }
}

//! The log of a document's updates in the database: what is in it has happened.

mod basis;
mod carry;
mod compact;
mod epochs;
mod help;
mod helped;
mod read;
mod rebuild;
mod rows;
mod write;

use std::sync::Arc;

use bangban_contract::realtime::DocumentName;
use bytes::Bytes;
use tokio::sync::{mpsc, oneshot};

pub(super) use basis::Basis;
pub(super) use carry::{Carried, carry};
pub use compact::compact;
pub use epochs::current as current_epoch;
pub use read::{Read, read};
pub(super) use read::{Size, size};
pub use rebuild::{Looked, RebuildError, rebuild};
pub use rows::begin;

use super::Limits;
use super::access::Who;
use crate::assistance::rules::Allowed;
use crate::clock::Clock;
use crate::store::Db;

/// Appends that may wait for the database before who brings more has to wait too.
const QUEUE: usize = 1024;

/// What is to be stored together or not at all.
pub(super) struct Append {
    /// Of which document.
    pub name: DocumentName,
    /// Who brings it.
    pub who: Arc<Who>,
    /// Updates, looked over already.
    pub updates: Vec<Bytes>,
    /// The key that makes it happen once, where there is one.
    pub key: Option<Once>,
    /// What an assistance has to do with it.
    pub allowed: Allowed,
    /// What it was looked at with in view.
    pub basis: Basis,
}

/// Makes an append happen once for a person.
pub(super) struct Once {
    /// The person's own word for it.
    pub key: String,
    /// SHA-256 of what it stands for.
    pub hash: [u8; 32],
}

/// Why something was not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum AppendError {
    /// Who brought it may not write in the document, or not any more.
    #[error("not allowed")]
    NotAllowed,
    /// An answer in it is in the map of another person.
    #[error("in another's name")]
    Foreign,
    /// The filing's documents are as large as they may be.
    #[error("full")]
    Full,
    /// Its key came with other content before.
    #[error("the key was used for something else")]
    KeyReused,
    /// The document has this epoch now; what came is for another one.
    #[error("the document is in epoch {0} now")]
    Moved(u32),
    /// The database is at fault; whether it is stored is not known.
    #[error("the database failed")]
    Failed,
}

/// Whether it is in the log now; `false` where it was by an earlier request of the same key.
pub(super) type Stored = Result<bool, AppendError>;

type Job = (Append, oneshot::Sender<Stored>);

/// The way into the log. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Log(mpsc::Sender<Job>);

impl Log {
    /// Starts the task that writes.
    pub(super) fn start(db: Db, clock: Clock, limits: Arc<Limits>) -> Self {
        let (jobs, queue) = mpsc::channel(QUEUE);
        tokio::spawn(write::run(db, clock, limits, queue));
        Self(jobs)
    }

    /// Puts it in line. What comes of it is told when its transaction is complete.
    pub(super) async fn append(&self, append: Append) -> oneshot::Receiver<Stored> {
        let (tell, told) = oneshot::channel();
        // Where the task is gone, the sender is dropped: that reads as a failure.
        let _ = self.0.send((append, tell)).await;
        told
    }
}

/// Compacts one document after the other; what cannot be compacted stays as it is.
pub(super) async fn compact_all(
    db: Db,
    clock: Clock,
    limits: Arc<Limits>,
    mut wanted: mpsc::Receiver<DocumentName>,
) {
    while let Some(name) = wanted.recv().await {
        if let Err(error) = compact(&db, &clock, &name, limits.compact_keep).await {
            tracing::error!(cause = %error, "a document was not compacted");
        }
    }
}

//! One open document.

mod calls;
mod frames;
mod judge;
mod members;
mod pending;
mod shown;
mod space;
mod task;

use std::sync::Arc;

use bangban_contract::realtime::DocumentName;
use bytes::Bytes;
use tokio::sync::{Notify, mpsc, oneshot, watch};

use super::access::Who;
use super::log::{AppendError, Once, Stored};
use super::presence::Said;
use super::relay::Relay;
use super::socket::Outbox;

/// What may wait for a room before who brings more has to wait too.
const MAILBOX: usize = 16;

/// A document that is open on a socket. Never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct MemberId(pub u64);

/// Who has a document open, and where to write to them.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub id: MemberId,
    pub who: Arc<Who>,
    pub out: Outbox,
}

/// What a member sends to a document.
#[derive(Debug)]
pub(super) enum Word {
    /// A state vector: asks for what it lacks.
    Step1(Bytes),
    /// An update.
    Update(Bytes),
    /// What it shows of itself.
    Presence(Vec<Said>),
    /// Asks who is there.
    QueryPresence,
    /// Says a text that is kept nowhere.
    Text(String),
}

enum Ask {
    Join(Member, oneshot::Sender<bool>),
    Word(MemberId, Word),
    Leave(MemberId),
    Post(Arc<Who>, Vec<Bytes>, Option<Once>, oneshot::Sender<Stored>),
    /// Updates that were carried over from an epoch before, and are in the log.
    Carried(Vec<Bytes>),
    Flush(oneshot::Sender<()>),
}

/// What is told to and by a room without waiting in its line.
#[derive(Debug, Default)]
struct Signals {
    /// The grants may have changed.
    grants: Notify,
    /// Counts what was stored: for those who wait for something new.
    stored: watch::Sender<u64>,
}

/// A room as the relay knows it.
#[derive(Debug)]
pub(super) struct Room {
    asks: mpsc::Sender<Ask>,
    signals: Arc<Signals>,
}

/// The room is gone: its task is at fault. Opening it again makes a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the room is gone")]
pub(super) struct Gone;

/// Why updates were not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PostError {
    /// They are no updates.
    #[error("no updates")]
    Malformed,
    /// Who brought them may not write here.
    #[error("not allowed")]
    NotAllowed,
    /// They write an answer in the name of another person.
    #[error("in another's name")]
    Foreign,
    /// The filing's documents are as large as they may be.
    #[error("full")]
    Full,
    /// The key came with other content before.
    #[error("the key was used for something else")]
    KeyReused,
    /// The document is in this epoch, and has never been in that of the updates.
    #[error("the document is in epoch {0}")]
    Epoch(u32),
    /// The server is at fault; they may be stored or not, and can be brought again.
    #[error("not stored for sure")]
    Failed,
}

impl From<AppendError> for PostError {
    fn from(error: AppendError) -> Self {
        match error {
            AppendError::NotAllowed => Self::NotAllowed,
            AppendError::Foreign => Self::Foreign,
            AppendError::Full => Self::Full,
            AppendError::KeyReused => Self::KeyReused,
            AppendError::Moved(epoch) => Self::Epoch(epoch),
            AppendError::Failed => Self::Failed,
        }
    }
}

impl Room {
    /// Starts the task of a document.
    pub(super) fn start(relay: Relay, name: DocumentName) -> Self {
        let (asks, mailbox) = mpsc::channel(MAILBOX);
        let signals = Arc::new(Signals::default());
        tokio::spawn(task::Task::new(relay, name, signals.clone()).run(mailbox));
        Self { asks, signals }
    }

    /// Whether the task has ended.
    pub(super) fn is_gone(&self) -> bool {
        self.asks.is_closed()
    }

    /// Lets it look up anew what each member may do.
    pub(super) fn grants_changed(&self) {
        self.signals.grants.notify_one();
    }
}

/// A room that stays open until this is dropped.
#[derive(Clone, Debug)]
pub struct Lease(pub(super) Arc<Room>);

impl Lease {
    /// Tells of everything that is stored in the document from now on.
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.0.signals.stored.subscribe()
    }

    /// Stores updates, which have been looked over, and relays them.
    pub(super) async fn post(
        &self,
        who: Arc<Who>,
        updates: Vec<Bytes>,
        key: Option<Once>,
    ) -> Stored {
        let (tell, told) = oneshot::channel();
        let asked = self.0.asks.send(Ask::Post(who, updates, key, tell)).await;
        asked.map_err(|_| AppendError::Failed)?;
        told.await.unwrap_or(Err(AppendError::Failed))
    }

    /// Tells of what was carried over from an epoch before, and is in the log already.
    pub(super) async fn carried(&self, updates: Vec<Bytes>) -> Result<(), Gone> {
        self.ask(Ask::Carried(updates)).await
    }

    /// Lets a member in, if they may; they are told which.
    pub(super) async fn join(&self, member: Member) -> Result<bool, Gone> {
        let (tell, told) = oneshot::channel();
        self.ask(Ask::Join(member, tell)).await?;
        told.await.map_err(|_| Gone)
    }

    /// Hands in what a member sends.
    pub(super) async fn say(&self, member: MemberId, word: Word) -> Result<(), Gone> {
        self.ask(Ask::Word(member, word)).await
    }

    /// A member has gone.
    pub(super) async fn leave(&self, member: MemberId) -> Result<(), Gone> {
        self.ask(Ask::Leave(member)).await
    }

    /// Ends when everything that was handed in before has been answered.
    pub(super) async fn flush(&self) -> Result<(), Gone> {
        let (tell, told) = oneshot::channel();
        self.ask(Ask::Flush(tell)).await?;
        told.await.map_err(|_| Gone)
    }

    async fn ask(&self, ask: Ask) -> Result<(), Gone> {
        self.0.asks.send(ask).await.map_err(|_| Gone)
    }
}

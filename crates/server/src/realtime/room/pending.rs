//! What a room has handed to the log and not answered yet, in the order in which it came.

use std::collections::VecDeque;
use std::future::pending;

use bytes::Bytes;
use tokio::sync::oneshot;

use super::MemberId;
use crate::realtime::log::{AppendError, Basis, Stored};

/// Handed-in things that a room lets wait.
const MOST: usize = 256;
/// Bytes of them.
const MOST_BYTES: usize = 16 << 20;

/// Who is answered.
pub(super) enum Origin {
    /// A member, by a frame.
    Member(MemberId),
    /// A request of the REST twin.
    Post(oneshot::Sender<Stored>),
    /// Who only wants to know that everything before is answered.
    Flush(oneshot::Sender<()>),
}

enum Outcome {
    Known(Stored),
    Awaited(oneshot::Receiver<Stored>),
}

/// Something handed in, with what came of it.
pub(super) struct Done {
    pub origin: Origin,
    pub updates: Vec<Bytes>,
    pub stored: Stored,
    /// Whose it is and what it builds on, where the log was asked.
    pub by: Option<By>,
}

/// Whose something is, and what it was looked at with in view.
pub(super) struct By {
    pub person: String,
    pub basis: Basis,
}

struct Waiting {
    origin: Origin,
    updates: Vec<Bytes>,
    outcome: Outcome,
    by: Option<By>,
}

/// The line.
#[derive(Default)]
pub(super) struct Line {
    waiting: VecDeque<Waiting>,
    bytes: usize,
}

impl Line {
    /// Whether more may be handed in.
    pub(super) fn has_room(&self) -> bool {
        self.waiting.len() < MOST && self.bytes < MOST_BYTES
    }

    /// Whether nothing waits.
    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Something that need not be stored; it is answered after all before it, since answers do
    /// not say what they answer.
    pub(super) fn known(&mut self, origin: Origin, stored: Stored) {
        let outcome = Outcome::Known(stored);
        self.waiting.push_back(Waiting { origin, updates: Vec::new(), outcome, by: None });
    }

    /// Something that is being stored.
    pub(super) fn awaited(
        &mut self,
        origin: Origin,
        by: By,
        updates: Vec<Bytes>,
        stored: oneshot::Receiver<Stored>,
    ) {
        self.bytes += updates.iter().map(Bytes::len).sum::<usize>();
        let (outcome, by) = (Outcome::Awaited(stored), Some(by));
        self.waiting.push_back(Waiting { origin, updates, outcome, by });
    }

    /// What is on its way of those whom this concerns, oldest first.
    pub(super) fn ahead(&self, concerns: impl Fn(&By) -> bool) -> Vec<Bytes> {
        let theirs = |one: &&Waiting| one.by.as_ref().is_some_and(&concerns);
        self.waiting.iter().filter(theirs).flat_map(|one| one.updates.iter().cloned()).collect()
    }

    /// The first in line, when it is known what came of it; waits for ever where there is none.
    /// Nothing is lost when this is given up.
    pub(super) async fn next(&mut self) -> Done {
        let stored = match self.waiting.front_mut().map(|first| &mut first.outcome) {
            None => pending().await,
            Some(Outcome::Known(stored)) => *stored,
            Some(Outcome::Awaited(told)) => told.await.unwrap_or(Err(AppendError::Failed)),
        };
        let Some(Waiting { origin, updates, by, .. }) = self.waiting.pop_front() else {
            unreachable!("the first is still there")
        };
        self.bytes -= updates.iter().map(Bytes::len).sum::<usize>();
        Done { origin, updates, stored, by }
    }
}

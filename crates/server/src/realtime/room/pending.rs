//! What a room has handed to the log and not answered yet, in the order in which it came.

use std::collections::VecDeque;
use std::future::pending;

use bytes::Bytes;
use tokio::sync::oneshot;

use super::MemberId;
use crate::realtime::log::{AppendError, Stored};

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
}

struct Waiting {
    origin: Origin,
    updates: Vec<Bytes>,
    outcome: Outcome,
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
        self.waiting.push_back(Waiting { origin, updates: Vec::new(), outcome });
    }

    /// Something that is being stored.
    pub(super) fn awaited(
        &mut self,
        origin: Origin,
        updates: Vec<Bytes>,
        stored: oneshot::Receiver<Stored>,
    ) {
        self.bytes += updates.iter().map(Bytes::len).sum::<usize>();
        self.waiting.push_back(Waiting { origin, updates, outcome: Outcome::Awaited(stored) });
    }

    /// The first in line, when it is known what came of it; waits for ever where there is none.
    /// Nothing is lost when this is given up.
    pub(super) async fn next(&mut self) -> Done {
        let stored = match self.waiting.front_mut().map(|first| &mut first.outcome) {
            None => pending().await,
            Some(Outcome::Known(stored)) => *stored,
            Some(Outcome::Awaited(told)) => told.await.unwrap_or(Err(AppendError::Failed)),
        };
        let Some(Waiting { origin, updates, .. }) = self.waiting.pop_front() else {
            unreachable!("the first is still there")
        };
        self.bytes -= updates.iter().map(Bytes::len).sum::<usize>();
        Done { origin, updates, stored }
    }
}

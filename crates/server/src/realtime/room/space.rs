//! How much a room may still store, and when its log is long enough to be compacted.

use bangban_contract::realtime::DocumentName;
use bytes::Bytes;

use crate::realtime::Limits;
use crate::realtime::log::{self, Size};
use crate::realtime::relay::Relay;

/// After so many bytes the database is asked again: other documents of the filing grow too.
const RECOUNT: usize = 1 << 20;

/// What is known of what is stored.
#[derive(Debug, Default)]
pub(super) struct Space {
    counted: Option<Size>,
    /// Bytes stored since.
    since: usize,
    /// Updates, and their bytes, stored since the document was last looked at whether it is to be
    /// begun anew.
    unseen: (i64, usize),
    /// How much content it was then found to be, bytes; 0 where that was of no matter.
    full: usize,
}

impl Space {
    /// Whether these may be stored too. Where it cannot be counted, they may: the log itself will
    /// say what is wrong.
    pub(super) async fn has_room(
        &mut self,
        relay: &Relay,
        name: &DocumentName,
        updates: &[Bytes],
    ) -> bool {
        let more: usize = updates.iter().map(Bytes::len).sum();
        let fits = |size: &Size, since: usize| {
            size.bytes + i64::try_from(since + more).unwrap_or(i64::MAX)
                <= relay.limits().filing_bytes
        };
        let fresh = self.since < RECOUNT;
        if fresh && self.counted.as_ref().is_some_and(|size| fits(size, self.since)) {
            return true;
        }
        match Box::pin(log::size(relay.db(), name)).await {
            Ok(size) => {
                self.since = 0;
                fits(self.counted.insert(size), 0)
            }
            Err(error) => {
                tracing::error!(cause = %error, "a filing's documents were not counted");
                true
            }
        }
    }

    /// Notes what was stored, and lets a long log be compacted.
    pub(super) fn stored(&mut self, relay: &Relay, name: &DocumentName, updates: &[Bytes]) {
        let count = i64::try_from(updates.len()).unwrap_or(0);
        let bytes = updates.iter().map(Bytes::len).sum::<usize>();
        self.since += bytes;
        self.unseen = (self.unseen.0 + count, self.unseen.1 + bytes);
        let Some(size) = &mut self.counted else { return };
        size.updates += count;
        let limits = relay.limits();
        if size.updates > limits.compact_updates + limits.compact_keep
            && relay.compact(name.clone())
        {
            size.updates = limits.compact_keep;
        }
    }

    /// Whether the document is to be looked at now: much was stored since the last time, in many
    /// updates or in a few long ones, or, at a quiet moment, anything.
    pub(super) fn is_to_be_seen(&self, limits: &Limits, is_quiet: bool) -> bool {
        let (count, bytes) = self.unseen;
        count > if is_quiet { 0 } else { limits.compact_updates } || bytes > self.floor(limits)
    }

    /// It was looked at, and is content for so many bytes.
    pub(super) fn seen(&mut self, full: usize) {
        self.unseen = (0, 0);
        self.full = full;
    }

    /// From how many bytes on it is worth another look: one that is long for what is in it, and
    /// not for its traces, is not rebuilt for nothing every time.
    pub(super) fn floor(&self, limits: &Limits) -> usize {
        limits.rebuild_floor.max(self.full + self.full / 4)
    }
}

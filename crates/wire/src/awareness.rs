//! Who is in a document, and where: the entries of an awareness message.

use crate::{Field, FrameError, Limits, U53, reader::Reader, writer};

/// What one client shows of itself, at one time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry<'a> {
    /// The client: one tab's replica of the document.
    pub client: U53,
    /// Counts the client's changes. Of two entries the higher clock holds; of two with the same
    /// clock the one that says that the client is gone.
    pub clock: U53,
    /// JSON, unchecked: what the client shows of itself; `null`: it is gone.
    pub state: &'a str,
}

impl<'a> Entry<'a> {
    /// A client that is gone.
    ///
    /// The server 4.7 does not hand this on when a client says it of itself: the others learn it
    /// when the client's document or socket is closed. A client that only hides shows an empty
    /// state instead.
    pub const fn gone(client: U53, clock: U53) -> Self {
        Self { client, clock, state: "null" }
    }

    /// Whether the client is gone.
    pub fn is_gone(&self) -> bool {
        // Every peer parses it as JSON, where white space around it does not matter.
        self.state.trim_matches([' ', '\t', '\n', '\r']) == "null"
    }

    /// The entries in the payload of an awareness message.
    pub(crate) fn read_all(payload: &'a [u8], limits: &Limits) -> Result<Vec<Self>, FrameError> {
        let mut from = Reader(payload);
        let count = from.number()?.get();
        if count > limits.entries as u64 {
            return Err(FrameError::TooManyEntries);
        }
        let mut entries = Vec::new();
        for _ in 0..count {
            entries.push(Self {
                client: from.number()?,
                clock: from.number()?,
                state: from.text(Field::State, limits.state)?,
            });
        }
        from.end()?;
        Ok(entries)
    }

    /// The payload of an awareness message with these entries.
    pub(crate) fn write_all(entries: &[Self]) -> Vec<u8> {
        let mut out = Vec::new();
        writer::number(&mut out, entries.len() as u64);
        for entry in entries {
            writer::number(&mut out, entry.client.get());
            writer::number(&mut out, entry.clock.get());
            writer::text(&mut out, entry.state);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_is_gone_however_it_is_spaced() {
        let entry = |state| Entry { client: 1.into(), clock: 2.into(), state };
        assert!(Entry::gone(1.into(), 2.into()).is_gone());
        assert!(entry(" null\n").is_gone());
        assert!(!entry("{}").is_gone());
        assert!(!entry("\"null\"").is_gone());
        assert!(!entry("\u{a0}null").is_gone());
    }
}

//! A row of updates without a socket: the body of the REST twin. Each update stands after its
//! length, a number as in frames.

use crate::reader::Reader;
use crate::{FrameError, writer};

/// Adds an update to a body.
pub fn write_update(out: &mut Vec<u8>, update: &[u8]) {
    writer::bytes(out, update);
}

/// The updates of a body, one after the other. It ends with the body, or after an error.
pub struct Updates<'a>(Reader<'a>);

impl<'a> Updates<'a> {
    /// Of this body. How long it may be is the caller's to limit.
    pub fn of(body: &'a [u8]) -> Self {
        Self(Reader(body))
    }
}

impl<'a> Iterator for Updates<'a> {
    type Item = Result<&'a [u8], FrameError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.end().is_ok() {
            return None;
        }
        let update = self.0.bytes();
        if update.is_err() {
            self.0 = Reader(&[]);
        }
        Some(update)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let updates: [&[u8]; 3] = [b"one", b"", &[7; 300]];
        let mut body = Vec::new();
        for update in updates {
            write_update(&mut body, update);
        }
        let read: Result<Vec<_>, _> = Updates::of(&body).collect();
        assert_eq!(read, Ok(updates.to_vec()));
        assert_eq!(Updates::of(&[]).count(), 0);
    }

    #[test]
    fn a_body_that_is_cut_ends_with_an_error() {
        for (body, expected) in [
            (&[3, 1, 2][..], FrameError::Truncated),
            (&[0x80][..], FrameError::Truncated),
            (&[0x80, 0x00][..], FrameError::Overlong),
            (&[0xff; 9][..], FrameError::NumberTooLarge),
        ] {
            let read: Vec<_> = Updates::of(body).collect();
            assert_eq!(read, [Err(expected)], "{body:?}");
        }
        let read: Vec<_> = Updates::of(&[1, 5, 9]).collect();
        assert_eq!(read, [Ok(&[5][..]), Err(FrameError::Truncated)]);
    }
}

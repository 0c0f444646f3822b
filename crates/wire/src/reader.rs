//! Reads what lib0 writes: numbers of seven bits a byte, and bytes and texts after their length.

use std::str::from_utf8;

use crate::{Field, FrameError, U53};

/// The bytes that have not been read yet.
pub(crate) struct Reader<'a>(pub(crate) &'a [u8]);

impl<'a> Reader<'a> {
    /// A number, lowest bits first, in its shortest form.
    pub(crate) fn number(&mut self) -> Result<U53, FrameError> {
        let mut number = 0;
        for shift in (0..56).step_by(7) {
            let (&byte, rest) = self.0.split_first().ok_or(FrameError::Truncated)?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                if byte == 0 && shift > 0 {
                    return Err(FrameError::Overlong);
                }
                return U53::new(number).ok_or(FrameError::NumberTooLarge);
            }
        }
        Err(FrameError::NumberTooLarge)
    }

    /// Bytes after their length.
    pub(crate) fn bytes(&mut self) -> Result<&'a [u8], FrameError> {
        let length = self.number()?;
        self.take(length)
    }

    /// A text after its length in bytes.
    pub(crate) fn text(&mut self, field: Field, limit: usize) -> Result<&'a str, FrameError> {
        let length = self.number()?;
        if length.get() > limit as u64 {
            return Err(FrameError::TextTooLong(field));
        }
        from_utf8(self.take(length)?).map_err(|_| FrameError::NotText(field))
    }

    /// That nothing is left.
    pub(crate) fn end(&self) -> Result<(), FrameError> {
        if self.0.is_empty() { Ok(()) } else { Err(FrameError::TrailingBytes) }
    }

    fn take(&mut self, length: U53) -> Result<&'a [u8], FrameError> {
        let length = usize::try_from(length.get()).map_err(|_| FrameError::Truncated)?;
        let (taken, rest) = self.0.split_at_checked(length).ok_or(FrameError::Truncated)?;
        self.0 = rest;
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_form() {
        let number = |bytes: &[u8]| Reader(bytes).number().map(U53::get);
        assert_eq!(number(&[0]), Ok(0));
        assert_eq!(number(&[0x7f]), Ok(127));
        assert_eq!(number(&[0x80, 0x01]), Ok(128));
        assert_eq!(number(&[0x80, 0x00]), Err(FrameError::Overlong));
        assert_eq!(number(&[0xff, 0x80]), Err(FrameError::Truncated));
        assert_eq!(number(&[]), Err(FrameError::Truncated));
    }

    #[test]
    fn numbers_end_at_53_bits() {
        let number = |bytes: &[u8]| Reader(bytes).number().map(U53::get);
        let [mut largest, mut beyond] = [[0xff; 8]; 2];
        (largest[7], beyond[7]) = (0x0f, 0x10);
        assert_eq!(number(&largest), Ok(U53::MAX.get()));
        assert_eq!(number(&beyond), Err(FrameError::NumberTooLarge));
        assert_eq!(number(&[0xff; 64]), Err(FrameError::NumberTooLarge));
    }
}

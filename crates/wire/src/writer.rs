//! Writes numbers, bytes and texts in the form that the reader accepts.

/// A number of seven bits a byte, lowest first.
pub(crate) fn number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

/// Bytes after their length.
pub(crate) fn bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    number(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

/// A text after its length in bytes.
pub(crate) fn text(out: &mut Vec<u8>, text: &str) {
    bytes(out, text.as_bytes());
}

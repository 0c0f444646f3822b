//! What counts as the same character.

/// The character as it is compared: lower-case ASCII, full-width forms (全角) as ASCII.
/// `None` for what is not compared at all: spaces and punctuation.
pub fn fold(c: char) -> Option<char> {
    let c = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    };
    let kept = c.is_ascii_alphanumeric()
        || matches!(c, '\u{c0}'..='\u{1fff}' | '\u{3007}' | '\u{3040}'..='\u{fdff}' | '\u{10000}'..);
    kept.then(|| c.to_ascii_lowercase())
}

/// Which characters a text has: one bit each letter and digit, and 28 shared by all others.
/// A text can only contain another whose bits it has.
pub fn bit(c: char) -> u64 {
    match c {
        'a'..='z' => 1 << (c as u32 - 'a' as u32),
        '0'..='9' => 1 << (26 + c as u32 - '0' as u32),
        _ => 1 << (36 + ((c as u32).wrapping_mul(0x9e37_79b1) >> 16) % 28),
    }
}

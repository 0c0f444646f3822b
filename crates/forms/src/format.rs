//! Formats with rules of their own.

pub(crate) mod contact;
pub(crate) mod date;
pub(crate) mod id_card;
pub(crate) mod money;
pub(crate) mod region;
pub(crate) mod uscc;

/// Full-width letters, digits and signs as typed by Chinese input methods, in ASCII.
pub(crate) fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{3000}' => ' ',
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFF01 + 0x21).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// Half-width, without any blanks, in capitals: for codes.
pub(crate) fn code(text: &str) -> String {
    let mut code = half_width(text);
    code.retain(|c| !c.is_whitespace());
    code.make_ascii_uppercase();
    code
}

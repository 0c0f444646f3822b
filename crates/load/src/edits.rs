//! A draft with a history: what its updates are, one after the other.

use std::fmt::Write as _;
use std::io::{self, Write};

use bangban_draft::{Answer, Command, Draft};

/// How long the text is at most: what is typed is deleted again.
const LONGEST: usize = 400;

/// Writes the updates of so many edits of a long text, a line of hexadecimal digits each. Each
/// edit adds a character; where the text is full, one begins anew.
pub fn write(count: usize, field: &str, out: &mut impl Write) -> io::Result<()> {
    let mut draft = Draft::new(7, "someone");
    let mut text = String::new();
    for edit in 0..count {
        if edit % LONGEST == 0 {
            text.clear();
        }
        text.push(char::from_u32(0x4e00 + u32::try_from(edit % 2000).unwrap_or(0)).unwrap_or('一'));
        let answer = Answer {
            path: vec![field.to_owned()],
            value: text.clone().into(),
            long: true,
            sensitive: false,
        };
        for update in draft.apply(&Command::Set(answer)) {
            let mut line = String::with_capacity(2 * update.bytes.len() + 1);
            for byte in update.bytes {
                let _ = write!(line, "{byte:02x}");
            }
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_update_an_edit() {
        let mut out = Vec::new();
        write(LONGEST + 3, "f8", &mut out).unwrap();
        let lines = String::from_utf8(out).unwrap();
        assert_eq!(lines.lines().count(), LONGEST + 3);
        assert!(lines.lines().all(|line| line.len() % 2 == 0 && !line.is_empty()));
    }
}

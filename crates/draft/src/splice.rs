//! The smallest single change that makes one text of another.

pub(crate) struct Splice<'a> {
    /// Where, in UTF-16 units.
    pub(crate) at: u32,
    /// How much goes, in UTF-16 units.
    pub(crate) removed: u32,
    /// What comes.
    pub(crate) inserted: &'a str,
}

/// None where the texts are equal. Cuts between whole characters only, so that no
/// surrogate pair (𠮷, emoji) is ever split.
pub(crate) fn splice<'a>(old: &str, new: &'a str) -> Option<Splice<'a>> {
    if old == new {
        return None;
    }
    let head: usize = old
        .chars()
        .zip(new.chars())
        .take_while(|(left, right)| left == right)
        .map(|(left, _)| left.len_utf8())
        .sum();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail: usize = old_rest
        .chars()
        .rev()
        .zip(new_rest.chars().rev())
        .take_while(|(left, right)| left == right)
        .map(|(left, _)| left.len_utf8())
        .sum();
    Some(Splice {
        at: units(&old[..head]),
        removed: units(&old_rest[..old_rest.len() - tail]),
        inserted: &new_rest[..new_rest.len() - tail],
    })
}

fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

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
    let cut = cut(old, new)?;
    Some(Splice {
        at: units(&old[..cut.from]),
        removed: units(&old[cut.from..cut.to]),
        inserted: cut.new,
    })
}

/// Makes the change from `base` to `mine` in a text that another change has made of `base`.
/// None where the two changes meet.
pub(crate) fn rebase(base: &str, mine: &str, theirs: &str) -> Option<String> {
    let Some(change) = cut(base, mine) else { return Some(theirs.to_owned()) };
    let Some(other) = cut(base, theirs) else { return Some(mine.to_owned()) };
    let from = if other.to <= change.from {
        change.from + other.new.len() - (other.to - other.from)
    } else if other.from >= change.to {
        change.from
    } else {
        return None;
    };
    let to = from + (change.to - change.from);
    Some([&theirs[..from], change.new, &theirs[to..]].concat())
}

/// As [`rebase`]; where the changes meet, what `mine` brought is put in and nothing is taken.
pub(crate) fn join(base: &str, mine: &str, theirs: &str) -> String {
    rebase(base, mine, theirs).unwrap_or_else(|| {
        let new = cut(base, mine).map_or("", |change| change.new);
        let end = cut(base, theirs).map_or(0, |other| other.from + other.new.len());
        [&theirs[..end], new, &theirs[end..]].concat()
    })
}

/// Whether two successive changes of a text touch, so that they are one change of what lies
/// in between and of nothing else.
pub(crate) fn adjoins(before: &str, between: &str, after: &str) -> bool {
    let (Some(first), Some(second)) = (cut(before, between), cut(between, after)) else {
        return true;
    };
    second.from <= first.from + first.new.len() && second.to >= first.from
}

/// A change of a text, in bytes.
struct Cut<'a> {
    from: usize,
    to: usize,
    new: &'a str,
}

fn cut<'a>(old: &str, new: &'a str) -> Option<Cut<'a>> {
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
    Some(Cut { from: head, to: old.len() - tail, new: &new_rest[..new_rest.len() - tail] })
}

fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

//! Which pages a chunk belongs to, and what each group of pages may weigh.

const KB: u64 = 1024;

/// What every first visit loads, and what the home, catalogue and guide pages add.
pub const FIRST: &str = "home+catalogue+guide";
/// What the filling pages add.
pub const FILLING: &str = "filling";

/// Groups in the order in which a visitor comes to them, with limits in bytes of brotli.
pub const ALL: [(&str, Option<u64>); 6] = [
    (FIRST, Some(140 * KB)),
    (FILLING, Some(130 * KB)),
    ("attaching+submitting", None),
    ("account", None),
    ("staff", None),
    ("other", None),
];

/// Chunks by the index of their group, as `later!` names them. A new chunk is one line.
const POINTS: &[(&str, usize)] = &[
    ("fill", 1),
    ("finishing", 2),
    ("away", 2),
    ("device", 3),
    ("sign_in", 3),
    ("filings", 3),
    ("filing", 3),
    ("receipt", 3),
    ("document", 3),
    ("review", 4),
    ("reviewed", 4),
    ("reviewed_document", 4),
];

/// The index of the group of a chunk; that of `other` for one not named above.
pub fn group_of(chunk: &str) -> usize {
    POINTS.iter().find(|(known, _)| *known == chunk).map_or(ALL.len() - 1, |(_, group)| *group)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks() {
        let cases = [
            ("fill", "filling"),
            ("finishing", "attaching+submitting"),
            ("sign_in", "account"),
            ("reviewed_document", "staff"),
            ("something_else", "other"),
        ];
        for (chunk, expected) in cases {
            assert_eq!(ALL[group_of(chunk)].0, expected, "{chunk}");
        }
    }
}

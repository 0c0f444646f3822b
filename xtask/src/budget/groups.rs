//! Which pages a chunk belongs to, and what each group of pages may weigh.

const KB: u64 = 1024;

/// What every first visit loads, and what the home, catalogue and guide pages add.
pub const FIRST: &str = "home+catalogue+guide";
/// What the filling pages add.
pub const FILLING: &str = "filling";

/// Groups in the order in which a visitor comes to them, with limits in bytes of brotli.
pub const ALL: [(&str, Option<u64>); 9] = [
    (FIRST, Some(140 * KB)),
    (FILLING, Some(130 * KB)),
    // Comes behind a filing that is shown and can be filled.
    ("merging+sharing", None),
    ("attaching+submitting", None),
    ("by phone", None),
    ("account", None),
    ("staff", None),
    ("assistance", None),
    ("other", None),
];

/// Chunks by the index of their group, as `later!` names them. A new chunk is one line.
const POINTS: &[(&str, usize)] = &[
    ("fill", 1),
    ("merging", 2),
    ("finishing", 3),
    ("phone", 4),
    ("device", 5),
    ("starting", 5),
    ("filings", 5),
    ("document", 5),
    ("review", 6),
    ("assist", 7),
    ("record", 7),
    ("helped", 7),
    ("staff_desk", 6),
    ("staff_work", 6),
    ("mandates", 8),
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
            ("merging", "merging+sharing"),
            ("finishing", "attaching+submitting"),
            ("phone", "by phone"),
            ("starting", "account"),
            ("review", "staff"),
            ("assist", "assistance"),
            ("something_else", "other"),
        ];
        for (chunk, expected) in cases {
            assert_eq!(ALL[group_of(chunk)].0, expected, "{chunk}");
        }
    }
}

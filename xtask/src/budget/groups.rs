//! Which pages a split point belongs to, and what each group of pages may weigh.

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
    ("sign_in", 3),
    ("filings", 3),
    ("filing", 3),
    ("receipt", 3),
    ("document", 3),
    ("review", 4),
    ("reviewed", 4),
    ("reviewed_document", 4),
];

/// The index of the group of a split point; that of `other` for one not named above.
pub fn group_of(point: &str) -> usize {
    let name = plain(point);
    POINTS.iter().find(|(known, _)| *known == name).map_or(ALL.len() - 1, |(_, group)| *group)
}

/// `sign_in` of `__sign_in_page_view_123`, as `#[lazy_route]` names the view of `SignInPage`.
fn plain(point: &str) -> &str {
    let mut name = point.trim_start_matches('_');
    if let Some((before, hash)) = name.rsplit_once('_')
        && hash.bytes().all(|byte| byte.is_ascii_digit())
    {
        name = before;
    }
    for end in ["_view", "_page"] {
        name = name.strip_suffix(end).unwrap_or(name);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points() {
        let cases = [
            ("__fill_page_view_16345", 1),
            ("__sign_in_page_view_9", 2),
            ("__reviewed_document_page_view_77", 3),
            ("__something_else_1", 4),
            ("fill", 1),
            ("finishing", 2),
            ("__page_view_1", 4),
        ];
        for (point, expected) in cases {
            assert_eq!(group_of(point), expected, "{point}: {}", plain(point));
        }
    }
}

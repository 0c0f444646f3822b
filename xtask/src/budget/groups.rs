//! Which pages a split point belongs to, and what each group of pages may weigh.

const KB: u64 = 1024;

/// What every first visit loads, and what the home, catalogue and guide pages add.
pub const FIRST: &str = "home+catalogue+guide";
/// What the filling pages add.
pub const FILLING: &str = "filling";

/// Groups in the order in which a visitor comes to them, with limits in bytes of brotli.
pub const ALL: [(&str, Option<u64>); 4] =
    [(FIRST, Some(140 * KB)), (FILLING, Some(130 * KB)), ("account", None), ("other", None)];

/// Names of split points, without the hash that the macro adds, by the index of their group. A new
/// lazy page is one line.
const POINTS: &[(&str, usize)] =
    &[("fill", 1), ("sign_in", 2), ("filings", 2), ("filing", 2), ("receipt", 2), ("document", 2)];

/// The index of the group of a split point; that of `other` for one not named above.
pub fn group_of(point: &str) -> usize {
    let name = plain(point);
    POINTS.iter().find(|(known, _)| *known == name).map_or(ALL.len() - 1, |(_, group)| *group)
}

/// `sign_in` of `__sign_in_view_123`, as `#[lazy_route]` names the view of `SignIn`.
pub fn plain(point: &str) -> String {
    let point = point.trim_start_matches('_');
    let point = point.rsplit_once('_').map_or(point, |(name, hash)| {
        if hash.bytes().all(|byte| byte.is_ascii_digit()) { name } else { point }
    });
    let lower = point.strip_suffix("_view").or_else(|| point.strip_suffix("_View"));
    snake(lower.unwrap_or(point))
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points() {
        let cases = [
            ("__Fill_view_1", 1),
            ("__fill_view_16345", 1),
            ("__SignIn_View_9", 2),
            ("sign_in_view_77", 2),
            ("something_else_1", 3),
            ("fill", 1),
        ];
        for (point, expected) in cases {
            assert_eq!(group_of(point), expected, "{point}: {}", plain(point));
        }
    }
}

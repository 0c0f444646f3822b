//! Region codes: GB/T 2260 for province, city and county (6 digits), and the statistical codes for
//! 街道 (9 digits) and 社区 (12 digits).

/// Whether each code lies within the one before.
///
/// A municipality may go from the province straight to the district.
pub(crate) fn is_chain(codes: &[&str]) -> bool {
    codes.iter().all(|code| is_code(code))
        && codes.windows(2).all(|pair| {
            let stem = stem(pair[0]);
            pair[1].starts_with(stem) && self::stem(pair[1]).len() > stem.len()
        })
}

fn is_code(code: &str) -> bool {
    matches!(code.len(), 2 | 4 | 6 | 9 | 12)
        && code.bytes().all(|b| b.is_ascii_digit())
        && (b'1'..=b'8').contains(&code.as_bytes()[0])
}

/// The part of a code that its inner regions share.
fn stem(code: &str) -> &str {
    let mut end = code.len();
    while end > 9 && code[..end].ends_with("000") {
        end -= 3;
    }
    while (7..=9).contains(&end) && code[..end].ends_with("000") {
        end -= 3;
    }
    while end > 2 && end <= 6 && code[..end].ends_with("00") {
        end -= 2;
    }
    &code[..end]
}

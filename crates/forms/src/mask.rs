//! What may be shown of a sensitive answer.

use crate::FieldKind;

/// Hides a sensitive answer so that its owner still knows it again.
///
/// Codes keep their last four characters, mobile numbers the first three too, an address of mail
/// its domain, a name its first character. Dates, amounts and choices are hidden altogether.
pub fn mask(kind: &FieldKind, value: &str) -> String {
    let length = value.chars().count();
    match kind {
        FieldKind::IdCard | FieldKind::Uscc | FieldKind::Phone => keep(value, 0, 4),
        FieldKind::Mobile => keep(value, 3, 4),
        FieldKind::Email => match value.rsplit_once('@') {
            Some((local, domain)) => {
                let mut out = keep(local, 1, 0);
                out.push('@');
                out.push_str(domain);
                out
            }
            None => keep(value, 0, 0),
        },
        FieldKind::Text if length <= 4 => keep(value, 1, 0),
        FieldKind::Text if length > 8 && value.is_ascii() => keep(value, 0, 4),
        FieldKind::Text => keep(value, 2, 0),
        _ => String::from(if length == 0 { "" } else { "****" }),
    }
}

/// The last four characters of a sensitive answer, for somebody who is not to know it: only of
/// codes and numbers that are long enough for the rest to stay hidden, and only of one that is
/// valid: the last four of each beginning of a number would tell nearly all of it.
pub fn last_four(kind: &FieldKind, value: &str, valid: bool) -> Option<String> {
    let is_code = match kind {
        FieldKind::IdCard | FieldKind::Uscc | FieldKind::Phone | FieldKind::Mobile => true,
        FieldKind::Text => value.is_ascii(),
        _ => false,
    };
    let length = value.chars().count();
    (valid && is_code && length > 8).then(|| value.chars().skip(length - 4).collect())
}

fn keep(value: &str, first: usize, last: usize) -> String {
    let length = value.chars().count();
    // A short value gives nothing away but one star for each character.
    let (first, last) = if length <= first + last { (0, 0) } else { (first, last) };
    value
        .chars()
        .enumerate()
        .map(|(i, c)| if i < first || i >= length - last { c } else { '*' })
        .collect()
}

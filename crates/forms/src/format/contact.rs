//! Ways to reach a person: telephone numbers, postcodes, e-mail addresses.

use super::half_width;

/// Digits and hyphens of a telephone number as written.
fn dial(text: &str) -> String {
    let mut out = String::new();
    for c in half_width(text).chars() {
        match c {
            '—' | '–' | '－' | '−' | '(' | ')' | '_' => {
                if !out.is_empty() && !out.ends_with('-') {
                    out.push('-');
                }
            }
            c if c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    for prefix in ["+86-", "+86", "0086-", "0086"] {
        if let Some(rest) = out.strip_prefix(prefix) {
            return String::from(rest);
        }
    }
    out
}

fn is_mobile(digits: &str) -> bool {
    let b = digits.as_bytes();
    b.len() == 11 && all_digits(digits) && b[0] == b'1' && b[1] >= b'3'
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// A mobile number of the mainland: 11 digits, 13 to 19.
pub(crate) fn mobile(text: &str) -> Option<String> {
    let mut digits = dial(text);
    digits.retain(|c| c != '-');
    if digits.len() == 13 && digits.starts_with("86") {
        digits.drain(..2);
    }
    is_mobile(&digits).then_some(digits)
}

/// A mobile or fixed number, `022-65701234-801`, a 400/800 number or a short service number.
pub(crate) fn phone(text: &str) -> Option<String> {
    if let Some(number) = mobile(text) {
        return Some(number);
    }
    let number = dial(text);
    let mut parts: Vec<&str> = number.split('-').collect();
    if !parts.iter().all(|part| all_digits(part)) {
        return None;
    }
    let joined: String = parts.concat();
    if joined.len() == 10 && (joined.starts_with("400") || joined.starts_with("800")) {
        return Some(joined);
    }
    if parts.len() == 1
        && matches!(joined.len(), 5 | 6)
        && matches!(joined.as_bytes()[0], b'1' | b'9')
    {
        return Some(joined);
    }
    // The area code (区号) may be written without a hyphen: 010 and 02x have three digits.
    let first = parts[0];
    if first.starts_with('0') && first.len() > 4 {
        let split = if matches!(first.as_bytes()[1], b'1' | b'2') { 3 } else { 4 };
        parts.splice(0..1, [&first[..split], &first[split..]]);
    }
    let area = parts[0].starts_with('0');
    if area && !matches!(parts[0].len(), 3 | 4) {
        return None;
    }
    let local = parts.get(usize::from(area))?;
    let fits = matches!(local.len(), 7 | 8) && (b'2'..=b'9').contains(&local.as_bytes()[0]);
    let extension = parts.get(usize::from(area) + 1);
    let extension_fits = extension.is_none_or(|e| e.len() <= 6);
    let rest = parts.len() <= usize::from(area) + 2;
    (fits && extension_fits && rest).then(|| parts.join("-"))
}

/// A postcode: six digits.
pub(crate) fn postcode(text: &str) -> Option<String> {
    let code = super::code(text);
    (code.len() == 6 && all_digits(&code) && !code.starts_with("00")).then_some(code)
}

/// An e-mail address of the common kind; its domain in small letters.
pub(crate) fn email(text: &str) -> Option<String> {
    let text = half_width(text);
    let (local, domain) = text.trim().rsplit_once('@')?;
    let local_fits = (1..=64).contains(&local.len())
        && local.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~.-".contains(&b))
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..");
    let labels: Vec<&str> = domain.split('.').collect();
    let domain_fits = domain.len() <= 253
        && labels.len() >= 2
        && labels.iter().all(|label| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
        && labels
            .last()
            .is_some_and(|top| top.len() >= 2 && top.bytes().all(|b| b.is_ascii_alphabetic()));
    if !local_fits || !domain_fits {
        return None;
    }
    let mut out = String::from(local);
    out.push('@');
    out.push_str(&domain.to_ascii_lowercase());
    Some(out)
}

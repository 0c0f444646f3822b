//! Decimal numbers as people write them.

use serde_json::{Number, Value};

/// Digits that a 64-bit float holds without loss.
const DIGITS: usize = 15;

/// A decimal number that was read.
pub(crate) struct Decimal {
    pub value: f64,
    pub negative: bool,
    /// Digits before the point, without leading zeros; at least one.
    pub whole: String,
    /// Digits after the point, without trailing zeros.
    pub fraction: String,
}

/// Reads `-1234.5` or `1,234.5`; at most 15 digits in all. Commas only between groups of three.
pub(crate) fn parse(text: &str) -> Option<Decimal> {
    let (negative, body) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = body.split_once('.').unwrap_or((body, "0"));
    let whole = ungroup(whole)?;
    if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    if whole.len() + fraction.len() > DIGITS {
        return None;
    }
    let mut mantissa = 0_f64;
    let mut scale = 1_f64;
    for b in whole.bytes() {
        mantissa = mantissa * 10.0 + f64::from(b - b'0');
    }
    for b in fraction.bytes() {
        mantissa = mantissa * 10.0 + f64::from(b - b'0');
        scale *= 10.0;
    }
    let magnitude = mantissa / scale;
    let negative = negative && magnitude > 0.0;
    Some(Decimal {
        value: if negative { -magnitude } else { magnitude },
        negative,
        whole: if whole.is_empty() { String::from("0") } else { String::from(whole) },
        fraction: String::from(fraction),
    })
}

fn ungroup(whole: &str) -> Option<String> {
    let mut digits = String::new();
    for (i, group) in whole.split(',').enumerate() {
        let fits = if i == 0 { !group.is_empty() } else { group.len() == 3 };
        if !fits || !group.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        digits.push_str(group);
    }
    // With commas, the first group has one to three digits.
    let first = whole.find(',').unwrap_or(0);
    (first <= 3).then_some(digits)
}

/// The JSON number of a float, an integer where it is whole.
pub(crate) fn json(value: f64) -> Value {
    match whole(value) {
        Some(n) => Value::from(n),
        None => Number::from_f64(value).map_or(Value::Null, Value::Number),
    }
}

/// The shortest text of a number, to four decimals.
pub(crate) fn text(value: f64) -> String {
    let rounded = (value * 10_000.0).round() / 10_000.0;
    match json(rounded) {
        Value::Number(n) => n.to_string(),
        _ => String::new(),
    }
}

#[allow(clippy::cast_possible_truncation)] // the range is checked
fn whole(value: f64) -> Option<i64> {
    (value % 1.0 == 0.0 && value.abs() < 1e15).then_some(value as i64)
}

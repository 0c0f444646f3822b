//! Amounts in yuan.

use super::code;
use crate::problem::Fault;
use crate::{Problem, ProblemCode, decimal};

/// Reads `1,234.5`, `￥1234.50`, `1234元` and writes `1234.50`; whole amounts without decimals.
pub(crate) fn normalise(text: &str) -> Result<String, Fault> {
    let text = code(text);
    let body = text.trim_start_matches(['¥', '￥']);
    let body = body.strip_suffix('元').unwrap_or(body);
    let Some(amount) = decimal::parse(body) else {
        return Err(Problem::fault(ProblemCode::Money));
    };
    if amount.fraction.len() > 2 {
        return Err(Problem::fault(ProblemCode::MoneyDecimals));
    }
    let mut out = String::new();
    if amount.negative {
        out.push('-');
    }
    out.push_str(&amount.whole);
    if !amount.fraction.is_empty() {
        out.push('.');
        out.push_str(&amount.fraction);
        if amount.fraction.len() == 1 {
            out.push('0');
        }
    }
    Ok(out)
}

/// A normalised amount with its thousands set apart: `1,234.50`.
pub(crate) fn grouped(amount: &str) -> String {
    let whole = amount.find('.').unwrap_or(amount.len());
    let mut out = String::with_capacity(amount.len() + whole / 3);
    for (at, character) in amount.char_indices() {
        let is_digit = |at: usize| amount.as_bytes()[at].is_ascii_digit();
        if at > 0 && at < whole && (whole - at).is_multiple_of(3) && is_digit(at - 1) {
            out.push(',');
        }
        out.push(character);
    }
    out
}

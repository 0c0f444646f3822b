//! From what was typed to what is submitted.

use serde_json::{Map, Value};

use crate::condition::same;
use crate::format::{self, contact, date, id_card, money, region, uscc};
use crate::problem::Fault;
use crate::{Choice, Field, FieldKind, Problem, ProblemCode, decimal};

/// The canonical form of an answer: full-width digits in ASCII, blanks gone, codes in capitals,
/// numbers as numbers, dates as `2026-01-31`. `None` if nothing was answered.
///
/// # Errors
/// The first thing wrong with the answer, by the rules of its kind.
pub fn normalise(kind: &FieldKind, raw: &Value) -> Result<Option<Value>, Problem> {
    canonical(kind, raw).map_err(|fault| *fault)
}

fn canonical(kind: &FieldKind, raw: &Value) -> Result<Option<Value>, Fault> {
    if is_empty(raw) {
        return Ok(None);
    }
    let value = match kind {
        FieldKind::YesNo { must, .. } => yes_no(*must, raw)?,
        FieldKind::Many { options, min, max, .. } => many(options, *min, *max, raw)?,
        FieldKind::Region { min, max } => codes(*min, *max, raw)?,
        FieldKind::DateRange => date_range(raw)?,
        FieldKind::List(_) => return Err(Problem::fault(ProblemCode::Type)),
        _ => {
            let text = match raw {
                Value::String(text) => text.trim(),
                Value::Number(n) => return scalar(kind, &n.to_string()).map(Some),
                _ => return Err(Problem::fault(ProblemCode::Type)),
            };
            scalar(kind, text)?
        }
    };
    Ok(Some(value))
}

/// [`normalise`], and the limits that belong to the field and not to its kind.
pub(crate) fn answer(field: &Field, raw: &Value) -> Result<Option<Value>, Fault> {
    let value = canonical(&field.kind, raw)?;
    if let Some(Value::String(text)) = &value {
        let length = text.chars().count();
        if let Some(min) = field.min_length.filter(|min| length < *min as usize) {
            return Err(length_problem(ProblemCode::TooShort, "min", min, length));
        }
        if let Some(max) = field.max_length.filter(|max| length > *max as usize) {
            return Err(length_problem(ProblemCode::TooLong, "max", max, length));
        }
        if field.pattern.as_ref().is_some_and(|pattern| !pattern.fits(text)) {
            return Err(Problem::fault(ProblemCode::Pattern));
        }
    }
    Ok(value)
}

fn length_problem(code: ProblemCode, name: &'static str, limit: u32, length: usize) -> Fault {
    let mut problem = Problem::fault_with(code, name, limit.to_string());
    problem.params.push(("length", length.to_string()));
    problem
}

/// Nothing but blanks, or nothing at all.
pub(crate) fn is_empty(raw: &Value) -> bool {
    match raw {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(all) => all.is_empty(),
        Value::Object(map) => map.values().all(is_empty),
        _ => false,
    }
}

fn scalar(kind: &FieldKind, text: &str) -> Result<Value, Fault> {
    let text = match kind {
        FieldKind::Number { integer, min, max, multiple_of } => {
            let number = number(text)?;
            if *integer && number % 1.0 != 0.0 {
                return Err(Problem::fault(ProblemCode::Integer));
            }
            within(number, *min, *max)?;
            if let Some(step) = multiple_of {
                let times = number / step;
                if (times - times.round()).abs() > 1e-9 * times.abs().max(1.0) {
                    return Err(Problem::fault_with(
                        ProblemCode::Step,
                        "step",
                        decimal::text(*step),
                    ));
                }
            }
            return Ok(decimal::json(number));
        }
        FieldKind::Money { min, max } => {
            let amount = money::normalise(text)?;
            let value = decimal::parse(&amount).map_or(0.0, |d| d.value);
            within(value, *min, *max)?;
            amount
        }
        FieldKind::Date => date::normalise(text)?,
        FieldKind::Choice { options, .. } => {
            if !options.iter().any(|option| option.value == text) {
                return Err(Problem::fault(ProblemCode::Option));
            }
            String::from(text)
        }
        FieldKind::IdCard => {
            let number = format::code(text);
            id_card::check(&number)?;
            number
        }
        FieldKind::Uscc => {
            let code = format::code(text);
            uscc::check(&code)?;
            code
        }
        FieldKind::Mobile => {
            contact::mobile(text).ok_or_else(|| Problem::fault(ProblemCode::Mobile))?
        }
        FieldKind::Phone => {
            contact::phone(text).ok_or_else(|| Problem::fault(ProblemCode::Phone))?
        }
        FieldKind::Postcode => {
            contact::postcode(text).ok_or_else(|| Problem::fault(ProblemCode::Postcode))?
        }
        FieldKind::Email => {
            contact::email(text).ok_or_else(|| Problem::fault(ProblemCode::Email))?
        }
        _ => String::from(text),
    };
    Ok(Value::String(text))
}

fn number(text: &str) -> Result<f64, Fault> {
    match decimal::parse(&format::code(text)) {
        Some(decimal) => Ok(decimal.value),
        None => Err(Problem::fault(ProblemCode::Number)),
    }
}

fn within(number: f64, min: Option<f64>, max: Option<f64>) -> Result<(), Fault> {
    if let Some(min) = min.filter(|min| number < *min) {
        return Err(Problem::fault_with(ProblemCode::TooSmall, "min", decimal::text(min)));
    }
    if let Some(max) = max.filter(|max| number > *max) {
        return Err(Problem::fault_with(ProblemCode::TooBig, "max", decimal::text(max)));
    }
    Ok(())
}

fn yes_no(must: Option<bool>, raw: &Value) -> Result<Value, Fault> {
    let yes = match raw {
        Value::Bool(yes) => *yes,
        Value::String(text) if text == "true" => true,
        Value::String(text) if text == "false" => false,
        _ => return Err(Problem::fault(ProblemCode::Type)),
    };
    match must {
        Some(must) if must != yes => Err(Problem::fault(ProblemCode::MustAccept)),
        _ => Ok(Value::Bool(yes)),
    }
}

fn many(options: &[Choice], min: u32, max: Option<u32>, raw: &Value) -> Result<Value, Fault> {
    let chosen = raw.as_array().ok_or_else(|| Problem::fault(ProblemCode::Type))?;
    for (i, value) in chosen.iter().enumerate() {
        if !options.iter().any(|option| value.as_str() == Some(option.value.as_str())) {
            return Err(Problem::fault(ProblemCode::Option));
        }
        if chosen[..i].iter().any(|other| same(other, value)) {
            return Err(Problem::fault(ProblemCode::Repeated));
        }
    }
    counted(chosen.len(), min, max)?;
    // In the order of the options, so that the order of clicks leaves no trace.
    let ordered = options
        .iter()
        .filter(|option| chosen.iter().any(|value| value.as_str() == Some(&option.value)))
        .map(|option| Value::String(option.value.clone()))
        .collect();
    Ok(Value::Array(ordered))
}

/// The limits on how many.
pub(crate) fn counted(count: usize, min: u32, max: Option<u32>) -> Result<(), Fault> {
    if count < min as usize {
        return Err(Problem::fault_with(ProblemCode::TooFew, "min", min.to_string()));
    }
    if let Some(max) = max.filter(|max| count > *max as usize) {
        return Err(Problem::fault_with(ProblemCode::TooMany, "max", max.to_string()));
    }
    Ok(())
}

fn codes(min: u32, max: u32, raw: &Value) -> Result<Value, Fault> {
    let all = raw.as_array().ok_or_else(|| Problem::fault(ProblemCode::Type))?;
    let mut codes = Vec::new();
    for code in all {
        codes.push(code.as_str().ok_or_else(|| Problem::fault(ProblemCode::Type))?);
    }
    if !region::is_chain(&codes) || codes.len() > max as usize {
        return Err(Problem::fault(ProblemCode::Region));
    }
    if codes.len() < min as usize {
        return Err(Problem::fault_with(ProblemCode::RegionIncomplete, "min", min.to_string()));
    }
    Ok(raw.clone())
}

fn date_range(raw: &Value) -> Result<Value, Fault> {
    let map = raw.as_object().ok_or_else(|| Problem::fault(ProblemCode::Type))?;
    let mut range = Map::new();
    for end in ["from", "to"] {
        let text = match map.get(end) {
            Some(Value::String(text)) if !text.trim().is_empty() => text.trim(),
            None | Some(Value::Null | Value::String(_)) => {
                return Err(Problem::fault(ProblemCode::DateRange));
            }
            Some(_) => return Err(Problem::fault(ProblemCode::Type)),
        };
        range.insert(String::from(end), Value::String(date::normalise(text)?));
    }
    // Canonical dates sort as text.
    if range["from"].as_str() > range["to"].as_str() {
        return Err(Problem::fault(ProblemCode::DateOrder));
    }
    Ok(Value::Object(range))
}

//! The kind of a question, from its schema.

use serde_json::{Map, Value};

use super::schema::{COMMON, text};
use super::{At, Outcome};
use crate::model::Span;
use crate::{Choice, CompileErrorKind as Kind, FieldKind, Look, Text};

/// Reads the kind and refuses keywords that the kind has no use for.
pub(super) fn kind(map: &Map<String, Value>, at: &At) -> Outcome<FieldKind> {
    let format = at.text(map, "format")?;
    let (kind, own): (FieldKind, &[&str]) = match at.need_text(map, "type")? {
        "string" => string(map, at, format)?,
        "number" => (number(map, at, false)?, &["minimum", "maximum", "multipleOf"]),
        "integer" => (number(map, at, true)?, &["minimum", "maximum", "multipleOf"]),
        "boolean" => (yes_no(map, at)?, &["const", "oneOf"]),
        "array" => array(map, at, format)?,
        "object" if format == Some("date-range") => (
            FieldKind::DateRange,
            &["properties", "required", "additionalProperties", "x-begin", "x-end"],
        ),
        "object" => return Err(at.key("format").error(Kind::UnknownFormat, format.unwrap_or(""))),
        other => return Err(at.key("type").error(Kind::Unsupported, other)),
    };
    if let Some(format) = format
        && matches!(kind, FieldKind::Number { .. } | FieldKind::YesNo { .. })
    {
        return Err(at.key("format").error(Kind::UnknownFormat, format));
    }
    match map.keys().find(|key| !COMMON.contains(&key.as_str()) && !own.contains(&key.as_str())) {
        Some(key) => Err(at.key(key).error(Kind::UnknownKeyword, key)),
        None => Ok(kind),
    }
}

fn string(
    map: &Map<String, Value>,
    at: &At,
    format: Option<&str>,
) -> Outcome<(FieldKind, &'static [&'static str])> {
    let options = options(map, at)?;
    let kind = match format {
        None if !options.is_empty() => {
            let look = look(options.len());
            return Ok((FieldKind::Choice { options, look }, &["oneOf", "enum"]));
        }
        None => return Ok((FieldKind::Text, &["minLength", "maxLength", "pattern"])),
        Some("money") => {
            let (min, max) = (at.number(map, "minimum")?, at.number(map, "maximum")?);
            // An amount is not negative unless the definition allows it.
            return Ok((
                FieldKind::Money { min: min.or(Some(0.0)), max },
                &["minimum", "maximum", "maxLength"],
            ));
        }
        Some("cn-id-card") => FieldKind::IdCard,
        Some("cn-uscc") => FieldKind::Uscc,
        Some("cn-mobile") => FieldKind::Mobile,
        Some("cn-phone") => FieldKind::Phone,
        Some("cn-postcode") => FieldKind::Postcode,
        Some("email") => FieldKind::Email,
        Some("date") => return Ok((FieldKind::Date, &["minLength", "maxLength", "x-day"])),
        Some(other) => return Err(at.key("format").error(Kind::UnknownFormat, other)),
    };
    Ok((kind, &["minLength", "maxLength"]))
}

fn number(map: &Map<String, Value>, at: &At, integer: bool) -> Outcome<FieldKind> {
    let (min, max) = (at.number(map, "minimum")?, at.number(map, "maximum")?);
    let multiple_of = at.number(map, "multipleOf")?;
    if multiple_of.is_some_and(|step| step <= 0.0) {
        return Err(at.key("multipleOf").error(Kind::Malformed, "multipleOf"));
    }
    if let (Some(min), Some(max)) = (min, max)
        && min > max
    {
        return Err(at.key("maximum").error(Kind::Malformed, "maximum"));
    }
    Ok(FieldKind::Number { integer, min, max, multiple_of })
}

/// The limits of a day, or of the first and the last day of a period.
pub(super) fn days(map: &Map<String, Value>, at: &At) -> Outcome<[Span; 2]> {
    let mut days = [Span::default(); 2];
    for (name, part) in [("x-day", 0), ("x-begin", 0), ("x-end", 1)] {
        let Some(value) = map.get(name) else { continue };
        let at = at.key(name);
        let limits = at.object(value)?;
        at.only(limits, &["earliest", "latest"])?;
        let span =
            Span { earliest: at.number(limits, "earliest")?, latest: at.number(limits, "latest")? };
        if span.earliest.zip(span.latest).is_some_and(|(earliest, latest)| earliest > latest) {
            return Err(at.key("latest").error(Kind::Malformed, "latest"));
        }
        days[part] = span;
    }
    Ok(days)
}

fn yes_no(map: &Map<String, Value>, at: &At) -> Outcome<FieldKind> {
    let must = at.flag(map, "const")?;
    let (mut yes, mut no) = (None, None);
    if let Some(value) = map.get("oneOf") {
        let at = at.key("oneOf");
        for (i, entry) in at.array(value)?.iter().enumerate() {
            let at = at.index(i);
            let entry = at.object(entry)?;
            at.only(entry, &["const", "title", "x-en"])?;
            let label = entry_text(entry, &at)?;
            match at.flag(entry, "const")? {
                Some(true) => yes = Some(label),
                Some(false) => no = Some(label),
                None => return Err(at.error(Kind::Missing, "const")),
            }
        }
    }
    Ok(FieldKind::YesNo { yes, no, must })
}

fn array(
    map: &Map<String, Value>,
    at: &At,
    format: Option<&str>,
) -> Outcome<(FieldKind, &'static [&'static str])> {
    let min = at.count(map, "minItems")?;
    let max = at.count(map, "maxItems")?;
    if let Some(format) = format {
        if format != "cn-region" {
            return Err(at.key("format").error(Kind::UnknownFormat, format));
        }
        let (min, max) = (min.unwrap_or(1), max.unwrap_or(5));
        if min > max || max > 5 {
            return Err(at.key("maxItems").error(Kind::Malformed, "maxItems"));
        }
        return Ok((FieldKind::Region { min, max }, &["items", "minItems", "maxItems"]));
    }
    let at_items = at.key("items");
    let items = at_items.object(at.need(map, "items")?)?;
    at_items.only(items, &["type", "oneOf", "enum"])?;
    let options = options(items, &at_items)?;
    if options.is_empty() {
        return Err(at_items.error(Kind::Unsupported, "items"));
    }
    let look = if options.len() <= 12 { Look::Radio } else { Look::Search };
    let kind = FieldKind::Many { options, look, min: min.unwrap_or(0), max };
    Ok((kind, &["items", "minItems", "maxItems", "uniqueItems"]))
}

fn options(map: &Map<String, Value>, at: &At) -> Outcome<Vec<Choice>> {
    let mut options: Vec<Choice> = Vec::new();
    if let Some(value) = map.get("oneOf") {
        let at = at.key("oneOf");
        for (i, entry) in at.array(value)?.iter().enumerate() {
            let at = at.index(i);
            let entry = at.object(entry)?;
            at.only(entry, &["const", "title", "description", "x-en"])?;
            let english = at.english(entry, "title", &["title", "description"])?;
            let value = String::from(at.need_text(entry, "const")?);
            let hint = at.words(entry, "description", english.get("description"))?;
            push(&mut options, Choice { value, text: entry_text(entry, &at)?, hint }, &at)?;
        }
    }
    if let Some(value) = map.get("enum") {
        let at = at.key("enum");
        for (i, entry) in at.array(value)?.iter().enumerate() {
            let at = at.index(i);
            let value = String::from(at.string(entry)?);
            let text = Text::same(value.clone());
            push(&mut options, Choice { value, text, hint: None }, &at)?;
        }
    }
    Ok(options)
}

fn push(options: &mut Vec<Choice>, option: Choice, at: &At) -> Outcome<()> {
    if options.iter().any(|other| other.value == option.value) {
        return Err(at.error(Kind::Duplicate, &option.value));
    }
    options.push(option);
    Ok(())
}

fn entry_text(entry: &Map<String, Value>, at: &At) -> Outcome<Text> {
    let english = at.english(entry, "title", &["title", "description"])?;
    Ok(text(at.need_text(entry, "title")?, english.main))
}

fn look(options: usize) -> Look {
    match options {
        0..=5 => Look::Radio,
        6..=12 => Look::Select,
        _ => Look::Search,
    }
}

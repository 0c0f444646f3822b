//! Conditions: schema fragments tested against answers.

use serde_json::Value;

use crate::FieldId;

/// A condition over answers.
pub(crate) enum Cond {
    /// Every one holds.
    All(Vec<Cond>),
    /// At least one holds.
    Any(Vec<Cond>),
    Not(Box<Cond>),
    /// The answer of a field passes a test.
    Is(FieldId, Test),
    /// At least one row of the list meets the condition.
    AnyRow(FieldId, Box<Cond>),
}

impl Cond {
    /// Calls `visit` with every field that the condition reads.
    pub fn reads(&self, visit: &mut dyn FnMut(FieldId)) {
        match self {
            Cond::All(all) | Cond::Any(all) => {
                for cond in all {
                    cond.reads(visit);
                }
            }
            Cond::Not(cond) => cond.reads(visit),
            Cond::Is(field, _) => visit(*field),
            Cond::AnyRow(list, cond) => {
                visit(*list);
                cond.reads(visit);
            }
        }
    }
}

/// What can be asked of one answer.
pub(crate) enum Test {
    /// It is answered.
    Answered,
    All(Vec<Test>),
    Not(Box<Test>),
    Const(Value),
    Enum(Vec<Value>),
    Min(f64),
    Max(f64),
    Above(f64),
    Below(f64),
    Type(Vec<JsonType>),
    Contains(Box<Test>),
    MinItems(usize),
    MaxItems(usize),
    MinLength(usize),
    MaxLength(usize),
}

/// A JSON Schema type.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum JsonType {
    Null,
    Boolean,
    Number,
    Integer,
    String,
    Array,
    Object,
}

impl JsonType {
    /// The type of that name.
    pub fn named(name: &str) -> Option<JsonType> {
        Some(match name {
            "null" => JsonType::Null,
            "boolean" => JsonType::Boolean,
            "number" => JsonType::Number,
            "integer" => JsonType::Integer,
            "string" => JsonType::String,
            "array" => JsonType::Array,
            "object" => JsonType::Object,
            _ => return None,
        })
    }

    fn fits(self, value: &Value) -> bool {
        match self {
            JsonType::Null => value.is_null(),
            JsonType::Boolean => value.is_boolean(),
            JsonType::Number => value.is_number(),
            JsonType::Integer => {
                value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|n| n % 1.0 == 0.0)
            }
            JsonType::String => value.is_string(),
            JsonType::Array => value.is_array(),
            JsonType::Object => value.is_object(),
        }
    }
}

/// An answer as a test sees it.
#[derive(Clone, Copy)]
pub(crate) enum Seen<'a> {
    /// Empty, malformed or hidden: passes no test but a negated one.
    Nothing,
    Value(&'a Value),
    /// So many rows (at least one).
    Rows(usize),
}

impl Test {
    /// Whether an answer passes.
    pub fn passes(&self, seen: Seen) -> bool {
        match self {
            Test::All(all) => return all.iter().all(|test| test.passes(seen)),
            Test::Not(test) => return !test.passes(seen),
            _ => {}
        }
        match seen {
            Seen::Nothing => false,
            Seen::Rows(count) => match self {
                Test::Answered => true,
                Test::Type(types) => types.contains(&JsonType::Array),
                Test::MinItems(min) => count >= *min,
                Test::MaxItems(max) => count <= *max,
                _ => false,
            },
            Seen::Value(value) => self.passes_value(value),
        }
    }

    fn passes_value(&self, value: &Value) -> bool {
        match self {
            Test::Answered => true,
            Test::All(_) | Test::Not(_) => self.passes(Seen::Value(value)),
            Test::Const(other) => same(value, other),
            Test::Enum(all) => all.iter().any(|other| same(value, other)),
            Test::Min(min) => number(value).is_some_and(|n| n >= *min),
            Test::Max(max) => number(value).is_some_and(|n| n <= *max),
            Test::Above(min) => number(value).is_some_and(|n| n > *min),
            Test::Below(max) => number(value).is_some_and(|n| n < *max),
            Test::Type(types) => types.iter().any(|t| t.fits(value)),
            Test::Contains(test) => {
                value.as_array().is_some_and(|a| a.iter().any(|v| test.passes_value(v)))
            }
            Test::MinItems(min) => value.as_array().is_some_and(|a| a.len() >= *min),
            Test::MaxItems(max) => value.as_array().is_some_and(|a| a.len() <= *max),
            Test::MinLength(min) => value.as_str().is_some_and(|s| s.chars().count() >= *min),
            Test::MaxLength(max) => value.as_str().is_some_and(|s| s.chars().count() <= *max),
        }
    }
}

/// JSON Schema equality: `1` and `1.0` are the same number.
pub(crate) fn same(a: &Value, b: &Value) -> bool {
    match (a.as_f64(), b.as_f64()) {
        (Some(x), Some(y)) => (x - y).abs() < f64::EPSILON * x.abs().max(1.0),
        _ => a == b,
    }
}

/// A number, or money as text.
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::String(text) => crate::decimal::parse(text).map(|d| d.value),
        _ => value.as_f64(),
    }
}

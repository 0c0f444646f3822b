//! JSON to and from the scalars of a document.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Number, Value};
use yrs::Any;

pub(crate) fn to_any(value: &Value) -> Any {
    match value {
        Value::Null => Any::Null,
        Value::Bool(flag) => Any::from(*flag),
        Value::Number(number) => number
            .as_i64()
            .map_or_else(|| Any::from(number.as_f64().unwrap_or_default()), Any::from),
        Value::String(text) => Any::String(Arc::from(text.as_str())),
        Value::Array(items) => Any::Array(items.iter().map(to_any).collect()),
        Value::Object(map) => {
            let map: HashMap<String, Any> =
                map.iter().map(|(name, value)| (name.clone(), to_any(value))).collect();
            Any::Map(Arc::new(map))
        }
    }
}

pub(crate) fn from_any(any: &Any) -> Value {
    match any {
        Any::Null | Any::Undefined | Any::Buffer(_) => Value::Null,
        Any::Bool(flag) => Value::Bool(*flag),
        Any::Number(yrs::any::Number::Int(number)) => Value::from(*number),
        Any::Number(yrs::any::Number::Float(number)) => whole(*number)
            .map(Value::from)
            .or_else(|| Number::from_f64(*number).map(Value::Number))
            .unwrap_or(Value::Null),
        Any::String(text) => Value::String(text.as_ref().to_owned()),
        Any::Array(items) => Value::Array(items.iter().map(from_any).collect()),
        Any::Map(map) => {
            let map: Map<String, Value> =
                map.iter().map(|(name, value)| (name.clone(), from_any(value))).collect();
            Value::Object(map)
        }
    }
}

/// A float that JavaScript would write without a fraction.
#[allow(clippy::cast_possible_truncation, clippy::float_cmp)]
fn whole(number: f64) -> Option<i64> {
    (number.trunc() == number && number.abs() < 9_007_199_254_740_992.0).then_some(number as i64)
}

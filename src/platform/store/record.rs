//! Records as JavaScript objects.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

use super::StoreError;

/// A plain object with these entries.
pub(super) fn record(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in entries {
        // A plain object takes every property.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// An entry; `undefined` where it is missing.
pub(super) fn entry(record: &JsValue, name: &str) -> JsValue {
    Reflect::get(record, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// An entry that has to be a text.
pub(super) fn text(record: &JsValue, name: &str) -> Result<String, StoreError> {
    entry(record, name).as_string().ok_or(StoreError::Corrupt)
}

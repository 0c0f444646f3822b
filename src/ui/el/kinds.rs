//! What may stand in markup as a value, a property or a child.

use std::borrow::Cow;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::{El, Part, Text, live};

/// A value of an attribute.
pub trait Value {
    /// The text; none leaves the attribute out.
    fn into_text(self) -> Text;
}

impl Value for &'static str {
    fn into_text(self) -> Text {
        Some(Cow::Borrowed(self))
    }
}

impl Value for String {
    fn into_text(self) -> Text {
        Some(Cow::Owned(self))
    }
}

/// An attribute that is there or not, such as `hidden`.
impl Value for bool {
    fn into_text(self) -> Text {
        self.then_some(Cow::Borrowed(""))
    }
}

impl<V: Value> Value for Option<V> {
    fn into_text(self) -> Text {
        self.and_then(Value::into_text)
    }
}

/// A value of an attribute, or a closure that gives one.
pub trait Attr {
    /// As a part of an element.
    fn into_part(self, name: &'static str) -> Part;
}

macro_rules! fixed {
    ($($kind:ty),*) => {$(
        impl Attr for $kind {
            fn into_part(self, name: &'static str) -> Part {
                Part::Attr(name, self.into_text())
            }
        }
    )*};
}

fixed!(&'static str, String, bool);

impl<V: Value> Attr for Option<V> {
    fn into_part(self, name: &'static str) -> Part {
        Part::Attr(name, self.into_text())
    }
}

impl<V: Value, F: Fn() -> V + 'static> Attr for F {
    fn into_part(self, name: &'static str) -> Part {
        Part::LiveAttr(name, Box::new(move || self().into_text()))
    }
}

/// A value of a property.
pub trait Property {
    /// Reads it; tracked.
    fn into_read(self) -> Box<dyn Fn() -> JsValue>;
}

impl Property for String {
    fn into_read(self) -> Box<dyn Fn() -> JsValue> {
        Box::new(move || JsValue::from_str(&self))
    }
}

impl Property for bool {
    fn into_read(self) -> Box<dyn Fn() -> JsValue> {
        Box::new(move || JsValue::from_bool(self))
    }
}

impl Property for RwSignal<String> {
    fn into_read(self) -> Box<dyn Fn() -> JsValue> {
        Box::new(move || self.with(|text| JsValue::from_str(text)))
    }
}

impl<V: Into<JsValue>, F: Fn() -> V + 'static> Property for F {
    fn into_read(self) -> Box<dyn Fn() -> JsValue> {
        Box::new(move || self().into())
    }
}

/// What may stand between tags; a closure is followed.
pub trait Child {
    /// As a view.
    fn into_view(self) -> AnyView;
}

impl Child for AnyView {
    fn into_view(self) -> AnyView {
        self
    }
}

impl Child for El {
    fn into_view(self) -> AnyView {
        self.into_any()
    }
}

impl Child for &'static str {
    fn into_view(self) -> AnyView {
        self.into_any()
    }
}

impl Child for String {
    fn into_view(self) -> AnyView {
        self.into_any()
    }
}

impl Child for () {
    fn into_view(self) -> AnyView {
        self.into_any()
    }
}

impl<C: Child> Child for Option<C> {
    fn into_view(self) -> AnyView {
        self.map_or_else(|| ().into_any(), Child::into_view)
    }
}

impl Child for Vec<AnyView> {
    fn into_view(self) -> AnyView {
        self.into_any()
    }
}

impl<C: Child, F: Fn() -> C + Send + 'static> Child for F {
    fn into_view(self) -> AnyView {
        live(Box::new(move || self().into_view()))
    }
}

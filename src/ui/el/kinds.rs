//! What may stand in markup as a value, a property or a child.

use std::borrow::Cow;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::{El, Node, Text, live};

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
    /// Puts it on an element.
    fn put(self, el: El, name: &'static str) -> El;
}

impl Attr for &'static str {
    fn put(self, el: El, name: &'static str) -> El {
        el.fixed(name, self)
    }
}

impl Attr for String {
    fn put(self, el: El, name: &'static str) -> El {
        el.owned(name, self)
    }
}

impl Attr for bool {
    fn put(self, el: El, name: &'static str) -> El {
        if self { el.fixed(name, "") } else { el }
    }
}

impl<A: Attr> Attr for Option<A> {
    fn put(self, el: El, name: &'static str) -> El {
        match self {
            Some(value) => value.put(el, name),
            None => el,
        }
    }
}

impl<V: Value, F: Fn() -> V + 'static> Attr for F {
    fn put(self, el: El, name: &'static str) -> El {
        el.live(name, Box::new(move || self().into_text()))
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
pub trait Child: Sized {
    /// As a node.
    fn into_node(self) -> Node;

    /// Puts it into an element.
    fn put(self, el: El) -> El {
        el.put_node(self.into_node())
    }

    /// As a view.
    fn into_view(self) -> AnyView {
        self.into_node().into_view()
    }
}

impl Child for AnyView {
    fn into_node(self) -> Node {
        Node::View(self)
    }

    fn put(self, el: El) -> El {
        el.put_view(self)
    }

    fn into_view(self) -> AnyView {
        self
    }
}

impl Child for El {
    fn into_node(self) -> Node {
        Node::El(self)
    }

    fn put(self, el: El) -> El {
        el.put_el(self)
    }
}

impl Child for &'static str {
    fn into_node(self) -> Node {
        Node::Text(Cow::Borrowed(self))
    }

    fn put(self, el: El) -> El {
        el.put_words(self)
    }
}

impl Child for String {
    fn into_node(self) -> Node {
        Node::Text(Cow::Owned(self))
    }

    fn put(self, el: El) -> El {
        el.put_text(self)
    }
}

impl Child for () {
    fn into_node(self) -> Node {
        Node::Nothing
    }
}

impl<C: Child> Child for Option<C> {
    fn into_node(self) -> Node {
        self.map_or(Node::Nothing, Child::into_node)
    }

    // The place is kept, so that what comes later is changed in place.
    fn put(self, el: El) -> El {
        match self {
            Some(child) => child.put(el),
            None => el.put_node(Node::Nothing),
        }
    }
}

impl Child for Vec<AnyView> {
    fn into_node(self) -> Node {
        Node::View(self.into_any())
    }
}

impl<C: Child, F: Fn() -> C + Send + 'static> Child for F {
    fn into_node(self) -> Node {
        Node::View(live(Box::new(move || self().into_view())))
    }
}

//! The one kind of element that `bangban_markup::view!` builds.
//!
//! Everything that differs between elements is data here and not a type: a page costs the
//! calls that describe it, and the code that builds, changes and drops elements is there once.

mod kinds;
mod state;
mod view;

use std::borrow::Cow;

use leptos::ev::EventDescriptor;
use leptos::prelude::*;
use leptos::__reexports::send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;

pub use kinds::{Attr, Child, Property, Value};

/// A value of an attribute; none leaves it out.
pub type Text = Option<Cow<'static, str>>;

/// Something about an element besides its children.
pub enum Part {
    /// An attribute.
    Attr(&'static str, Text),
    /// An attribute that follows signals.
    LiveAttr(&'static str, Box<dyn Fn() -> Text>),
    /// A property of the DOM object that follows signals.
    LiveProp(&'static str, Box<dyn Fn() -> JsValue>),
    /// A listener.
    On(Cow<'static, str>, Box<dyn FnMut(Event)>),
}

struct Inner {
    tag: &'static str,
    parts: Vec<Part>,
    children: Vec<AnyView>,
}

/// An element that is to be shown. Views have to be `Send`; a browser's page has one thread.
pub struct El(SendWrapper<Inner>);

/// An element with this tag.
pub fn el(tag: &'static str) -> El {
    El(SendWrapper::new(Inner { tag, parts: Vec::new(), children: Vec::new() }))
}

impl El {
    /// Sets an attribute; a closure is followed.
    #[must_use]
    pub fn attr(self, name: &'static str, value: impl Attr) -> Self {
        self.part(value.into_part(name))
    }

    /// Sets a property of the DOM object; a signal or a closure is followed.
    #[must_use]
    pub fn prop(self, name: &'static str, value: impl Property) -> Self {
        self.part(Part::LiveProp(name, value.into_read()))
    }

    /// Listens to an event, with the contexts of where it was drawn.
    #[must_use]
    pub fn on<E: EventDescriptor>(
        self,
        event: E,
        mut then: impl FnMut(E::EventType) + 'static,
    ) -> Self
    where
        E::EventType: JsCast,
    {
        let then = Box::new(move |event: Event| then(event.unchecked_into()));
        self.part(Part::On(event.name(), then))
    }

    /// Puts children into it.
    #[must_use]
    pub fn children(mut self, children: Vec<AnyView>) -> Self {
        self.0.children = children;
        self
    }

    fn part(mut self, part: Part) -> Self {
        self.0.parts.push(part);
        self
    }
}

/// What a block gives, as a view.
pub fn child(child: impl Child) -> AnyView {
    child.into_view()
}

/// Several nodes beside each other.
pub fn fragment(nodes: Vec<AnyView>) -> AnyView {
    nodes.into_any()
}

/// A place that is drawn anew when a signal that `draw` reads changes. Every such place goes
/// through here, so that there is one kind of them.
fn live(draw: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    (move || draw()).into_any()
}

//! The one kind of element that `bangban_markup::view!` builds.
//!
//! Everything that differs between elements is data here and not a type: a page costs the
//! calls that describe it, and the code that builds, changes and drops elements is there
//! once. The calls are kept out of line for the same reason.

mod kinds;
mod state;
mod view;

use std::borrow::Cow;

use leptos::__reexports::send_wrapper::SendWrapper;
use leptos::ev::EventDescriptor;
use leptos::prelude::*;
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
    LiveAttr(&'static str, SendWrapper<Box<dyn Fn() -> Text>>),
    /// A property of the DOM object that follows signals.
    LiveProp(&'static str, SendWrapper<Box<dyn Fn() -> JsValue>>),
    /// A listener.
    On(Cow<'static, str>, SendWrapper<Box<dyn FnMut(Event)>>),
}

/// Something in an element.
pub enum Node {
    /// No node at all.
    Nothing,
    /// Words.
    Text(Cow<'static, str>),
    /// An element.
    El(El),
    /// Anything else that Leptos shows.
    View(AnyView),
}

struct Inner {
    tag: &'static str,
    parts: Vec<Part>,
    children: Vec<Node>,
}

/// An element that is to be shown.
pub struct El(Box<Inner>);

/// An element with this tag.
#[inline(never)]
pub fn el(tag: &'static str) -> El {
    El(Box::new(Inner { tag, parts: Vec::new(), children: Vec::new() }))
}

impl El {
    /// Sets an attribute; a closure is followed.
    #[must_use]
    pub fn attr(self, name: &'static str, value: impl Attr) -> Self {
        value.put(self, name)
    }

    /// Sets a property of the DOM object; a signal or a closure is followed.
    #[must_use]
    pub fn prop(self, name: &'static str, value: impl Property) -> Self {
        self.part(Part::LiveProp(name, SendWrapper::new(value.into_read())))
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
        self.listen(event.name(), Box::new(move |event| then(event.unchecked_into())))
    }

    /// Puts something into it; a closure is followed.
    #[must_use]
    pub fn put(self, child: impl Child) -> Self {
        child.put(self)
    }

    /// Its id, where it has one that stays.
    fn id(&self) -> Text {
        self.0.parts.iter().find_map(|part| match part {
            Part::Attr("id", id) => id.clone(),
            _ => None,
        })
    }

    #[inline(never)]
    fn listen(self, name: Cow<'static, str>, then: Box<dyn FnMut(Event)>) -> Self {
        self.part(Part::On(name, SendWrapper::new(then)))
    }

    #[inline(never)]
    fn fixed(self, name: &'static str, value: &'static str) -> Self {
        self.part(Part::Attr(name, Some(Cow::Borrowed(value))))
    }

    #[inline(never)]
    fn owned(self, name: &'static str, value: String) -> Self {
        self.part(Part::Attr(name, Some(Cow::Owned(value))))
    }

    #[inline(never)]
    fn live(self, name: &'static str, value: Box<dyn Fn() -> Text>) -> Self {
        self.part(Part::LiveAttr(name, SendWrapper::new(value)))
    }

    #[inline(never)]
    fn part(mut self, part: Part) -> Self {
        self.0.parts.push(part);
        self
    }

    #[inline(never)]
    fn put_node(mut self, node: Node) -> Self {
        self.0.children.push(node);
        self
    }

    #[inline(never)]
    fn put_el(self, el: El) -> Self {
        self.put_node(Node::El(el))
    }

    #[inline(never)]
    fn put_words(self, words: &'static str) -> Self {
        self.put_node(Node::Text(Cow::Borrowed(words)))
    }

    #[inline(never)]
    fn put_text(self, text: String) -> Self {
        self.put_node(Node::Text(Cow::Owned(text)))
    }

    #[inline(never)]
    fn put_view(self, view: AnyView) -> Self {
        self.put_node(Node::View(view))
    }

    /// As a view without a type.
    #[inline(never)]
    pub fn into_any(self) -> AnyView {
        IntoAny::into_any(self)
    }

    /// What was put into it, without the element: several nodes beside each other.
    #[inline(never)]
    pub fn contents(self) -> AnyView {
        let all: Vec<AnyView> = self.0.children.into_iter().map(Node::into_view).collect();
        IntoAny::into_any(all)
    }
}

impl Node {
    fn into_view(self) -> AnyView {
        match self {
            Self::Nothing => IntoAny::into_any(()),
            Self::Text(text) => IntoAny::into_any(text),
            Self::El(el) => el.into_any(),
            Self::View(view) => view,
        }
    }
}

/// What a block gives, as a view; a closure is followed.
pub fn child(child: impl Child) -> AnyView {
    child.into_view()
}

/// A place that is drawn anew when a signal that `draw` reads changes. Every such place goes
/// through here, so that there is one kind of them.
#[inline(never)]
fn live(draw: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    IntoAny::into_any(draw)
}

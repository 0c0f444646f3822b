//! An element that is shown.

use std::borrow::Cow;

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use leptos::reactive::owner::Owner;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Render};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event};

use super::{El, Node, Part, Text};

/// A listener, for as long as its element is shown.
type Listener = (Cow<'static, str>, Closure<dyn FnMut(Event)>);

/// An element that is shown, with what keeps it up to date.
pub struct ElState {
    node: Element,
    tag: &'static str,
    id: Text,
    /// The attributes that it has, with those values that stay.
    names: Vec<(&'static str, Text)>,
    live: Vec<RenderEffect<Text>>,
    properties: Vec<RenderEffect<()>>,
    listeners: Vec<Listener>,
    children: Vec<Shown>,
}

/// Something in an element that is shown.
enum Shown {
    Nothing,
    Text(web_sys::Text, Cow<'static, str>),
    El(ElState),
    View(AnyViewState),
}

fn create(tag: &'static str) -> Element {
    let document = document();
    let made = if matches!(tag, "svg" | "path" | "circle") {
        document.create_element_ns(Some("http://www.w3.org/2000/svg"), tag)
    } else {
        document.create_element(tag)
    };
    // Only a name that is no name is refused, and all of them are written in the markup.
    made.unwrap_or_else(|_| wasm_bindgen::throw_str(tag))
}

fn set(node: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => node.set_attribute(name, value),
        None => node.remove_attribute(name),
    };
}

impl Shown {
    fn build(node: Node, parent: &Element) -> Self {
        match node {
            Node::Nothing => Self::Nothing,
            Node::Text(text) => {
                let node = document().create_text_node(&text);
                let _ = parent.append_child(&node);
                Self::Text(node, text)
            }
            Node::El(el) => {
                let state = ElState::new(el);
                let _ = parent.append_child(&state.node);
                Self::El(state)
            }
            Node::View(view) => {
                let mut state = view.build();
                state.mount(parent, None);
                Self::View(state)
            }
        }
    }

    /// Whether it can become `node` in place.
    fn is_like(&self, node: &Node) -> bool {
        matches!(
            (self, node),
            (Self::Nothing, Node::Nothing)
                | (Self::Text(..), Node::Text(_))
                | (Self::El(_), Node::El(_))
                | (Self::View(_), Node::View(_))
        )
    }

    fn become_like(&mut self, node: Node) {
        match (self, node) {
            (Self::Text(node, before), Node::Text(text)) if *before != text => {
                node.set_data(&text);
                *before = text;
            }
            (Self::El(state), Node::El(el)) => state.become_like(el),
            (Self::View(state), Node::View(view)) => view.rebuild(state),
            _ => {}
        }
    }

    fn unmount(&mut self) {
        match self {
            Self::Nothing => {}
            Self::Text(node, _) => node.remove(),
            Self::El(state) => state.unmount(),
            Self::View(state) => state.unmount(),
        }
    }
}

impl ElState {
    /// Makes the element.
    pub(super) fn new(el: El) -> Self {
        let mut state = Self {
            node: create(el.0.tag),
            tag: el.0.tag,
            id: el.id(),
            names: Vec::new(),
            live: Vec::new(),
            properties: Vec::new(),
            listeners: Vec::new(),
            children: Vec::new(),
        };
        let El(inner) = el;
        state.fill(inner.children);
        state.dress(inner.parts, &[]);
        state
    }

    /// Makes it what `el` says, in place where it has the same tag and id: what is focused stays
    /// so. One with another id is another thing, and may have had something painted on it.
    pub(super) fn become_like(&mut self, el: El) {
        if self.tag != el.0.tag || self.id != el.id() {
            let mut new = Self::new(el);
            self.insert_before_this(&mut new);
            self.unmount();
            *self = new;
            return;
        }
        let El(inner) = el;
        let before = std::mem::take(&mut self.names);
        self.live.clear();
        self.properties.clear();
        for (name, listener) in self.listeners.drain(..) {
            let _ = self
                .node
                .remove_event_listener_with_callback(&name, listener.as_ref().unchecked_ref());
        }
        let is_like = self.children.len() == inner.children.len()
            && self.children.iter().zip(&inner.children).all(|(state, node)| state.is_like(node));
        if is_like {
            for (state, node) in self.children.iter_mut().zip(inner.children) {
                state.become_like(node);
            }
        } else {
            for mut child in self.children.drain(..) {
                child.unmount();
            }
            self.fill(inner.children);
        }
        self.dress(inner.parts, &before);
        for (name, _) in before {
            if self.names.iter().all(|(now, _)| *now != name) {
                set(&self.node, name, None);
            }
        }
    }

    fn fill(&mut self, children: Vec<Node>) {
        for child in children {
            self.children.push(Shown::build(child, &self.node));
        }
    }

    /// Sets what differs from `before`: an attribute that is set again is work for the browser.
    fn dress(&mut self, parts: Vec<Part>, before: &[(&'static str, Text)]) {
        for part in parts {
            match part {
                Part::Attr(name, value) => {
                    let attribute = (name, value);
                    if !before.contains(&attribute) {
                        set(&self.node, name, attribute.1.as_deref());
                    }
                    self.names.push(attribute);
                }
                Part::LiveAttr(name, value) => {
                    let (node, value) = (self.node.clone(), value.take());
                    self.live.push(RenderEffect::new(move |before: Option<Text>| {
                        let value = value();
                        if before.as_ref() != Some(&value) {
                            set(&node, name, value.as_deref());
                        }
                        value
                    }));
                    self.names.push((name, None));
                }
                Part::LiveProp(name, value) => {
                    let (node, value) = (self.node.clone(), value.take());
                    self.properties.push(RenderEffect::new(move |_| {
                        let _ = js_sys::Reflect::set(&node, &JsValue::from_str(name), &value());
                    }));
                }
                Part::On(name, then) => self.listen(name, then.take()),
            }
        }
    }

    fn listen(&mut self, name: Cow<'static, str>, mut then: Box<dyn FnMut(Event)>) {
        let owner = Owner::current().unwrap_or_default();
        let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            #[cfg(debug_assertions)]
            let _zone = leptos::reactive::diagnostics::SpecialNonReactiveZone::enter();
            owner.with(|| then(event));
        });
        let _ =
            self.node.add_event_listener_with_callback(&name, listener.as_ref().unchecked_ref());
        self.listeners.push((name, listener));
    }
}

impl Mountable for ElState {
    fn unmount(&mut self) {
        self.node.remove();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&web_sys::Node>) {
        let _ = parent.insert_before(&self.node, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some(parent) = self.node.parent_node() else { return false };
        child.mount(parent.unchecked_ref(), Some(&self.node));
        true
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.node.clone()]
    }
}

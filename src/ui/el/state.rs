//! An element that is shown.

use std::borrow::Cow;

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use leptos::reactive::owner::Owner;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Render};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, Node};

use super::{Inner, Part, Text};

/// A listener, for as long as its element is shown.
type Listener = (Cow<'static, str>, Closure<dyn FnMut(Event)>);

/// An element that is shown, with what keeps it up to date.
pub struct ElState {
    pub(super) node: Element,
    tag: &'static str,
    names: Vec<&'static str>,
    live: Vec<RenderEffect<Text>>,
    properties: Vec<RenderEffect<()>>,
    listeners: Vec<Listener>,
    children: Vec<AnyViewState>,
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

impl ElState {
    /// Makes the element.
    pub(super) fn new(el: Inner) -> Self {
        let mut state = Self {
            node: create(el.tag),
            tag: el.tag,
            names: Vec::new(),
            live: Vec::new(),
            properties: Vec::new(),
            listeners: Vec::new(),
            children: Vec::new(),
        };
        state.put(el.children);
        state.dress(el.parts);
        state
    }

    /// Makes it what `el` says, in place where it has the same tag: what is focused stays so.
    pub(super) fn become_like(&mut self, el: Inner) {
        if self.tag != el.tag {
            let mut new = Self::new(el);
            self.insert_before_this(&mut new);
            self.unmount();
            *self = new;
            return;
        }
        let before = std::mem::take(&mut self.names);
        self.live.clear();
        self.properties.clear();
        for (name, listener) in self.listeners.drain(..) {
            let _ = self
                .node
                .remove_event_listener_with_callback(&name, listener.as_ref().unchecked_ref());
        }
        if self.children.len() == el.children.len() {
            for (child, state) in el.children.into_iter().zip(&mut self.children) {
                child.rebuild(state);
            }
        } else {
            for mut child in self.children.drain(..) {
                child.unmount();
            }
            self.put(el.children);
        }
        self.dress(el.parts);
        for name in before {
            if !self.names.contains(&name) {
                set(&self.node, name, None);
            }
        }
    }

    fn put(&mut self, children: Vec<AnyView>) {
        for child in children {
            let mut child = child.build();
            child.mount(&self.node, None);
            self.children.push(child);
        }
    }

    fn dress(&mut self, parts: Vec<Part>) {
        for part in parts {
            match part {
                Part::Attr(name, value) => {
                    set(&self.node, name, value.as_deref());
                    self.names.push(name);
                }
                Part::LiveAttr(name, value) => {
                    let node = self.node.clone();
                    self.live.push(RenderEffect::new(move |before: Option<Text>| {
                        let value = value();
                        if before.as_ref() != Some(&value) {
                            set(&node, name, value.as_deref());
                        }
                        value
                    }));
                    self.names.push(name);
                }
                Part::LiveProp(name, value) => {
                    let node = self.node.clone();
                    self.properties.push(RenderEffect::new(move |_| {
                        let _ = js_sys::Reflect::set(&node, &JsValue::from_str(name), &value());
                    }));
                }
                Part::On(name, then) => self.listen(name, then),
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
        let _ = self
            .node
            .add_event_listener_with_callback(&name, listener.as_ref().unchecked_ref());
        self.listeners.push((name, listener));
    }
}

impl Mountable for ElState {
    fn unmount(&mut self) {
        self.node.remove();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
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

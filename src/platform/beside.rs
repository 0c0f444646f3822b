//! Views that are put onto elements which something else has drawn, and go with them.

use std::any::Any;

use js_sys::{Function, Object, Reflect};
use leptos::prelude::AnyView;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, Node};

#[wasm_bindgen]
extern "C" {
    type MutationObserver;
    #[wasm_bindgen(constructor)]
    fn new(heard: &Function) -> MutationObserver;
    #[wasm_bindgen(method)]
    fn observe(this: &MutationObserver, node: &Node, what: &JsValue);
    #[wasm_bindgen(method)]
    fn disconnect(this: &MutationObserver);
}

/// Hears of elements that come and go. Dropped, it hears no more.
pub struct Watch {
    inner: MutationObserver,
    _heard: Closure<dyn FnMut()>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.inner.disconnect();
    }
}

/// Says whenever elements come or go in the first element that the selector finds; none where
/// there is no such element.
pub fn watch(selector: &str, moved: impl FnMut() + 'static) -> Option<Watch> {
    let node = find(selector)?;
    let heard = Closure::<dyn FnMut()>::new(moved);
    let inner = MutationObserver::new(heard.as_ref().unchecked_ref());
    let what = Object::new();
    for name in ["childList", "subtree"] {
        // A plain object takes every property.
        let _ = Reflect::set(&what, &JsValue::from_str(name), &JsValue::TRUE);
    }
    inner.observe(&node, &what);
    Some(Watch { inner, _heard: heard })
}

fn find(selector: &str) -> Option<HtmlElement> {
    web_sys::window()?.document()?.query_selector(selector).ok()??.dyn_into().ok()
}

/// A view on an element. Dropped, it is taken away.
pub struct Beside {
    /// What holds the view.
    place: HtmlElement,
    _view: Box<dyn Any>,
}

impl Drop for Beside {
    fn drop(&mut self) {
        self.place.remove();
    }
}

impl Beside {
    /// At the end of the first element that the selector finds.
    pub fn within(selector: &str, view: impl FnOnce() -> AnyView + 'static) -> Option<Self> {
        let around = find(selector)?;
        let place = made()?;
        around.append_child(&place).ok()?;
        Some(Self::on(place, view))
    }

    /// Behind the first element that the selector finds.
    pub fn after(selector: &str, view: impl FnOnce() -> AnyView + 'static) -> Option<Self> {
        let before = find(selector)?;
        let place = made()?;
        before.parent_node()?.insert_before(&place, before.next_sibling().as_ref()).ok()?;
        Some(Self::on(place, view))
    }

    fn on(place: HtmlElement, view: impl FnOnce() -> AnyView + 'static) -> Self {
        let view = Box::new(leptos::mount::mount_to(place.clone(), view));
        Self { place, _view: view }
    }

    /// Whether what it is on is still on the page.
    pub fn is_there(&self) -> bool {
        self.place.is_connected()
    }
}

fn made() -> Option<HtmlElement> {
    web_sys::window()?.document()?.create_element("div").ok()?.dyn_into().ok()
}

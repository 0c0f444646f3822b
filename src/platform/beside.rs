//! Views that are put onto elements which something else has drawn, and go with them.

use std::any::Any;

use leptos::prelude::AnyView;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

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

//! Where the keyboard is.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Moves the focus to the first element that the selector finds, once the page has been
/// laid out. Nothing happens where there is none.
pub fn focus_soon(selector: &'static str) {
    leptos::prelude::request_animation_frame(move || {
        focus(selector);
    });
}

/// Moves the focus to the first element that the selector finds; whether there was one.
pub fn focus(selector: &str) -> bool {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return false;
    };
    let Some(node) = document.query_selector(selector).ok().flatten() else { return false };
    node.dyn_ref::<HtmlElement>().is_some_and(|node| node.focus().is_ok())
}

//! Where the keyboard is.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

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

/// Moves the focus to the first element that a selector finds, the first selector first, where
/// what had it is gone from the page.
pub fn rescue(selectors: Vec<String>) {
    leptos::prelude::request_animation_frame(move || {
        let document = web_sys::window().and_then(|window| window.document());
        let held = document.and_then(|document| document.active_element());
        if held.is_none_or(|held| held.tag_name() == "BODY") {
            selectors.iter().any(|selector| focus(selector));
        }
    });
}

/// Moves the focus to the first control in the element of this id, once it is there.
pub fn focus_first_in(id: &str) {
    let selector = ["#", id, " input, #", id, " select, #", id, " textarea"].concat();
    leptos::prelude::request_animation_frame(move || {
        focus(&selector);
    });
}

/// Moves the focus to a field by its id, and brings it into view with its label; whether it is
/// there.
pub fn focus_field(id: &str) -> bool {
    let own = ["#", id].concat();
    let inside = ["#", id, " input, #", id, " select"].concat();
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(node) = document.and_then(|document| document.get_element_by_id(id)) {
        node.closest(".field").ok().flatten().unwrap_or(node).scroll_into_view();
    }
    focus(&inside) || focus(&own)
}

/// Scrolls what is around an element no further than it takes to bring it into view, once it is
/// laid out: a list around its option, and the page around the list.
pub fn show(id: String) {
    leptos::prelude::request_animation_frame(move || {
        let document = web_sys::window().and_then(|window| window.document());
        if let Some(node) = document.and_then(|document| document.get_element_by_id(&id)) {
            let how = ScrollIntoViewOptions::new();
            how.set_block(ScrollLogicalPosition::Nearest);
            node.scroll_into_view_with_scroll_into_view_options(&how);
        }
    });
}

/// The id of the element that has the focus, if it has one.
pub fn focused_id() -> Option<String> {
    let id = web_sys::window()?.document()?.active_element()?.id();
    (!id.is_empty()).then_some(id)
}

/// Brings a field into view and moves the focus to it, once the page has been laid out;
/// nothing happens where the focus is in it already.
pub fn bring(id: String) {
    leptos::prelude::request_animation_frame(move || {
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        let there = document.get_element_by_id(&id);
        let within = there.is_some_and(|node| {
            document.active_element().is_some_and(|active| node.contains(Some(&active)))
        });
        if !within {
            focus_field(&id);
        }
    });
}

/// Scrolls the first element that the selector finds to its end, once it has been laid out.
pub fn scroll_to_end(selector: &'static str) {
    leptos::prelude::request_animation_frame(move || {
        let document = web_sys::window().and_then(|window| window.document());
        let node = document.and_then(|document| document.query_selector(selector).ok().flatten());
        if let Some(node) = node {
            node.set_scroll_top(node.scroll_height());
        }
    });
}

/// Keeps the focus where it is while elements are moved about: one that was moved and not
/// removed has it again.
pub fn keep() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let Some(held) = document.active_element() else { return };
    leptos::prelude::request_animation_frame(move || {
        let lost = document.active_element().is_none_or(|now| now.tag_name() == "BODY");
        if lost && held.is_connected() {
            if let Some(held) = held.dyn_ref::<HtmlElement>() {
                let _ = held.focus();
            }
        }
    });
}

//! Keys that do something by themselves, and never while somebody types.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent};

/// Tells `then` of each key that is pressed on the page, without a modifier and outside of what
/// is typed in and of dialogs, until the page is left. It says whether the key was its own.
pub fn on_key(then: impl Fn(&str, Where) -> bool + 'static) {
    let heard = window_event_listener(leptos::ev::keydown, move |event| {
        if let Some(place) = place(&event)
            && then(&event.key(), place)
        {
            event.prevent_default();
        }
    });
    on_cleanup(move || heard.remove());
}

/// Where the keyboard is when a key is pressed.
#[derive(Clone, PartialEq, Eq)]
pub enum Where {
    /// Nowhere in particular.
    Page,
    /// At something that has keys of its own: a link, a button, a choice. Its id, if it has one.
    Control(String),
}

fn place(event: &KeyboardEvent) -> Option<Where> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
        return None;
    }
    let Some(at) = event.target().and_then(|at| at.dyn_into::<Element>().ok()) else {
        return Some(Where::Page);
    };
    if at.closest("dialog, [role=dialog]").ok().flatten().is_some() {
        return None;
    }
    let choice = |input: &HtmlInputElement| matches!(&*input.type_(), "radio" | "checkbox");
    match &*at.tag_name() {
        "INPUT" if !at.dyn_ref().is_some_and(choice) => None,
        "TEXTAREA" | "SELECT" => None,
        "INPUT" | "BUTTON" | "A" | "SUMMARY" => Some(Where::Control(at.id())),
        _ if at.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable) => None,
        _ => Some(Where::Page),
    }
}

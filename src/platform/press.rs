//! Pressing, by a key, what is on the page already.

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement, Node};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Whether there is what a selector finds.
pub fn is_there(selector: &str) -> bool {
    document().and_then(|all| all.query_selector(selector).ok().flatten()).is_some()
}

/// Presses the first element that a selector finds; whether there was one.
pub fn press(selector: &str) -> bool {
    let found = document().and_then(|all| all.query_selector(selector).ok().flatten());
    let found = found.and_then(|one| one.dyn_into::<HtmlElement>().ok());
    if let Some(one) = &found {
        one.click();
    }
    found.is_some()
}

/// Moves the keyboard to the next of the elements that a selector finds, or the one before, from
/// the one in which it is; from elsewhere to the first.
pub fn step(selector: &str, by: isize) {
    let Some(document) = document() else { return };
    let Ok(all) = document.query_selector_all(selector) else { return };
    let held: Option<Node> = document.active_element().map(Into::into);
    let one = |at: u32| all.item(at).and_then(|one| one.dyn_into::<HtmlElement>().ok());
    let now =
        (0..all.length()).find(|at| all.item(*at).is_some_and(|one| one.contains(held.as_ref())));
    let next = match now.and_then(|now| usize::try_from(now).ok()) {
        None => 0,
        Some(now) => now.saturating_add_signed(by).min(all.length() as usize - 1),
    };
    if let Some(next) = u32::try_from(next).ok().and_then(one) {
        let _ = next.focus();
    }
}

//! The document around the app: title, language, type size, and the static first paint.

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlInputElement};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Names the page in the tab and for screen readers.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets or removes an attribute of `<html>`.
pub fn set_root(attribute: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    let _ = match value {
        Some(value) => root.set_attribute(attribute, value),
        None => root.remove_attribute(attribute),
    };
}

/// What was typed into the static search box before the app arrived, and whether it has
/// the focus.
pub struct Typed {
    /// The text.
    pub text: String,
    /// Whether the cursor is in it.
    pub focused: bool,
}

/// Takes the static first paint away and gives what was typed in it.
pub fn take_first_paint() -> Option<Typed> {
    let document = document()?;
    let first = document.get_element_by_id("first")?;
    let input = document.get_element_by_id("first-q");
    let focused = document.active_element() == input && input.is_some();
    let text = input?.dyn_into::<HtmlInputElement>().ok()?.value();
    first.remove();
    Some(Typed { text, focused })
}

/// The path and query of the page that is shown, to come back to.
pub fn here() -> String {
    let Some(location) = web_sys::window().map(|window| window.location()) else {
        return String::from("/");
    };
    [location.pathname().unwrap_or_default(), location.search().unwrap_or_default()].concat()
}

/// Opens an address as a page of its own: nothing that is shown or held now outlives it.
pub fn open_anew(address: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_href(address);
    }
}

/// The origin that the page comes from.
pub fn origin() -> String {
    let location = web_sys::window().map(|window| window.location());
    location.and_then(|location| location.origin().ok()).unwrap_or_default()
}

/// What the address names after `#`, if anything.
pub fn fragment() -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    hash.strip_prefix('#').filter(|id| !id.is_empty()).map(str::to_owned)
}

/// The same, taken out of the address and its history: it was a secret.
pub fn take_fragment() -> Option<String> {
    let found = fragment()?;
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let state = history.state().unwrap_or_default();
        let _ = history.replace_state_with_url(&state, "", Some(&here()));
    }
    Some(found)
}

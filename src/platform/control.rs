//! Writes an answer that came from elsewhere into the controls of its field.

use bangban_draft::caret;
use serde_json::Value;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// Shows an answer in the controls of this name, if they are there. Who is typing in one
/// keeps the caret in its place in the text.
pub fn write(name: &str, value: &Value) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let selector = ["[name=\"", name, "\"]"].concat();
    let Ok(controls) = document.query_selector_all(&selector) else { return };
    for index in 0..controls.length() {
        let control = controls.get(index).and_then(|node| node.dyn_into::<Element>().ok());
        let Some(control) = control else { continue };
        let focused = document.active_element().as_ref() == Some(&control);
        if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
            write_input(input, value, focused);
        } else if let Some(select) = control.dyn_ref::<HtmlSelectElement>() {
            select.set_value(words(value));
        } else if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
            write_area(area, words(value), focused);
        }
    }
}

fn write_input(input: &HtmlInputElement, value: &Value, focused: bool) {
    let number = value.as_number().map(ToString::to_string);
    let text = number.as_deref().unwrap_or_else(|| words(value));
    match input.type_().as_str() {
        "radio" => input.set_checked(!value.is_null() && input.value() == text),
        "checkbox" => {
            let own = input.value();
            input.set_checked(match value {
                Value::Array(all) => all.iter().any(|one| *one == own),
                _ => *value == Value::Bool(true),
            });
        }
        _ => {
            let part = input.get_attribute("data-part");
            let text = part.map_or(text, |part| words(&value[part.as_str()]));
            let before = input.value();
            if before == text {
                return;
            }
            // Dates and the like have no caret to speak of.
            let place = (input.selection_start(), input.selection_end());
            input.set_value(text);
            if let (true, (Ok(Some(start)), Ok(Some(end)))) = (focused, place) {
                let (start, end) = (caret(&before, text, start), caret(&before, text, end));
                let _ = input.set_selection_range(start, end);
            }
        }
    }
}

fn write_area(area: &HtmlTextAreaElement, text: &str, focused: bool) {
    let before = area.value();
    if before == text {
        return;
    }
    let place = (area.selection_start(), area.selection_end());
    let scrolled = area.scroll_top();
    area.set_value(text);
    if let (true, (Ok(Some(start)), Ok(Some(end)))) = (focused, place) {
        let (start, end) = (caret(&before, text, start), caret(&before, text, end));
        let _ = area.set_selection_range(start, end);
    }
    area.set_scroll_top(scrolled);
}

/// The text of an answer that is a text or a yes or no.
fn words(value: &Value) -> &str {
    match value {
        Value::String(text) => text,
        Value::Bool(true) => "true",
        Value::Bool(false) => "false",
        _ => "",
    }
}

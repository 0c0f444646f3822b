//! What an event of a form says, so that one listener serves all fields of a step.

use wasm_bindgen::JsCast;
use web_sys::{Event, FocusEvent, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// The control that an event comes from.
pub struct Control {
    /// Its `name`: the field.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Its kind: `text`, `radio`, `checkbox`, `date`, `select`, `textarea`…
    pub kind: String,
    /// Whether it is ticked.
    pub checked: bool,
    /// Which part of a field it is (`data-part`), where a field has several.
    pub part: Option<String>,
}

/// The control that an event comes from.
pub fn control(event: &Event) -> Option<Control> {
    let target = event.target()?;
    if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        return Some(Control {
            name: input.name(),
            value: input.value(),
            kind: input.type_(),
            checked: input.checked(),
            part: input.get_attribute("data-part"),
        });
    }
    if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
        return Some(Control {
            name: select.name(),
            value: select.value(),
            kind: "select".to_owned(),
            checked: false,
            part: select.get_attribute("data-part"),
        });
    }
    let area = target.dyn_ref::<HtmlTextAreaElement>()?;
    Some(Control {
        name: area.name(),
        value: area.value(),
        kind: "textarea".to_owned(),
        checked: false,
        part: None,
    })
}

/// The field (`name`) that the focus leaves for another one; `None` while it stays within
/// the field, and when the whole window loses it.
pub fn left(event: &FocusEvent) -> Option<String> {
    let from = control(event)?.name;
    if let Some(to) = event.related_target() {
        let name =
            to.dyn_ref::<web_sys::Element>().and_then(|element| element.get_attribute("name"));
        if name.as_deref() == Some(from.as_str()) {
            return None;
        }
    } else if !web_sys::window()?.document()?.has_focus().unwrap_or(true) {
        return None;
    }
    Some(from)
}

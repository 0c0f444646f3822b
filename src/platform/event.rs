//! What an event of a form says, so that one listener serves all fields of a step.

use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, EventTarget, FocusEvent, HtmlInputElement, HtmlSelectElement,
    HtmlTextAreaElement, InputEvent,
};

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

/// A control in which somebody is typing; what it holds is read when it is asked for.
pub struct Typing(EventTarget);

impl Typing {
    /// The control, where an event tells of a text that is typed: a choice has no such event.
    pub fn of(event: &Event) -> Option<Self> {
        event.has_type::<InputEvent>().then(|| event.target()).flatten().map(Self)
    }

    /// Whether both are the same control.
    pub fn is_in_the_same_as(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    /// The control as it stands.
    pub fn control(&self) -> Option<Control> {
        control_at(&self.0)
    }
}

/// The control that an event comes from.
pub fn control(event: &Event) -> Option<Control> {
    control_at(&event.target()?)
}

fn control_at(target: &EventTarget) -> Option<Control> {
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

/// The id of the element of this kind in which an event happened.
pub fn id_around(event: &Event, kind: &str) -> Option<String> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(kind).ok()?.map(|around| around.id())
}

/// The field (`name`) that the focus leaves for another one; `None` while it stays within
/// the field, and when the whole window loses it. A field of several parts is not left by going
/// nowhere: a date that was picked lets go of its box, and the next part is still to come.
pub fn left(event: &FocusEvent) -> Option<String> {
    let Control { name: from, part, .. } = control(event)?;
    if let Some(to) = event.related_target() {
        let name = to.dyn_ref::<Element>().and_then(|element| element.get_attribute("name"));
        if name.as_deref() == Some(from.as_str()) {
            return None;
        }
    } else if part.is_some() || !web_sys::window()?.document()?.has_focus().unwrap_or(true) {
        return None;
    }
    Some(from)
}

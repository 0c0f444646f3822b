//! What is typed and chosen, heard once for a whole step.

use std::time::Duration;

use bangban_forms::{FieldKind, Key};
use leptos::prelude::set_timeout;
use serde_json::{Map, Value};
use web_sys::{Event, FocusEvent};

use super::key_of;
use super::options::has;
use crate::platform::event::{Control, Typing, control, left};
use crate::platform::focus;
use crate::platform::sides::pressed;
use crate::store::filling::Filling;

/// Takes an `input` event of any control of the step.
pub(crate) fn on_input(filling: Filling, event: &Event) {
    if let Some(typing) = Typing::of(event) {
        filling.typed(typing, take);
    } else if let Some(control) = control(event) {
        filling.catch_up();
        take(filling, control);
    }
}

/// Takes what a control of the step stands for.
fn take(filling: Filling, control: Control) {
    let Some(key) = key_of(&control.name) else { return };
    let known = (key.field.0 as usize) < filling.model().fields().len();
    if !known {
        return;
    }
    let at_once = matches!(control.kind.as_str(), "radio" | "checkbox" | "select-one" | "select");
    let value = answer(filling, key, control);
    if at_once {
        filling.choose(key, value);
    } else {
        filling.input(key, value);
    }
}

/// How long after a field is left its problem appears. Words that appear at once push what
/// is below them away from under the finger that is just pressing it.
const SETTLES: Duration = Duration::from_millis(250);

/// Takes a `focusout` event: the field that was left may show what is wrong.
pub(crate) fn on_focus_out(filling: Filling, event: &FocusEvent) {
    if let Some(key) = left(event).as_deref().and_then(key_of) {
        filling.composing(false);
        filling.boundary();
        set_timeout(move || filling.leave(key), SETTLES);
    }
}

/// Takes a `click` event: one of the sides of a conflict may have been chosen.
pub(crate) fn on_click(filling: Filling, event: &Event) {
    let Some((name, side)) = pressed(event) else { return };
    let Some(key) = key_of(&name) else { return };
    match side {
        Some(side) => {
            filling.settle(key, side);
            // The button is gone with the conflict.
            focus::bring(name);
        }
        None => filling.reveal(key),
    }
}

/// The answer that a control stands for, as the form engine takes it.
fn answer(filling: Filling, key: Key, control: Control) -> Value {
    match &filling.model().field(key.field).kind {
        FieldKind::YesNo { must, .. } => match (must, control.checked) {
            (Some(true), true) => Value::Bool(true),
            (Some(true), false) => Value::Null,
            _ => Value::Bool(control.value == "true"),
        },
        FieldKind::Many { options, .. } => {
            let chosen = filling.raw(key);
            let now = options.iter().filter(|option| {
                if option.value == control.value {
                    control.checked
                } else {
                    has(&chosen, &option.value)
                }
            });
            let now: Vec<Value> = now.map(|option| Value::String(option.value.clone())).collect();
            if now.is_empty() { Value::Null } else { Value::Array(now) }
        }
        FieldKind::DateRange => {
            let mut range = match filling.raw(key) {
                Value::Object(range) => range,
                _ => Map::new(),
            };
            if let Some(part) = control.part {
                if control.value.is_empty() {
                    range.remove(&part);
                } else {
                    range.insert(part, Value::String(control.value));
                }
            }
            if range.is_empty() { Value::Null } else { Value::Object(range) }
        }
        _ => Value::String(control.value),
    }
}

//! A control that takes one line, or several.

use bangban_forms::{Field, FieldKind, Key};
use bangban_markup::view;
use leptos::prelude::*;

use super::name_of;
use crate::i18n::form_text;
use crate::store::filling::Filling;

/// The last day that can be chosen: with it the browser takes no year of five or six digits.
pub(super) const LAST_DAY: &str = "9999-12-31";

/// What the browser should know of a kind of answer: type, keyboard, autofill.
fn manner(kind: &FieldKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        FieldKind::Number { integer: true, .. } => ("text", "numeric", "off"),
        FieldKind::Number { .. } | FieldKind::Money { .. } => ("text", "decimal", "off"),
        FieldKind::Date => ("date", "", "off"),
        FieldKind::Mobile => ("tel", "tel", "tel-national"),
        FieldKind::Phone => ("tel", "tel", "tel"),
        FieldKind::Postcode => ("text", "numeric", "postal-code"),
        FieldKind::Email => ("email", "email", "email"),
        FieldKind::IdCard | FieldKind::Uscc => ("text", "text", "off"),
        _ => ("text", "text", "on"),
    }
}

pub(super) fn line(filling: Filling, key: Key, field: &Field) -> AnyView {
    let name = name_of(key);
    let value = filling.text(key);
    let required = filling.with_state(|state| state.required(key)).then_some("true");
    let placeholder = field.placeholder.as_ref().map(form_text);
    if field.kind == FieldKind::LongText {
        return view! {
            <textarea
                id=name.clone()
                name=name
                rows="4"
                placeholder=placeholder
                aria-required=required
                prop:value=value
            ></textarea>
        }
        .into_any();
    }
    let (kind, keyboard, autofill) = manner(&field.kind);
    // Sensitive answers stay out of the browser's own memory of forms.
    let autofill = if field.sensitive { "off" } else { autofill };
    let input = view! {
        <input
            id=name.clone()
            name=name
            type=kind
            inputmode=(!keyboard.is_empty()).then_some(keyboard)
            max=(kind == "date").then_some(LAST_DAY)
            autocomplete=autofill
            placeholder=placeholder
            aria-required=required
            prop:value=value
        />
    };
    match &field.unit {
        None => input.into_any(),
        Some(unit) => {
            view! { <div class="with-unit">{input}<span class="unit">{form_text(unit)}</span></div> }
                .into_any()
        }
    }
}

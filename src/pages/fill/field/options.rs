//! Controls that offer all their options at once.

use bangban_forms::{Choice, Field, Key, Text};
use bangban_markup::view;
use leptos::prelude::*;
use serde_json::Value;

use super::{follow, hint, name_of};
use crate::i18n::{fill, form_text, t};
use crate::store::filling::Filling;

pub(super) fn radios(filling: Filling, key: Key, options: &[Choice]) -> AnyView {
    let chosen = filling.text(key);
    let all = options.iter().map(|option| {
        let checked = option.value == chosen;
        pick("radio", key, &option.value, form_text(&option.text), checked)
    });
    all.collect::<Vec<_>>().into_any()
}

pub(super) fn select(filling: Filling, key: Key, options: &[Choice]) -> AnyView {
    let name = name_of(key);
    let chosen = filling.text(key);
    let all = options.iter().map(|option| {
        let selected = option.value == chosen;
        view! {
            <option value=option.value.clone() selected=selected>
                {form_text(&option.text)}
            </option>
        }
        .into_any()
    });
    let required = filling.with_state(|state| state.required(key)).then_some("true");
    view! {
        <select id=name.clone() name=name aria-required=required>
            <option value="">{t(fill::CHOOSE)}</option>
            {all.collect::<Vec<_>>()}
        </select>
    }
    .into_any()
}

pub(super) fn boxes(filling: Filling, key: Key, options: &[Choice]) -> AnyView {
    let chosen = filling.raw(key);
    let all = options.iter().map(|option| {
        let checked = has(&chosen, &option.value);
        pick("checkbox", key, &option.value, form_text(&option.text), checked)
    });
    view! { <div class="boxes">{all.collect::<Vec<_>>()}</div> }.into_any()
}

pub(super) fn yes_no(filling: Filling, key: Key, yes: Option<&Text>, no: Option<&Text>) -> AnyView {
    let chosen = filling.raw(key);
    let words = |text: Option<&Text>, plain| text.map_or_else(|| t(plain).to_owned(), form_text);
    let yes = pick("radio", key, "true", words(yes, fill::YES), chosen == Value::Bool(true));
    let no = pick("radio", key, "false", words(no, fill::NO), chosen == Value::Bool(false));
    view! { <div class="yes-no">{yes}{no}</div> }.into_any()
}

/// Something that has to be ticked: the box and its words are the whole question.
pub(super) fn promise(filling: Filling, key: Key, field: &Field) -> AnyView {
    let checked = filling.raw(key) == Value::Bool(true);
    let name = name_of(key);
    follow(filling, key, field, name.clone());
    view! {
        <div class="field" id=name.clone() tabindex="-1">
            {hint(&name, field)}
            <div class="control">
                {pick("checkbox", key, "promise", form_text(&field.label), checked)}
            </div>
        </div>
    }
    .into_any()
}

fn pick(kind: &'static str, key: Key, value: &str, words: String, checked: bool) -> AnyView {
    view! {
        <label class="pick">
            <input type=kind name=name_of(key) value=value.to_owned() prop:checked=checked />
            <span>{words}</span>
        </label>
    }
    .into_any()
}

/// Whether an option is among those chosen.
pub(super) fn has(chosen: &Value, option: &str) -> bool {
    chosen.as_array().is_some_and(|all| all.iter().any(|one| one == option))
}

//! Repeating rows: each a small form of its own, named by one of its answers.

use bangban_forms::{Field, Key, ListSpec, RowId};
use bangban_markup::view;
use leptos::prelude::*;

use super::{follow, hint, name_of};
use crate::i18n::{fill, fill_in, form_text, t};
use crate::pages::fill::layout::nodes;
use crate::platform::focus;
use crate::store::filling::Filling;
use crate::ui::toast::use_toasts;

/// A row that was removed here and can come back.
#[derive(Clone)]
struct Removed {
    row: RowId,
    index: usize,
    values: serde_json::Value,
    label: String,
}

pub(super) fn rows(filling: Filling, list: Key, field: &Field, spec: &ListSpec) -> AnyView {
    let name = name_of(list);
    follow(filling, list, field, name.clone());
    let rows = filling.rows(list);
    let add_label = spec.add_label.as_ref().map_or_else(|| t(fill::ADD_ROW).to_owned(), form_text);
    let removed = RwSignal::new(None::<Removed>);
    let toasts = use_toasts();

    let each = {
        let spec = spec.clone();
        let name = name.clone();
        move |row: RowId| one(filling, list, &spec, &name, row, removed)
    };
    let all = {
        let rows = rows.clone();
        move || rows.get()
    };
    let empty = {
        let rows = rows.clone();
        move || rows.with(Vec::is_empty).then(|| view! { <p class="soft">{t(fill::NO_ROWS)}</p> })
    };
    let most = spec.max;
    let full = {
        let rows = rows.clone();
        move || most.is_some_and(|most| rows.with(Vec::len) >= most as usize)
    };
    let full_words = {
        let full = full.clone();
        move || {
            full().then(|| {
                let most = most.unwrap_or_default().to_string();
                view! { <p class="hint">{fill_in(fill::ROWS_FULL, &[&most])}</p> }
            })
        }
    };
    let add = move |_| {
        let row = filling.add_row(list);
        removed.set(None);
        focus::focus_first_in(&row_id(list, row));
    };
    let undo = move || {
        // It may have come back by another way.
        let gone = removed.get().filter(|gone| !rows.with(|rows| rows.contains(&gone.row)));
        gone.map(|Removed { index, values, label, .. }| {
            let values = StoredValue::new(values);
            view! {
                <p class="row wrap undo" role="status">
                    <span>{fill_in(fill::ROW_REMOVED, &[&label])}</span>
                    <button
                        type="button"
                        class="btn slim"
                        on:click=move |_| {
                            let row = filling.insert_row(list, index, &values.get_value());
                            removed.set(None);
                            toasts.say(t(fill::UNDO));
                            focus::focus_first_in(&row_id(list, row));
                        }
                    >
                        {t(fill::UNDO)}
                    </button>
                </p>
            }
        })
    };
    // Rows that stay keep their controls, and with them the focus and what is being composed.
    let keyed =
        leptos::prelude::view! { <For each=all key=|row| row.0 children=each /> }.into_any();
    view! {
        <div class="field rows" id=name.clone() tabindex="-1">
            <h3>{form_text(&field.label)}</h3>
            {hint(&name, field)}
            <div class="control">
                {empty}
                {keyed}
            </div>
            {undo}
            {full_words}
            <button type="button" class="btn add" disabled=full on:click=add>
                "＋ " {add_label}
            </button>
        </div>
    }
    .into_any()
}

fn one(
    filling: Filling,
    list: Key,
    spec: &ListSpec,
    name: &str,
    row: RowId,
    removed: RwSignal<Option<Removed>>,
) -> AnyView {
    let number = {
        let rows = filling.rows(list);
        // A row keeps its controls when others before it come or go.
        Memo::new(move |_| {
            let place = rows.with(|rows| rows.iter().position(|one| *one == row));
            fill_in(fill::ROW, &[&place.map_or(1, |place| place + 1).to_string()])
        })
    };
    let naming = spec.row_label;
    let called = move || {
        let number = number.get_untracked();
        let words = naming.map(|field| filling.text(Key::new(field, row)));
        match words.filter(|words| !words.is_empty()) {
            Some(words) => [&number, " ", &words].concat(),
            None => number,
        }
    };
    let remove = {
        let name = name.to_owned();
        move |_| {
            let words = called();
            if let Some((index, values)) = filling.remove_row(list, row) {
                removed.set(Some(Removed { row, index, values, label: words }));
                focus::focus(&["#", &name].concat());
            }
        }
    };
    view! {
        <section class="one-row" id=row_id(list, row) aria-label=move || number.get()>
            <div class="row">
                <h4>{move || number.get()}</h4>
                <button
                    type="button"
                    class="btn slim push"
                    aria-label=move || number.with(|number| fill_in(fill::REMOVE_ROW, &[number]))
                    on:click=remove
                >
                    {t(fill::REMOVE)}
                </button>
            </div>
            {nodes(filling, &spec.detail, row)}
        </section>
    }
    .into_any()
}

/// The id of a row's element.
pub(in crate::pages::fill) fn row_id(list: Key, row: RowId) -> String {
    [name_of(list), "-row-".to_owned(), row.0.to_string()].concat()
}

//! What the assistant sees: the answers as they are, and of the sensitive ones what is sent of
//! them instead, by the same rule that shows it on the other side; and the materials by name.

use bangban_forms::{FieldKind, State, SummaryItem, SummaryRow, summary};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Desk, residue};
use crate::i18n::{assist as words, fill, fill_in, form_text, t};
use crate::store::regions;
use crate::store::uploads::use_uploads;

pub(super) fn seen(desk: Desk, open: RwSignal<bool>) -> AnyView {
    let revealed = desk.help.told_now().map(|told| told.revealed).unwrap_or_default();
    let named = RwSignal::new(0_u32);
    learn_places(desk, named);
    let steps = move || {
        named.track();
        steps(desk, &revealed)
    };
    view! {
        <p>{t(words::SEEN_TEXT)}</p>
        <div class="stack help-seen" tabindex="0" role="region" aria-label=t(words::SEEN_TITLE)>
            {steps}
            {files(desk)}
        </div>
        <div class="btns">
            <button type="button" class="btn main" on:click=move |_| open.set(false)>
                {t(words::CLOSE)}
            </button>
        </div>
    }
    .into_any()
}

/// Fetches the names of the places that were chosen; the codes stand until they are there.
fn learn_places(desk: Desk, named: RwSignal<u32>) {
    let model = desk.filling.model();
    let mut keys = desk.keys();
    keys.retain(|key| matches!(model.field(key.field).kind, FieldKind::Region { .. }));
    let paths = keys.into_iter().map(|key| {
        let raw = desk.filling.raw(key);
        let codes = raw.as_array().into_iter().flatten();
        codes.filter_map(|code| code.as_str().map(str::to_owned)).collect::<Vec<_>>()
    });
    let paths: Vec<_> = paths.filter(|path| !path.is_empty()).collect();
    spawn_local(async move {
        for path in &paths {
            // A place whose name does not come is shown by its code.
            let _ = regions::learn(path).await;
        }
        named.try_update(|count| *count += 1);
    });
}

/// The answers, step by step. Tracked.
fn steps(desk: Desk, revealed: &[String]) -> Vec<AnyView> {
    let all = desk.filling.with_state(|state| summary(state, &regions::name));
    let steps = all.iter().map(|step| {
        let mut rows = Vec::new();
        for item in &step.items {
            match item {
                SummaryItem::Heading(text) => {
                    rows.push(view! { <p class="strong">{form_text(text)}</p> }.into_any());
                }
                SummaryItem::Row(row) => rows.push(one(desk, row, revealed)),
                SummaryItem::List { label, rows: of, .. } => {
                    rows.push(view! { <p class="strong">{form_text(label)}</p> }.into_any());
                    for (number, row) in of.iter().enumerate() {
                        let number = fill_in(fill::ROW, &[&(number + 1).to_string()]);
                        rows.push(view! { <p class="small soft">{number}</p> }.into_any());
                        rows.extend(row.iter().map(|row| one(desk, row, revealed)));
                    }
                }
            }
        }
        view! { <section class="stack"><h3>{form_text(&step.label)}</h3> {rows}</section> }
            .into_any()
    });
    steps.collect()
}

/// The materials that apply, with the names of their files.
fn files(desk: Desk) -> AnyView {
    let uploads = use_uploads();
    let model = desk.filling.model();
    let applies = desk.filling.with_state(State::materials);
    let rows = applies.iter().map(|one| {
        let material = &model.materials()[one.index];
        let names = uploads.files.with(|files| {
            let own = files.iter().filter(|file| file.material == material.id);
            own.map(|file| file.name.clone()).collect::<Vec<_>>().join("\n")
        });
        let names = if names.is_empty() { t(fill::NO_FILE).to_owned() } else { names };
        line(form_text(&material.name), names)
    });
    let rows = rows.collect::<Vec<_>>();
    let title = (!rows.is_empty()).then(|| view! { <h3>{t(fill::MATERIALS)}</h3> });
    view! { <section class="stack">{title} {rows}</section> }.into_any()
}

fn one(desk: Desk, row: &SummaryRow, revealed: &[String]) -> AnyView {
    let is_hidden = row.sensitive && !revealed.contains(&desk.path(row.key));
    let text = if is_hidden {
        words::residue(&residue::of(desk.filling, row.key))
    } else {
        form_text(&row.text)
    };
    let text = if text.is_empty() { t(fill::NOT_ANSWERED).to_owned() } else { text };
    line(form_text(&row.label), text)
}

fn line(label: String, text: String) -> AnyView {
    view! {
        <p>
            <span class="soft small">{label}</span>
            <br />
            <span class="pre">{text}</span>
        </p>
    }
    .into_any()
}

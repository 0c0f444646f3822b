//! Check your answers: everything once more, each with a way to change it; then the
//! commitment, and submit.

use bangban_forms::{FieldKind, Key, SummaryItem, SummaryRow, mask, summary};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::field::name_of;
use super::footer::{saved, trouble};
use super::layout::step_of_materials;
use super::materials::card_id;
use super::open::Opened;
use super::steps::Place;
use super::submit;
use crate::i18n::{fill, fill_in, form_text, t};
use crate::store::filling::Filling;
use crate::store::regions;
use crate::store::uploads::Uploads;
use crate::ui::page::heading;

crate::later! {
    finishing, fetch_review;
    /// The check before submission, and the submission.
    pub(super) fn review_part(
        opened: Box<Opened>,
        place: Place,
        steps: Memo<Vec<usize>>,
        reopen: Callback<()>
    ) -> AnyView {
        review(&opened, place, steps, reopen)
    }
}

fn review(opened: &Opened, place: Place, steps: Memo<Vec<usize>>, reopen: Callback<()>) -> AnyView {
    let filling = opened.filling;
    let uploads = opened.uploads;
    let named = RwSignal::new(0u32);
    learn_places(filling, named);
    let answers = move || {
        named.track();
        let steps = steps.get();
        let all = filling.with_state(|state| summary(state, &regions::name));
        let parts = all.iter().filter(|part| steps.contains(&part.step)).map(|part| {
            let rows = part.items.iter().map(|item| one(filling, place, item));
            view! {
                <section class="card stack">
                    <h2>{form_text(&part.label)}</h2>
                    <dl class="check">{rows.collect::<Vec<_>>()}</dl>
                </section>
            }
            .into_any()
        });
        parts.collect::<Vec<_>>()
    };
    let last = steps.with_untracked(|steps| steps.last().copied());
    view! {
        <div class="form review">
            {heading(t(fill::REVIEW_TITLE))}
            {answers}
            {files(filling, uploads, place)}
            {trouble(filling)}
            {submit::submit(opened, place, reopen)}
            <p class="row wrap">
                {saved(filling)}
                {last.map(|last| {
                    view! { <a class="btn" href=place.address(Some(last))>{t(fill::BACK)}</a> }
                })}
            </p>
        </div>
    }
    .into_any()
}

/// Fetches the names of the places that were chosen; the codes stand until they are there.
fn learn_places(filling: Filling, named: RwSignal<u32>) {
    let model = filling.model();
    let mut paths: Vec<Vec<String>> = Vec::new();
    let mut gather = |key: Key| {
        let codes: Vec<String> = filling
            .raw(key)
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|code| code.as_str().map(str::to_owned))
            .collect();
        if !codes.is_empty() {
            paths.push(codes);
        }
    };
    for field in
        model.fields().iter().filter(|field| matches!(field.kind, FieldKind::Region { .. }))
    {
        match field.list {
            None => gather(Key::root(field.id)),
            Some(list) => {
                let rows = filling.with_state(|state| state.rows(Key::root(list)).to_vec());
                for row in rows {
                    gather(Key::new(field.id, row));
                }
            }
        }
    }
    if paths.is_empty() {
        return;
    }
    spawn_local(async move {
        for path in &paths {
            // A place whose name does not come is shown by its code.
            let _ = regions::learn(path).await;
        }
        named.try_update(|count| *count += 1);
    });
}

fn one(filling: Filling, place: Place, item: &SummaryItem) -> AnyView {
    match item {
        SummaryItem::Heading(text) => {
            view! { <div class="check-group"><dt><h3>{form_text(text)}</h3></dt><dd></dd></div> }
                .into_any()
        }
        SummaryItem::Row(row) => answer(filling, place, row),
        SummaryItem::List { key, label, rows } => {
            let name = form_text(label);
            let change = change(filling, place, *key, &name);
            let all = rows.iter().enumerate().map(|(number, row)| {
                let cells = row.iter().map(|row| {
                    view! {
                        <div>
                            <dt class="soft">{form_text(&row.label)}</dt>
                            <dd>{value(filling, row)}</dd>
                        </div>
                    }
                    .into_any()
                });
                let number = fill_in(fill::ROW, &[&(number + 1).to_string()]);
                view! {
                    <section class="check-row" aria-label=number.clone()>
                        <p class="small strong">{number.clone()}</p>
                        <dl>{cells.collect::<Vec<_>>()}</dl>
                    </section>
                }
                .into_any()
            });
            let all = all.collect::<Vec<_>>();
            view! {
                <div class="check-one list">
                    <dt>{name}</dt>
                    <dd>{all}</dd>
                    <dd class="change">{change}</dd>
                </div>
            }
            .into_any()
        }
    }
}

fn answer(filling: Filling, place: Place, row: &SummaryRow) -> AnyView {
    let name = form_text(&row.label);
    let change = change(filling, place, row.key, &name);
    view! {
        <div class="check-one">
            <dt>{name}</dt>
            <dd>{value(filling, row)}</dd>
            <dd class="change">{change}</dd>
        </div>
    }
    .into_any()
}

/// An answer; a sensitive one shows its last characters until it is asked for.
fn value(filling: Filling, row: &SummaryRow) -> AnyView {
    let text = form_text(&row.text);
    if text.is_empty() {
        return view! { <span class="soft">{t(fill::NOT_ANSWERED)}</span> }.into_any();
    }
    if !row.sensitive {
        return view! { <span class="pre">{text}</span> }.into_any();
    }
    let hidden = mask(&filling.model().field(row.key.field).kind, &text);
    let open = RwSignal::new(false);
    view! {
        <span class="masked">{move || if open.get() { text.clone() } else { hidden.clone() }}</span>
        " "
        <button
            type="button"
            class="btn slim"
            aria-pressed=move || open.get().to_string()
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {move || t(if open.get() { fill::HIDE_SENSITIVE } else { fill::SHOW_SENSITIVE })}
        </button>
    }
    .into_any()
}

fn change(filling: Filling, place: Place, key: Key, name: &str) -> AnyView {
    let step = filling.model().field(key.field).step;
    let address = [&place.address(Some(step)), "#", &name_of(key)].concat();
    view! {
        <a href=address aria-label=fill_in(fill::CHANGE_OF, &[name])>{t(fill::CHANGE)}</a>
    }
    .into_any()
}

fn files(filling: Filling, uploads: Uploads, place: Place) -> AnyView {
    let model = filling.model();
    let Some(step) = step_of_materials(&model) else { return ().into_any() };
    let rows = move || {
        let model = filling.model();
        let applies = filling.with_state(bangban_forms::State::materials);
        let rows = applies.iter().map(|one| {
            let material = &model.materials()[one.index];
            let name = form_text(&material.name);
            let count = uploads.arrived(&material.id);
            let words = match (count, &material.exemption) {
                (0, Some(_)) => t(fill::MATERIAL_EXEMPT).to_owned(),
                (0, None) => t(fill::NOT_ANSWERED).to_owned(),
                (count, _) => fill_in(fill::FILES, &[&count.to_string()]),
            };
            let address = [&place.address(Some(step)), "#", &card_id(&material.id)].concat();
            view! {
                <div class="check-one">
                    <dt>{name.clone()}</dt>
                    <dd>{words}</dd>
                    <dd class="change">
                        <a href=address aria-label=fill_in(fill::CHANGE_OF, &[&name])>
                            {t(fill::CHANGE)}
                        </a>
                    </dd>
                </div>
            }
            .into_any()
        });
        rows.collect::<Vec<_>>()
    };
    view! {
        <section class="card stack">
            <h2>{t(fill::MATERIALS)}</h2>
            <dl class="check">{rows}</dl>
        </section>
    }
    .into_any()
}

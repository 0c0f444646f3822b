//! Check your answers: everything once more, each section with a way to change it, and each
//! answer with which something is wrong; then the commitment, and submit.

use bangban_forms::{FieldKind, Key, Material, SummaryItem, SummaryRow, describe, mask, summary};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::assist::confirm_part;
use super::field::name_of;
use super::footer::{saved, trouble};
use super::layout::step_of_materials;
use super::materials::lacking;
use super::open::Opened;
use super::steps::Place;
use super::submit::{self, material_address, missing_words};
use crate::i18n::{fill, fill_in, form_text, language, t};
use crate::later;
use crate::platform::focus;
use crate::store::filling::Filling;
use crate::store::regions;
use crate::store::session::use_session;
use crate::store::uploads::{Upload, UploadState, Uploads};
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
            let name = form_text(&part.label);
            let address = place.mended(part.step);
            view! {
                <section class="card stack">
                    {head(&name, address)}
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
            {use_session().only_filing().is_none().then(skip)}
            {answers}
            {files(filling, uploads, place)}
            {later::show_beside(move || Box::pin(confirm_part(filling, place)))}
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

/// Past all that is to be read, to what is to be done.
fn skip() -> AnyView {
    view! {
        <p>
            <a
                class="crumb"
                href="#commitment"
                on:click=|event| {
                    event.prevent_default();
                    focus::focus_field("commitment");
                }
            >
                {t(fill::TO_SUBMIT)}
            </a>
        </p>
    }
    .into_any()
}

/// The head of a section, and the way to change what is in it.
fn head(name: &str, address: String) -> AnyView {
    view! {
        <div class="row">
            <h2>{name.to_owned()}</h2>
            <span class="change push">{change(address, name)}</span>
        </div>
    }
    .into_any()
}

fn change(address: String, name: &str) -> AnyView {
    view! {
        <a href=address aria-label=fill_in(fill::CHANGE_OF, &[name])>{t(fill::CHANGE)}</a>
    }
    .into_any()
}

/// Where an answer is given.
fn address_of(filling: Filling, place: Place, key: Key) -> String {
    let step = filling.model().field(key.field).step;
    [&place.mended(step), "#", &name_of(key)].concat()
}

/// What is wrong with an answer, and the way to it; of one that is well, nothing.
fn wrong(filling: Filling, place: Place, key: Key, name: &str) -> Option<AnyView> {
    let problem = filling.with_state(|state| state.problems(key)).into_iter().next()?;
    let words = describe(&problem, language().locale());
    Some(to_mend(words, address_of(filling, place, key), name))
}

fn to_mend(words: String, address: String, name: &str) -> AnyView {
    view! { <p class="why change">{words} " " {change(address, name)}</p> }.into_any()
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
            let wrong = wrong(filling, place, *key, &name);
            let all = rows.iter().enumerate().map(|(number, row)| {
                let cells = row.iter().map(|row| {
                    view! {
                        <div>
                            <dt class="soft">{form_text(&row.label)}</dt>
                            <dd>{judged(filling, place, row)}</dd>
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
                    <dd>{wrong} {all}</dd>
                </div>
            }
            .into_any()
        }
    }
}

fn answer(filling: Filling, place: Place, row: &SummaryRow) -> AnyView {
    view! {
        <div class="check-one">
            <dt>{form_text(&row.label)}</dt>
            <dd>{judged(filling, place, row)}</dd>
        </div>
    }
    .into_any()
}

/// An answer, and what is wrong with it.
fn judged(filling: Filling, place: Place, row: &SummaryRow) -> AnyView {
    let wrong = wrong(filling, place, row.key, &form_text(&row.label));
    // That there is none is said once.
    let is_said = wrong.is_some() && row.text.zh.is_empty();
    ((!is_said).then(|| value(filling, row)), wrong).into_any()
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

fn files(filling: Filling, uploads: Uploads, place: Place) -> AnyView {
    let Some(step) = step_of_materials(&filling.model()) else { return ().into_any() };
    let rows = move || {
        let model = filling.model();
        let lacking = lacking(filling, uploads);
        let applies = filling.with_state(bangban_forms::State::materials);
        let rows = applies.iter().map(|one| {
            let material = &model.materials()[one.index];
            let name = form_text(&material.name);
            let wrong = lacking.contains(&one.index).then(|| {
                to_mend(missing_words(), material_address(filling, place, &material.id), &name)
            });
            view! {
                <div class="check-one">
                    <dt>{name}</dt>
                    <dd>{wrong.is_none().then(|| files_of(uploads, material))} {wrong}</dd>
                </div>
            }
            .into_any()
        });
        rows.collect::<Vec<_>>()
    };
    view! {
        <section class="card stack">
            {head(t(fill::MATERIALS), place.mended(step))}
            <dl class="check">{rows}</dl>
        </section>
    }
    .into_any()
}

/// The files of a material by name, several of them numbered. Tracked.
fn files_of(uploads: Uploads, material: &Material) -> AnyView {
    let names = uploads.files.with(|files| {
        let own = files.iter().filter(|file| file.material == material.id);
        let name = |file: &Upload| match file.state.get() {
            UploadState::Done => file.name.clone(),
            _ => fill_in(fill::FILE_OF, &[&file.name, t(fill::FILE_UNFINISHED)]),
        };
        own.map(name).collect::<Vec<_>>()
    });
    if names.is_empty() {
        let words = if material.exemption.is_some() {
            fill::MATERIAL_EXEMPT
        } else if material.tolerable {
            fill::FILE_LATER
        } else {
            fill::NO_FILE
        };
        return view! { <span class="soft">{t(words)}</span> }.into_any();
    }
    let numbered = names.len() > 1;
    let names = names.into_iter().enumerate().map(|(at, name)| {
        let name = if numbered { [&(at + 1).to_string(), ". ", &name].concat() } else { name };
        view! { <li>{name}</li> }.into_any()
    });
    view! { <ul>{names.collect::<Vec<_>>()}</ul> }.into_any()
}

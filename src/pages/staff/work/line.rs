//! A question with its answer, what the pre-review says of it, and what is proposed.

use bangban_contract::assistance::Level;
use bangban_forms::{FieldKind, words as in_words};
use bangban_markup::view;
use leptos::prelude::*;
use serde_json::Value;

use super::lines::Question;
use super::open::Work;
use super::{editor, mark, proposal, sensitive, under};
use crate::i18n::{fill, fill_in, form_text, staff as words, t};
use crate::store::regions;

/// Id of a question on this page, for links to it.
pub(super) fn id_of(path: &str) -> String {
    ["line-", &path.replace('/', "-")].concat()
}

/// An answer in words; empty where there is none. Tracked by language and names of places.
pub(super) fn answer(work: Work, question: &Question, value: &Value) -> String {
    work.named.track();
    let model = work.filling.model();
    form_text(&in_words(model.field(question.key.field), value, &regions::name))
}

/// A question.
pub(super) fn view(work: Work, question: &Question) -> AnyView {
    let value = match (question.is_sensitive, work.under()) {
        (true, Some(under)) => under::sensitive(under, question),
        (true, None) => sensitive::view(work, question),
        (false, _) => shown(work, question),
    };
    let is_asked = untrack(|| work.helping.read(|now| now.about.field.clone()));
    let here = (is_asked.as_deref() == Some(&*question.path))
        .then(|| view! { <p><span class="tag act">{t(words::HERE)}</span></p> });
    let may_edit = !question.is_sensitive;
    let edit = may_edit.then(|| edit(work, question));
    let of_path = question.clone();
    let below = move || {
        let path = &of_path.path;
        work.editing.with(|now| {
            let editing = now.as_ref().filter(|editing| editing.path == *path)?;
            Some(editor::view(work, &of_path, editing))
        })
    };
    view! {
        <div
            class="line"
            id=id_of(&question.path)
            data-at=question.path.clone()
            tabindex="-1"
        >
            <div class="line-name">{question.label.clone()}</div>
            <div class="line-value stack tight">
                {here}
                {value}
                {proposal::view(work, question)}
                {mark::note(work, question.path.clone(), question.label.clone())}
            </div>
            <div class="line-acts">
                {mark::view(work, question.path.clone(), question.label.clone())}
                {edit}
            </div>
            {below}
        </div>
    }
    .into_any()
}

/// The answer as it stands, followed.
fn shown(work: Work, question: &Question) -> AnyView {
    let question = question.clone();
    let text = Memo::new(move |_| {
        work.filling.revision.track();
        answer(work, &question, &work.filling.raw(question.key))
    });
    (move || {
        let text = text.get();
        if text.is_empty() {
            return view! { <p class="soft">{t(fill::NOT_ANSWERED)}</p> }.into_any();
        }
        view! { <p class="pre">{text}</p> }.into_any()
    })
    .into_any()
}

/// The button that edits it: for a proposal, or in the answers.
fn edit(work: Work, question: &Question) -> AnyView {
    let question = question.clone();
    (move || {
        let question = question.clone();
        let (name, of) = match work.level.get() {
            Level::Look => return ().into_any(),
            Level::Suggest => (words::PROPOSE, words::PROPOSE_OF),
            Level::Fill => (words::FILL, words::FILL_OF),
        };
        let path = question.path.clone();
        let is_open = move || {
            work.editing.with(|now| now.as_ref().is_some_and(|now| now.path == path)).to_string()
        };
        view! {
            <button
                type="button"
                class="btn slim"
                aria-label=fill_in(of, &[&question.label])
                aria-expanded=is_open
                on:click=move |_| editor::open(work, &question)
            >
                {t(name)}
            </button>
        }
        .into_any()
    })
    .into_any()
}

/// A list, above its rows: filled in as a whole by who may fill, if nothing in it is sensitive.
pub(super) fn list(work: Work, question: &Question) -> AnyView {
    let model = work.filling.model();
    let is_list = matches!(model.field(question.key.field).kind, FieldKind::List(_));
    let is_plain = model.list_fields(question.key.field).all(|field| !field.sensitive);
    let edit = (is_list && is_plain).then(|| {
        let question = question.clone();
        move || work.may(Level::Fill).then(|| edit(work, &question))
    });
    let of_path = question.clone();
    let below = move || {
        work.editing.with(|now| {
            let editing = now.as_ref().filter(|editing| editing.path == of_path.path)?;
            Some(editor::view(work, &of_path, editing))
        })
    };
    view! {
        <div
            class="line"
            id=id_of(&question.path)
            data-at=question.path.clone()
            tabindex="-1"
        >
            <div class="line-name strong">{question.label.clone()}</div>
            <div class="line-value">
                {mark::note(work, question.path.clone(), question.label.clone())}
            </div>
            <div class="line-acts">
                {mark::view(work, question.path.clone(), question.label.clone())}
                {edit}
            </div>
            {below}
        </div>
    }
    .into_any()
}

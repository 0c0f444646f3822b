//! Editing one question with the widgets of filling: tried beside the filing and proposed, or
//! written into it.

use bangban_contract::assistance::Level;
use bangban_contract::assistance::entry::{PROPOSAL, Proposal};
use bangban_contract::mandate::MandateAct;
use bangban_forms::{Key, State};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;

use super::lines::Question;
use super::open::Work;
use crate::i18n::{fill_in, problem, shell, staff as words, t};
use crate::pages::fill::field::field;
use crate::pages::fill::field::listen::{on_click, on_focus_out, on_input};
use crate::platform::{clock, focus};
use crate::store::filling::Filling;
use crate::ui::toast::use_toasts;

/// What is being edited.
#[derive(Clone)]
pub(super) struct Editing {
    /// The question's path.
    pub(super) path: String,
    /// Where it is edited: in the filing, or beside it.
    filling: Filling,
    key: Key,
    /// Whether it becomes a proposal.
    is_proposal: bool,
    reason: RwSignal<String>,
    wrong: RwSignal<Option<&'static str>>,
}

/// Begins to edit a question, or ends it.
pub(super) fn open(work: Work, question: &Question) {
    let is_open = work
        .editing
        .with_untracked(|now| now.as_ref().is_some_and(|now| now.path == question.path));
    if is_open {
        return close(work, &question.path);
    }
    let (path, key) = (question.path.clone(), question.key);
    // What is edited stays open while the line is drawn anew.
    let begin = move |filling: Filling, key: Key, is_proposal: bool| {
        let (reason, wrong) = (RwSignal::new(String::new()), RwSignal::new(None));
        let editor = [&super::line::id_of(&path), " .editor"].concat();
        work.editing.set(Some(Editing { path, filling, key, is_proposal, reason, wrong }));
        let inputs = ["#", &editor, " :is(input, select, textarea, button)"].concat();
        request_animation_frame(move || {
            focus::focus(&inputs);
        });
    };
    if work.level.get_untracked() == Level::Fill {
        work.lasting(|| begin(work.filling, key, false));
        return;
    }
    let (journal, toasts) = (work.filling.journal(), use_toasts());
    spawn_local(async move {
        let Ok(journal) = journal.copy().await else {
            return untrack(|| toasts.say(t(problem::UNREACHABLE.what)));
        };
        work.lasting(|| {
            let day = work.filling.with_state(State::today);
            let beside = Filling::new(work.filling.model(), journal, day);
            // The same question has another number there where it stands in a row.
            let path = work.filling.with_state(|state| state.path(key));
            let names: Vec<&str> = path.iter().map(String::as_str).collect();
            if let Some(key) = beside.with_state(|state| state.resolve(&names)) {
                begin(beside, key, true);
            }
        });
    });
}

/// Ends editing, and puts the keyboard back at the question.
fn close(work: Work, path: &str) {
    work.filling.catch_up();
    work.editing.set(None);
    let button = ["#", &super::line::id_of(path), " [aria-expanded]"].concat();
    request_animation_frame(move || {
        focus::focus(&button);
    });
}

/// The widget of the question.
pub(super) fn view(work: Work, question: &Question, editing: &Editing) -> AnyView {
    let (filling, key) = (editing.filling, editing.key);
    let (path, label) = (question.path.clone(), question.label.clone());
    let is_proposal = editing.is_proposal;
    let submit = {
        let (editing, question) = (editing.clone(), question.clone());
        move |event: web_sys::SubmitEvent| {
            event.prevent_default();
            if is_proposal {
                propose(work, &question, &editing);
            } else {
                close(work, &editing.path);
            }
        }
    };
    let (reason, wrong) = (editing.reason, editing.wrong);
    let why = is_proposal.then(|| {
        view! {
            <label class="stack tight">
                <span>{t(words::REASON)}</span>
                <input
                    class="input"
                    maxlength="500"
                    prop:value=reason
                    on:input=move |event| reason.set(event_target_value(&event))
                />
            </label>
            <p class="why" role="alert">{move || wrong.get()}</p>
        }
        .into_any()
    });
    // By a mandate to submit there is nothing to confirm.
    let submits = move || work.under().is_some_and(|under| under.one.may(MandateAct::Submit));
    let note = move || t(if submits() { words::FILL_NOTE_SUBMITS } else { words::FILL_NOTE });
    let note = (!is_proposal).then(|| view! { <p class="small soft">{note}</p> });
    let cancel = is_proposal.then(|| {
        view! {
            <button type="button" class="btn" on:click=move |_| close(work, &path)>
                {t(shell::CANCEL)}
            </button>
        }
    });
    let (of, done) = if is_proposal {
        (words::PROPOSE_OF, words::PROPOSE_SEND)
    } else {
        (words::FILL_OF, words::FILL_DONE)
    };
    view! {
        <form
            class="editor stack"
            novalidate
            aria-label=fill_in(of, &[&label])
            on:submit=submit
            on:input=move |event| on_input(filling, &event)
            on:focusout=move |event| on_focus_out(filling, &event)
            on:click=move |event| on_click(filling, &event)
            on:compositionstart=move |_| filling.composing(true)
            on:compositionend=move |_| filling.composing(false)
        >
            {field(filling, key)}
            {note}
            {why}
            <div class="btns">
                {cancel}
                <button class="btn main" type="submit">{t(done)}</button>
            </div>
        </form>
    }
    .into_any()
}

fn propose(work: Work, question: &Question, editing: &Editing) {
    editing.filling.catch_up();
    let settled = |value: Value| if value == "" { Value::Null } else { value };
    let value = settled(editing.filling.raw(editing.key));
    let base = settled(work.filling.raw(question.key));
    if value == base {
        return editing.wrong.set(Some(t(words::SAME)));
    }
    let reason = editing.reason.get_untracked().trim().to_owned();
    let at = clock::instant(clock::now_ms());
    work.assist.put(PROPOSAL, &question.path, &Proposal { value, base, reason, at });
    close(work, &editing.path);
}

//! Taking up the request whose six digits the applicant reads out.

use bangban_contract::problem::ProblemCode;
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::desk::Desk;
use crate::api::assistance as api;
use crate::i18n::{staff as words, t};
use crate::ui::notice::error_words;

/// The form for a code. The level is the one that is chosen for requests.
pub(super) fn view(desk: Desk) -> AnyView {
    let (code, wrong) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let navigate = use_navigate();
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let digits: String =
            code.get_untracked().chars().filter(|one| !one.is_whitespace()).collect();
        let is_code = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_code {
            return wrong.set(untrack(|| t(words::CODE_BAD).to_owned()));
        }
        if desk.busy.get_untracked() {
            return;
        }
        desk.busy.set(true);
        wrong.set(String::new());
        let (wanted, navigate) = (desk.level.get_untracked(), navigate.clone());
        spawn_local(async move {
            let done = api::use_code(digits, wanted).await;
            desk.busy.try_set(false);
            match done {
                Ok(now) => navigate(&["/staff/", &now.id].concat(), Default::default()),
                Err(error) if error.code() == Some(ProblemCode::CodeSpent) => {
                    wrong.try_set(untrack(|| t(words::CODE_SPENT).to_owned()));
                }
                Err(error) => {
                    let (what, next) = untrack(|| error_words(&error));
                    wrong.try_set([&what, " ", &next].concat());
                }
            }
        });
    };
    let write = move |event| {
        let now = event_target_value(&event);
        // What was wrong with a code is not said of an empty field.
        if now.is_empty() {
            wrong.set(String::new());
        }
        code.set(now);
    };
    view! {
        <form class="card stack" novalidate on:submit=send>
            <h2>{move || t(words::CODE)}</h2>
            <label class="stack tight">
                <span>{move || t(words::CODE_LABEL)}</span>
                <input
                    class="input code"
                    inputmode="numeric"
                    autocomplete="off"
                    maxlength="7"
                    aria-describedby="code-wrong"
                    on:input=write
                />
            </label>
            <p class="why" id="code-wrong" role="alert">{move || wrong.get()}</p>
            <button class="btn" type="submit">{move || t(words::CODE_GO)}</button>
        </form>
    }
    .into_any()
}

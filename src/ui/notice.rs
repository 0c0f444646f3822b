//! A notice: how something stands and what to do next. Also the waiting and failed states.

use bangban_contract::problem::ProblemCode;
use bangban_markup::view;
use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::api::ApiError;
use crate::i18n::problem::{REQUEST_ID, UNREACHABLE, UNREADABLE, words_of};
use crate::i18n::{self, fill_in, shell, t};

/// What a notice is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// For information, or nothing there.
    Plain,
    /// Something is wrong.
    Wrong,
    /// Something waits.
    Wait,
    /// Something can be done.
    Act,
    /// Something is done.
    Done,
}

/// A notice with a title, words below it, and what can be done.
pub fn notice(
    tone: Tone,
    title: impl Into<String>,
    text: impl Into<String>,
    then: AnyView,
) -> AnyView {
    let (class, sign) = match tone {
        Tone::Plain => ("notice", Icon::INFO),
        Tone::Wrong => ("notice wrong", Icon::WRONG),
        Tone::Wait => ("notice wait", Icon::CLOCK),
        Tone::Act => ("notice act", Icon::PEN),
        Tone::Done => ("notice done", Icon::DONE),
    };
    let (title, text) = (title.into(), text.into());
    let text = (!text.is_empty()).then(|| view! { <p>{text}</p> });
    view! {
        <div class=class>
            {icon(sign)} <div>
                <p class="strong">{title}</p>
                {text}
                {then}
            </div>
        </div>
    }
    .into_any()
}

/// What holds the place of something that is on its way.
pub fn skeleton() -> AnyView {
    view! {
        <div class="skeleton" role="status">
            <span class="unseen">{t(shell::LOADING)}</span>
            <i></i>
            <i></i>
            <i></i>
        </div>
    }
    .into_any()
}

/// The words of an error: what happened, and what to do next. Tracked.
pub fn error_words(error: &ApiError) -> (String, String) {
    match error {
        ApiError::Unreachable => (t(UNREACHABLE.what).to_owned(), t(UNREACHABLE.next).to_owned()),
        ApiError::Unreadable => (t(UNREADABLE.what).to_owned(), t(UNREADABLE.next).to_owned()),
        ApiError::Problem(problem) => {
            let words = words_of(problem.code);
            let next = problem.detail.as_ref().map_or_else(|| t(words.next).to_owned(), i18n::pick);
            (t(words.what).to_owned(), next)
        }
    }
}

/// Something could not be loaded or done: what happened, what to do, and the way to try again, or
/// from what is not there to the first page.
pub fn failure(error: &ApiError, again: impl Fn() + 'static) -> AnyView {
    let (what, next) = error_words(error);
    let (request, is_there) = match error {
        ApiError::Problem(problem) => {
            (problem.request.clone(), problem.code != ProblemCode::NotFound)
        }
        _ => (None, true),
    };
    let request =
        request.map(|id| view! { <p class="small soft">{fill_in(REQUEST_ID, &[&id])}</p> });
    let way = if is_there {
        view! {
            <button class="btn" on:click=move |_| again()>
                {t(shell::RETRY)}
            </button>
        }
        .into_any()
    } else {
        view! { <a class="btn" href="/">{t(shell::TO_HOME)}</a> }.into_any()
    };
    let then = view! { {request} {way} };
    view! { <div role="alert">{notice(Tone::Wrong, what, next, then.into_any())}</div> }.into_any()
}

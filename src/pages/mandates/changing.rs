//! Narrowing and extending, revoking and giving up: each asked for once more.

use bangban_contract::mandate::{Mandate, MandateMove, Terms};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::terms::Chosen;
use super::{asked_first, draw_up};
use crate::api::mandates as api;
use crate::i18n::{Message, mandate as words, shell, t};
use crate::ui::load::load;
use crate::ui::notice::error_words;
use crate::ui::toast::use_toasts;

/// Makes a move, says what came of it, and hands on how it stands then.
pub(super) fn make(
    id: String,
    wanted: MandateMove,
    said: impl Fn(&Mandate) -> Message + 'static,
    done: Callback<Mandate>,
) {
    let toasts = use_toasts();
    spawn_local(async move {
        match api::act(&id, &wanted).await {
            Ok(now) => {
                untrack(|| toasts.say(t(said(&now))));
                done.try_run(now);
            }
            Err(error) => untrack(|| {
                let (what, next) = error_words(&error);
                toasts.say([what.as_str(), "：", &next].concat());
            }),
        }
    });
}

/// The last line of a dialog, which closes unless what is wanted cannot be done.
fn buttons(
    open: RwSignal<bool>,
    (class, name, keep): (&'static str, Message, Message),
    go: impl Fn() -> bool + 'static,
) -> AnyView {
    view! {
        <div class="btns">
            <button type="button" class="btn" on:click=move |_| open.set(false)>
                {t(keep)}
            </button>
            <button
                type="button"
                class=class
                on:click=move |_| {
                    if go() {
                        open.set(false);
                    }
                }
            >
                {t(name)}
            </button>
        </div>
    }
    .into_any()
}

/// Changing what is agreed upon.
pub(super) fn change(id: String, now: Terms, done: Callback<Mandate>) -> AnyView {
    asked_first(words::CHANGE, "btn", move |open| {
        let chosen = Chosen::new(now.clone());
        let items = load(api::items).show(move |items| chosen.view(items));
        let id = id.clone();
        let go = move || {
            if !chosen.is_good() {
                return false;
            }
            let wanted = MandateMove::Change { terms: chosen.terms.get_untracked() };
            let said = |now: &Mandate| {
                if now.offer.is_some() { words::WIDER } else { words::NARROWED }
            };
            make(id.clone(), wanted, said, done);
            true
        };
        view! {
            <p class="soft">{t(words::CHANGE_TEXT)}</p>
            {items}
            {buttons(open, ("btn main", words::CHANGE_SEND, shell::CANCEL), go)}
        }
        .into_any()
    })
}

/// Revoking it; where it is not in force yet, nothing was given that could be revoked.
pub(super) fn revoke(id: String, is_given: bool, done: Callback<Mandate>) -> AnyView {
    let (name, text, keep, said) = if is_given {
        (words::REVOKE, words::REVOKE_TEXT, words::REVOKE_NOT, words::REVOKED)
    } else {
        (words::VOID, words::VOID_TEXT, words::VOID_NOT, words::VOIDED)
    };
    asked_first(name, "btn danger", move |open| {
        let reason = RwSignal::new(String::new());
        let id = id.clone();
        let go = move || {
            let wanted = MandateMove::Revoke { reason: reason.get_untracked() };
            make(id.clone(), wanted, move |_| said, done);
            true
        };
        view! {
            <p>{t(text)}</p>
            {draw_up::input("revoke-reason", words::REVOKE_REASON, reason)}
            {buttons(open, ("btn danger", name, keep), go)}
        }
        .into_any()
    })
}

/// Giving it up.
pub(super) fn resign(id: String, done: Callback<Mandate>) -> AnyView {
    asked_first(words::RESIGN, "btn danger", move |open| {
        let id = id.clone();
        let go = move || {
            make(id.clone(), MandateMove::Resign, |_| words::RESIGNED, done);
            true
        };
        view! {
            <p>{t(words::RESIGN_TEXT)}</p>
            {buttons(open, ("btn danger", words::RESIGN, words::RESIGN_NOT), go)}
        }
        .into_any()
    })
}

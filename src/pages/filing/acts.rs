//! What the applicant may do with a filing: withdraw it, or delete a draft.

use bangban_contract::filing::{Filing, FilingState};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::api::filings as api;
use crate::i18n::{Message, filings as words, t};
use crate::store::session::use_session;
use crate::ui::dialog::dialog;
use crate::ui::notice::error_words;
use crate::ui::toast::use_toasts;

/// The buttons, each with the question before it is done. `changed` is told afterwards.
pub fn view(filing: &Filing, changed: impl Fn() + Copy + Send + 'static) -> AnyView {
    if use_session().only_filing().is_some() {
        return ().into_any();
    }
    let (id, version) = (filing.summary.id.clone(), filing.version.clone());
    let toasts = use_toasts();
    if filing.summary.state == FilingState::Draft {
        let navigate = use_navigate();
        let delete = move || {
            let (id, version, navigate) = (id.clone(), version.clone(), navigate.clone());
            spawn_local(async move {
                match api::delete(&id, &version).await {
                    Ok(()) => {
                        untrack(|| toasts.say(t(words::DELETED)));
                        navigate("/filings", NavigateOptions::default());
                    }
                    Err(error) => untrack(|| toasts.say(error_words(&error).0)),
                }
            });
        };
        return asked_first(
            [words::DELETE, words::DELETE_TITLE, words::DELETE_TEXT, words::KEEP_DRAFT],
            delete,
        );
    }
    if !filing.summary.state.is_withdrawable() {
        return ().into_any();
    }
    let withdraw = move || {
        let (id, version) = (id.clone(), version.clone());
        spawn_local(async move {
            match api::withdraw(&id, &version).await {
                Ok(_) => untrack(|| toasts.say(t(words::WITHDRAWN))),
                Err(error) => untrack(|| toasts.say(error_words(&error).0)),
            }
            // Also after a refusal: it was refused because something moved.
            changed();
        });
    };
    asked_first(
        [words::WITHDRAW, words::WITHDRAW_TITLE, words::WITHDRAW_TEXT, words::KEEP],
        withdraw,
    )
}

/// A button `name` that asks `title` and `note` before it acts, with `keep` to leave it.
fn asked_first(
    [name, title, note, keep]: [Message; 4],
    act: impl Fn() + Clone + Send + 'static,
) -> AnyView {
    let open = RwSignal::new(false);
    let body = move || {
        let act = act.clone();
        view! {
            <p>{t(note)}</p>
            <div class="btns">
                <button class="btn" on:click=move |_| open.set(false)>
                    {t(keep)}
                </button>
                <button
                    class="btn danger"
                    on:click=move |_| {
                        // The second press of a double one finds it closed.
                        if open.get_untracked() {
                            open.set(false);
                            act();
                        }
                    }
                >
                    {t(name)}
                </button>
            </div>
        }
        .into_any()
    };
    view! {
        <button class="btn danger no-print" on:click=move |_| open.set(true)>
            {t(name)}
        </button>
        {dialog(open, move || t(title).to_owned(), body)}
    }
    .into_any()
}

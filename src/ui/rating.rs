//! How an assistance or a filing was (好差评): five levels and a few words, once; it can be skipped.

use std::future::Future;
use std::pin::Pin;

use bangban_contract::assistance::{LONGEST_TEXT, Move, Rating};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::notice::error_words;
use super::toast::use_toasts;
use crate::api::{ApiError, assistance as api};
use crate::i18n::{Message, assist as words, t};

/// Asks how an assistance was; `done` is called once it is given or skipped.
pub fn rating(id: String, done: Callback<()>) -> AnyView {
    rating_by(words::RATE, done, move |rating| {
        let id = id.clone();
        Box::pin(async move { api::act(&id, &Move::Rate(rating)).await.map(drop) })
    })
}

/// What gives a rating to the server.
pub type Given = Pin<Box<dyn Future<Output = Result<(), ApiError>>>>;

/// Asks how something was, by `question`; `give` tells the server.
pub fn rating_by(
    question: Message,
    done: Callback<()>,
    give: impl Fn(Rating) -> Given + 'static,
) -> AnyView {
    let (stars, text) = (RwSignal::new(0_u8), RwSignal::new(String::new()));
    let toasts = use_toasts();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let stars = stars.get_untracked();
        if stars == 0 {
            return;
        }
        let given = give(Rating { stars, text: text.get_untracked() });
        spawn_local(async move {
            match given.await {
                Ok(()) => {
                    untrack(|| toasts.say(t(words::RATED)));
                    done.try_run(());
                }
                Err(error) => untrack(|| toasts.say(error_words(&error).0)),
            }
        });
    };
    let levels = (1..=5_u8).rev().map(|level| {
        view! {
            <label class="pick">
                <input
                    type="radio"
                    name="help-stars"
                    prop:checked=move || stars.get() == level
                    on:change=move |_| stars.set(level)
                />
                <span>{t(words::STARS[usize::from(level) - 1])}</span>
            </label>
        }
        .into_any()
    });
    let levels = levels.collect::<Vec<_>>();
    view! {
        <form class="stack" on:submit=send>
            <div class="field"><fieldset>
                <legend>{t(question)}</legend>
                {levels}
            </fieldset></div>
            <div class="field">
                <label for="help-rating">{t(words::RATE_TEXT)}</label>
                <textarea
                    id="help-rating"
                    rows="2"
                    maxlength=LONGEST_TEXT.to_string()
                    prop:value=text
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
            </div>
            <div class="btns">
                <button type="button" class="btn" on:click=move |_| done.run(())>
                    {t(words::RATE_SKIP)}
                </button>
                <button
                    type="submit"
                    class="btn main"
                    aria-disabled=move || (stars.get() == 0).to_string()
                >
                    {t(words::RATE_SEND)}
                </button>
            </div>
        </form>
    }
    .into_any()
}

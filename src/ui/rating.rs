//! How an assistance was (好差评): five levels and a few words, once; it can be skipped.

use bangban_contract::assistance::{LONGEST_TEXT, Move, Rating};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::notice::error_words;
use super::toast::use_toasts;
use crate::api::assistance as api;
use crate::i18n::{assist as words, t};

/// Asks for it; `done` is called once it is given or skipped.
pub fn rating(id: String, done: Callback<()>) -> AnyView {
    let (stars, text) = (RwSignal::new(0_u8), RwSignal::new(String::new()));
    let toasts = use_toasts();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let stars = stars.get_untracked();
        if stars == 0 {
            return;
        }
        let (id, text) = (id.clone(), text.get_untracked());
        spawn_local(async move {
            match api::act(&id, &Move::Rate(Rating { stars, text })).await {
                Ok(_) => {
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
                <legend>{t(words::RATE)}</legend>
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

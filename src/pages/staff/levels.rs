//! Choosing a level.

use bangban_contract::assistance::Level;
use bangban_markup::view;
use leptos::prelude::*;

use crate::i18n::{Message, staff as words, t};

/// The word of a level in the markup.
fn value_of(level: Level) -> &'static str {
    match level {
        Level::Look => "look",
        Level::Suggest => "suggest",
        Level::Fill => "fill",
    }
}

/// One of the levels, with the keys 1 to 3 told.
pub(super) fn choose(name: &'static str, title: Message, chosen: RwSignal<Level>) -> AnyView {
    let one = |(at, level): (usize, Level)| {
        let number = (at + 1).to_string();
        view! {
            <label class="pick">
                <input
                    type="radio"
                    name=name
                    value=value_of(level)
                    aria-keyshortcuts=number.clone()
                    prop:checked=move || chosen.get() == level
                    on:change=move |_| chosen.set(level)
                />
                <span>
                    <b>{t(words::level(level))}</b>
                    <span class="small soft">" " {t(words::level_means(level))}</span>
                </span>
                <kbd class="push" aria-hidden="true">{number}</kbd>
            </label>
        }
        .into_any()
    };
    let all: Vec<AnyView> = Level::ALL.into_iter().enumerate().map(one).collect();
    view! {
        <fieldset class="levels-of-help">
            <legend class="strong">{t(title)}</legend>
            <p class="small soft">{t(words::LEVEL_HINT)}</p>
            {all}
        </fieldset>
    }
    .into_any()
}

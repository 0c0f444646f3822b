//! The foot of the filling pages: how far what was typed is kept, back, and on.

use bangban_markup::view;
use leptos::prelude::*;

use super::connection::connection_part;
use crate::i18n::connection::DETAILS;
use crate::i18n::{fill, fill_in, t};
use crate::later::{self, Coming};
use crate::platform::store::StoreError;
use crate::store::filling::Filling;
use crate::store::journal::{Saved, Shared};

pub(super) fn footer(filling: Filling, back: Option<String>, next: &'static str) -> AnyView {
    let back = back.map(|address| {
        view! { <a class="btn" href=address>{t(fill::BACK)}</a> }
    });
    view! {
        {trouble(filling)}
        <div class="foot">
            <div class="foot-in">
                {saved(filling)}
                <span class="push"></span>
                {back}
                <button type="submit" class="btn main">{next}</button>
            </div>
        </div>
    }
    .into_any()
}

/// The save state in a few words, always in view.
pub(super) fn saved(filling: Filling) -> AnyView {
    let journal = filling.journal();
    let (saved, shared, pending) = (journal.saved(), journal.shared(), journal.pending());
    let now = Memo::new(move |_| {
        let saved = saved.get();
        // While something is on its way to the device, nothing else is to be said.
        let shared = if saved == Saved::Saving { Shared::Alone } else { shared.get() };
        (saved, shared)
    });
    let words = move || match now.get() {
        (Saved::Failed(_), _) => t(fill::NOT_SAVED).to_owned(),
        (Saved::Saving, _) => t(fill::SAVING).to_owned(),
        (_, Shared::Stored(at)) => fill_in(fill::STORED, &[&clock_words(at)]),
        (Saved::Untouched, _) => t(fill::SAVES_ITSELF).to_owned(),
        (Saved::Here(at), Shared::Alone) => fill_in(fill::SAVED_HERE, &[&clock_words(at)]),
        (Saved::Here(at), Shared::Refused) => fill_in(fill::NOT_SENT, &[&clock_words(at)]),
        (Saved::Here(at), Shared::Waiting) => {
            fill_in(fill::TO_BE_SENT, &[&clock_words(at), &pending.get().to_string()])
        }
    };
    let class = move || match now.get() {
        (Saved::Failed(_), _) => "saved failed",
        (Saved::Saving, _) => "saved",
        (_, Shared::Stored(_)) => "saved here stored",
        (Saved::Here(_), _) => "saved here",
        _ => "saved",
    };
    // What is behind it comes when it is first asked for.
    let (is_asked, open) = (RwSignal::new(false), RwSignal::new(false));
    let ask = move |_| {
        is_asked.set(true);
        open.set(true);
    };
    let part = move || -> Coming<AnyView> { Box::pin(connection_part(filling, open)) };
    view! {
        <button type="button" class=class aria-haspopup="dialog" on:click=ask>
            <span class="dot" aria-hidden="true"></span>
            <span>
                {words}
                <span class="unseen">" · " {t(DETAILS)}</span>
            </span>
        </button>
        {move || is_asked.get().then(|| later::show_beside(part))}
    }
    .into_any()
}

/// What to do while the device does not keep what is typed.
pub(super) fn trouble(filling: Filling) -> AnyView {
    let saved = filling.journal().saved();
    let error = Memo::new(move |_| match saved.get() {
        Saved::Failed(error) => Some(error),
        _ => None,
    });
    (move || {
        error.get().map(|error| {
            let words = match error {
                StoreError::Full => fill::NOT_SAVED_QUOTA,
                _ => fill::NOT_SAVED_OTHER,
            };
            view! { <p class="notice wrong" role="alert">{t(words)}</p> }
        })
    })
    .into_any()
}

/// Hours and minutes in China, of milliseconds since 1970.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn clock_words(at: f64) -> String {
    let minutes = (at / 60_000.0) as u64 + 8 * 60;
    let two = |number: u64| {
        let text = number.to_string();
        if number < 10 { ["0", &text].concat() } else { text }
    };
    [two(minutes / 60 % 24), ":".to_owned(), two(minutes % 60)].concat()
}

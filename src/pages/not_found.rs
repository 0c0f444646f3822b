//! The page for an address that leads nowhere.

use bangban_markup::view;
use leptos::prelude::*;

use crate::i18n::{shell, t};
use crate::ui::page::heading;

/// The page.
pub fn view() -> AnyView {
    view! { <div class="page narrow">{body}</div> }.into_any()
}

/// What it says. Tracked.
pub fn body() -> AnyView {
    view! {
        {heading(t(shell::NOT_FOUND_TITLE))}
        <p>{t(shell::NOT_FOUND_TEXT)}</p>
        <div class="btns">
            <a class="btn main" href="/search">
                {t(shell::FIND)}
            </a>
            <a class="btn" href="/">
                {t(shell::TO_HOME)}
            </a>
        </div>
    }
    .into_any()
}

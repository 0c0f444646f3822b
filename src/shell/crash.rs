//! The last page: what is shown when the app itself has failed. What was filled is on the
//! device already, so opening the page again goes on from there.

use leptos::prelude::untrack;

use crate::i18n::{shell, t};
use crate::platform::title;

/// Shows it from now on when the app panics, and says why on the console.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        leptos::logging::error!("{info}");
        untrack(|| {
            title::show_crash(t(shell::CRASH_TITLE), t(shell::CRASH_TEXT), t(shell::RELOAD));
        });
    }));
}

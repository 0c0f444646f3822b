//! The first page: the search box, what waits for me, what is on its way, life events.

use leptos::prelude::*;

use crate::i18n::{home as words, t};
use crate::platform::title;
use crate::ui::page::heading;

/// What was typed before the app came; taken once, by the search box that is shown first.
#[derive(Clone, Copy)]
pub struct Typed(StoredValue<Option<title::Typed>>);

impl Typed {
    /// Keeps it.
    pub fn new(typed: Option<title::Typed>) -> Self {
        Self(StoredValue::new(typed))
    }

    /// Takes it.
    pub fn take(self) -> Option<title::Typed> {
        self.0.try_update_value(Option::take).flatten()
    }
}

/// The page.
pub fn view() -> AnyView {
    view! {
        <div class="page">
            <section class="ask">{move || heading(t(words::TITLE))}</section>
        </div>
    }
    .into_any()
}

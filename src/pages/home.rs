//! The first page: the search box, what waits for me, what is on its way, life events.

pub mod ask;
mod figures;
mod mine;
pub mod themes;

use bangban_markup::view;
use leptos::prelude::*;

use crate::platform::title;

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
            {ask::view()} <div class="two">
                <div class="stack wide-gap">{mine::view()} {themes::view()}</div>
                <aside class="stack wide-gap">{figures::view()}</aside>
            </div>
        </div>
    }
    .into_any()
}

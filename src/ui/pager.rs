//! How much of a list is shown, and the button for more.

use bangban_markup::view;
use leptos::prelude::*;

use crate::i18n::{Message, fill_in, message, t};

const SHOWN: Message = message("已显示 {} / {}", "{} of {} shown");
const MORE: Message = message("显示更多", "Show more");

/// The end of a list of which `shown` of `total` are there. Tracked.
pub fn more(shown: usize, total: usize, then: impl Fn() + 'static) -> AnyView {
    if shown >= total {
        return ().into_any();
    }
    view! {
        <div class="more">
            <p class="small soft num">
                {fill_in(SHOWN, &[&shown.to_string(), &total.to_string()])}
            </p>
            <button class="btn" on:click=move |_| then()>
                {t(MORE)}
            </button>
        </div>
    }
    .into_any()
}

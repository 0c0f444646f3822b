//! Going on with a filing on a phone (用手机继续): the button at the desktop, and the page that
//! the code opens on the phone.

mod code;
mod follow;
mod join;
pub(in crate::pages) mod qr;

use bangban_markup::view;
use leptos::prelude::*;

use crate::i18n::{by_phone as words, t};
use crate::later;
use crate::store::session::use_session;

pub use follow::Follower;
pub use join::join_page;

/// The button and, once it is pressed, its dialog. A phone that was itself opened so has none.
pub fn button(filing: &str, follower: Follower) -> AnyView {
    if use_session().only_filing().is_some() {
        return ().into_any();
    }
    let (asked, open) = (RwSignal::new(false), RwSignal::new(false));
    let filing = StoredValue::new(filing.to_owned());
    let part = move || {
        asked.get().then(|| {
            later::show(move || Box::pin(code::code_part(filing.get_value(), open, follower)))
        })
    };
    view! {
        <button
            type="button"
            class="btn no-print"
            aria-haspopup="dialog"
            on:click=move |_| {
                asked.set(true);
                open.set(true);
            }
        >
            {move || t(words::OPEN)}
        </button>
        {part}
    }
    .into_any()
}

//! That an agent did something in one's name, told where one looks for one's filings.

use bangban_markup::view;
use leptos::prelude::*;

use crate::api::mandates as api;
use crate::i18n::{fill_in, mandate as words};
use crate::store::session::use_session;
use crate::ui::el::child;
use crate::ui::load::{Load, load};

crate::later! {
    filings, fetch_news;
    /// How many notices are not read, with the way there; nothing where there are none.
    pub(in crate::pages) fn news_part() -> AnyView { view() }
}

/// The same, where its code is there already. It stands in nobody's way: where it does not come,
/// nothing is shown.
pub(super) fn view() -> AnyView {
    let session = use_session();
    if untrack(|| session.only_filing().is_some() || session.is_kept()) {
        return ().into_any();
    }
    let all = load(move || {
        session.track();
        api::notices()
    });
    child(move || {
        let Load::Ready(all) = all.state.get() else { return ().into_any() };
        let count = all.iter().filter(|one| !one.seen).count();
        let told = (count > 0).then(|| {
            view! {
                <p class="notice">
                    <a href="/mandates">{fill_in(words::NEWS, &[&count.to_string()])}</a>
                </p>
            }
        });
        told.into_any()
    })
}

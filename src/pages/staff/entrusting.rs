//! The filings that the station makes for principals (我的委托进件), at the desk.

use bangban_markup::view;
use leptos::prelude::*;

use crate::api::mandates as api;
use crate::i18n::{mandate as words, t};
use crate::pages::mandates::entrusted_filings;
use crate::ui::load::load;

/// The list, and the way to the station's mandates.
pub(super) fn view() -> AnyView {
    let all = load(api::entrusted).show(|all| {
        if all.is_empty() {
            return view! {
                <section class="stack">
                    <h2>{t(words::ENTRUSTED)}</h2>
                    <p class="soft">{t(words::ENTRUSTED_NONE)}</p>
                </section>
            }
            .into_any();
        }
        entrusted_filings(all)
    });
    view! {
        <div class="stack entrusting">
            {all}
            <p>
                <a href="/mandates">{move || t(words::TAKEN_BY_STATION)}</a>
            </p>
        </div>
    }
    .into_any()
}

//! The filings that the station makes for principals (我的委托进件), at the desk.

use bangban_markup::view;
use leptos::prelude::*;

use crate::api::mandates as api;
use crate::i18n::{fill_in, mandate as words, t};
use crate::pages::mandates::entrusted_filings;
use crate::store::station::Station;
use crate::ui::load::load;
use crate::ui::notice::{Tone, notice};

/// The list, and the way to the station's mandates; how many wait to be accepted comes first.
pub(super) fn view(station: Station) -> AnyView {
    let offered = Memo::new(move |_| station.read(|now| now.offered));
    let told = move || {
        let count = offered.get();
        (count > 0).then(|| {
            let title = fill_in(words::OFFERED, &[&count.to_string()]);
            let see = view! { <a class="btn main" href="/mandates">{t(words::OFFERED_SEE)}</a> };
            notice(Tone::Wait, title, "", see.into_any())
        })
    };
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
            <div role="status">{told}</div>
            {all}
            <p>
                <a href="/mandates">{move || t(words::TAKEN_BY_STATION)}</a>
            </p>
        </div>
    }
    .into_any()
}

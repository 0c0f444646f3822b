//! The booked times to come (预约): when, what about, and what is asked. Each comes into the queue
//! by itself, shortly before its time.

use bangban_contract::assistance::station::Waiting;
use bangban_markup::view;
use leptos::prelude::*;

use crate::i18n::{fill_in, pick, staff as words, t, when};
use crate::store::station::Station;

/// The section; nothing where nothing is booked.
pub(super) fn view(station: Station) -> AnyView {
    let shown = move || {
        let all = station.booked.get();
        (!all.is_empty()).then(|| {
            let title = fill_in(words::BOOKED_TITLE, &[&all.len().to_string()]);
            let rows: Vec<AnyView> = all.iter().map(row).collect();
            view! {
                <section class="stack" aria-labelledby="booked-title">
                    <h2 id="booked-title">{title}</h2>
                    <p class="small soft">{t(words::BOOKED_TEXT)}</p>
                    <ol class="queue">{rows}</ol>
                </section>
            }
            .into_any()
        })
    };
    shown.into_any()
}

fn row(one: &Waiting) -> AnyView {
    let at = one.slot.as_deref().map(when::instant_of_week).unwrap_or_default();
    let title = one.about.item_name.as_ref().map_or_else(|| t(words::ANY_ITEM).to_owned(), pick);
    let question = match &*one.about.question {
        "" => t(words::NO_QUESTION).to_owned(),
        text => text.to_owned(),
    };
    view! {
        <li class="card stack tight">
            <p class="strong num">{at}</p>
            <p>{title}</p>
            <p class="small soft">{question}</p>
        </li>
    }
    .into_any()
}

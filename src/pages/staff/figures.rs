//! The station's figures of today.

use bangban_markup::view;
use leptos::prelude::*;

use crate::i18n::{Message, fill_in, staff as words, t};
use crate::store::station::Station;

/// The figures.
pub(super) fn view(station: Station) -> AnyView {
    let now = Memo::new(move |_| station.read(|now| now.figures));
    let all = move || {
        let now = now.get();
        let of =
            |part: u32, whole: u32| fill_in(words::OF, &[&part.to_string(), &whole.to_string()]);
        let first = now.first_answer.map_or_else(
            || "—".to_owned(),
            |seconds| fill_in(words::SECONDS, &[&seconds.to_string()]),
        );
        vec![
            figure(words::REQUESTS, now.requests.to_string()),
            figure(words::FIRST_ANSWER, first),
            figure(words::IN_TIME_COUNT, of(now.in_time, now.due)),
            figure(words::SOLVED, of(now.solved, now.requests)),
            figure(words::RATINGS, of(now.satisfied, now.ratings)),
        ]
    };
    view! {
        <section class="stack">
            <h2>{move || t(words::FIGURES)}</h2>
            <dl class="today">{all}</dl>
        </section>
    }
    .into_any()
}

fn figure(name: Message, value: String) -> AnyView {
    view! {
        <div class="card">
            <dt class="small soft">{t(name)}</dt>
            <dd class="strong num">{value}</dd>
        </div>
    }
    .into_any()
}

//! How much can be done here, in figures.

use bangban_markup::view;
use leptos::prelude::*;

use crate::api::catalogue;
use crate::i18n::{Message, home as words, t};
use crate::ui::load::load;

/// The card.
pub fn view() -> AnyView {
    load(catalogue::figures).show(|figures| {
        let line = |count: u32, name: Message| {
            view! {
                <div>
                    <dt>{t(name)}</dt>
                    <dd class="num">{count.to_string()}</dd>
                </div>
            }
            .into_any()
        };
        view! {
            <section class="card stack">
                <h2>{t(words::FIGURES)}</h2>
                <dl class="figures">
                    {line(figures.items, words::FIGURE_ITEMS)}
                    {line(figures.assisted, words::FIGURE_ASSISTED)}
                    {line(figures.automatic, words::FIGURE_AUTOMATIC)}
                    {line(figures.cross_province, words::FIGURE_CROSS)}
                    {line(figures.stations, words::FIGURE_STATIONS)}
                </dl>
            </section>
        }
        .into_any()
    })
}

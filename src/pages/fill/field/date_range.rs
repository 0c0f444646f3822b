//! A period: from one date to another.

use bangban_forms::Key;
use bangban_markup::view;
use leptos::prelude::*;

use super::line::LAST_DAY;
use super::name_of;
use crate::i18n::{Message, fill, t};
use crate::store::filling::Filling;

pub(super) fn date_range(filling: Filling, key: Key) -> AnyView {
    let part = |part: &'static str, words: Message| {
        let value = filling.with_state(|state| {
            state.raw(key).get(part).and_then(|date| date.as_str()).unwrap_or_default().to_owned()
        });
        view! {
            <label class="part">
                <span>{t(words)}</span>
                <input type="date" max=LAST_DAY name=name_of(key) data-part=part prop:value=value />
            </label>
        }
        .into_any()
    };
    view! { <div class="parts">{part("from", fill::FROM)}{part("to", fill::TO)}</div> }.into_any()
}

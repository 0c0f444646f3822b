//! A tag: a word about something, with an icon where it tells a state.

use bangban_contract::filing::FilingState;
use bangban_markup::view;
use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::i18n::{state, t};

/// A word with the colour class `tone` (empty, `act`, `helper`, `wait`, `wrong`, `done`).
pub fn tag(tone: &'static str, text: impl Into<String>) -> AnyView {
    let text = text.into();
    view! { <span class=["tag ", tone].concat()>{text}</span> }.into_any()
}

/// Where a filing stands. Tracked.
pub fn state_tag(at: FilingState) -> AnyView {
    let sign = match at {
        FilingState::Draft => Icon::PEN,
        FilingState::NotAccepted | FilingState::Refused | FilingState::SupplementRequested => {
            Icon::WRONG
        }
        FilingState::Granted | FilingState::Delivered => Icon::DONE,
        FilingState::Withdrawn => Icon::INFO,
        FilingState::Submitted
        | FilingState::Accepted
        | FilingState::UnderReview
        | FilingState::SpecialProcedure => Icon::CLOCK,
    };
    view! { <span class=["tag ", state::tone(at)].concat()>{icon(sign)} {t(state::name(at))}</span> }
        .into_any()
}

//! What the assistant has taken up and is not over.

use bangban_contract::assistance::{Assistance, AssistanceState as State};
use bangban_markup::view;
use leptos::prelude::*;

use super::desk::Desk;
use super::{minutes, moves};
use crate::i18n::{fill_in, pick, staff as words, t};
use crate::ui::icon::{Icon, icon};

/// The list of them.
pub(super) fn view(desk: Desk) -> AnyView {
    let all = move || {
        let mine = desk.station.mine.get();
        if mine.is_empty() {
            return view! { <p class="soft">{t(words::MINE_NONE)}</p> }.into_any();
        }
        let rows: Vec<AnyView> = mine.iter().map(|one| row(desk, one)).collect();
        view! { <ul class="stack">{rows}</ul> }.into_any()
    };
    view! {
        <section class="stack" aria-labelledby="mine-title">
            <h2 id="mine-title">{move || t(words::MINE)}</h2>
            {all}
        </section>
    }
    .into_any()
}

fn row(desk: Desk, one: &Assistance) -> AnyView {
    let name = one.applicant.as_ref().map(pick);
    let item = one.about.item_name.as_ref().map_or_else(|| t(words::ANY_ITEM).to_owned(), pick);
    let title = name.map_or_else(|| item.clone(), |name| [&name, " · ", &item].concat());
    let open = if one.state == State::Active { words::OPEN } else { words::OPEN_WAITING };
    let class = if one.state == State::Active { "btn main" } else { "btn" };
    let station = desk.station;
    let colleagues = Signal::derive(move || station.read(|now| now.colleagues.clone()));
    view! {
        <li class="card stack">
            <div class="row wrap">
                <p class="strong">{title}</p>
                <span class="push">{state(desk, one)}</span>
            </div>
            <div class="btns">
                <a class=class href=["/staff/", &one.id].concat()>
                    {t(open)}
                </a>
                {moves::hand_over(one.id.clone(), colleagues, || {})}
                {moves::end(one.id.clone(), || {})}
            </div>
        </li>
    }
    .into_any()
}

/// How it stands, and how long that lasts: by icon and word.
fn state(desk: Desk, one: &Assistance) -> AnyView {
    let id = one.id.clone();
    let left = move || desk.station.left(&id);
    let (class, sign) = match one.state {
        State::Active => ("tag helper num", Icon::DONE),
        State::Paused => ("tag num", Icon::INFO),
        _ => ("tag wait num", Icon::CLOCK),
    };
    let (state, level) = (one.state, one.level);
    let text = move || match (state, level, left()) {
        (State::Active, Some(level), left) => {
            let now = fill_in(words::ACTIVE, &[t(words::level(level))]);
            let left = left.map(|left| fill_in(words::LEFT, &[&minutes(left)]));
            left.map_or_else(|| now.clone(), |left| [&now, " · ", &left].concat())
        }
        (State::Paused, ..) => t(words::PAUSED).to_owned(),
        (_, _, Some(left)) => fill_in(words::ASKED_LEFT, &[&left.to_string()]),
        _ => t(words::ASKED).to_owned(),
    };
    view! {
        <span class=class>
            {icon(sign)}
            {text}
        </span>
    }
    .into_any()
}

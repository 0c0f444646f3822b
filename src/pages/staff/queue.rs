//! The queue: who waits, how long, and what about.

use bangban_contract::assistance::PROMISE;
use bangban_contract::assistance::station::Waiting;
use bangban_markup::view;
use leptos::prelude::*;

use super::desk::Desk;
use super::minutes;
use crate::i18n::{fill_in, pick, staff as words, t, when};
use crate::platform::focus;
use crate::ui::icon::{Icon, icon};

/// Id of a request's button.
pub(super) fn id_of(id: &str) -> String {
    ["waiting-", id].concat()
}

/// The queue.
pub(super) fn view(desk: Desk) -> AnyView {
    let waiting = desk.station.waiting;
    let count = move || {
        let count = waiting.with(Vec::len).to_string();
        fill_in(words::QUEUE, &[&count])
    };
    let list = move || {
        let all = waiting.get();
        // A row that is drawn anew has the keyboard again.
        let held = focus::focused_id().filter(|id| id.starts_with("waiting-"));
        if let Some(held) = held {
            request_animation_frame(move || {
                focus::focus(&["#", &held].concat());
            });
        }
        if all.is_empty() {
            return view! {
                <div class="card stack tight">
                    <p class="strong">{t(words::NOBODY)}</p>
                    <p class="soft">{t(words::NOBODY_TEXT)}</p>
                </div>
            }
            .into_any();
        }
        let rows: Vec<AnyView> = all.iter().map(|one| row(desk, one)).collect();
        view! { <ol class="queue">{rows}</ol> }.into_any()
    };
    view! {
        <section class="stack" aria-labelledby="queue-title">
            <div class="row wrap">
                <h2 id="queue-title">{count}</h2>
                <span class="unseen" role="status">
                    {count}
                </span>
                <span class="push small soft">{move || t(words::PROMISE)}</span>
            </div>
            {list}
        </section>
    }
    .into_any()
}

fn row(desk: Desk, one: &Waiting) -> AnyView {
    let (id, chosen) = (one.id.clone(), desk.chosen);
    let is_chosen = {
        let id = id.clone();
        move || chosen.with(|now| now.as_deref() == Some(&*id)).to_string()
    };
    let title = one.about.item_name.as_ref().map_or_else(|| t(words::ANY_ITEM).to_owned(), pick);
    let question = match &*one.about.question {
        "" => view! { <span class="small soft">{t(words::NO_QUESTION)}</span> }.into_any(),
        text => view! { <span class="small soft clip">{text.to_owned()}</span> }.into_any(),
    };
    let button = id_of(&id);
    let press = {
        let id = id.clone();
        move |_| desk.choose(&id)
    };
    view! {
        <li>
            <button class="choice waiting" id=button aria-pressed=is_chosen on:click=press>
                <span class="row">
                    <span class="strong">{title}</span>
                    <span class="push">{age(desk, one)}</span>
                </span>
                {question}
            </button>
        </li>
    }
    .into_any()
}

/// How long it has waited, against the promise: by icon and word.
pub(super) fn age(desk: Desk, one: &Waiting) -> AnyView {
    let (id, slot) = (one.id.clone(), one.slot.clone());
    let booked = slot.map(|slot| {
        let at = when::parse_instant(&slot).map_or(0, |(_, at)| at);
        fill_in(words::BOOKED, &[&minutes(at)])
    });
    let waited = Memo::new(move |_| desk.station.waited(&id));
    let is_late = Memo::new(move |_| waited.get() > PROMISE);
    let class = move || if is_late.get() { "tag wrong num" } else { "tag wait num" };
    let sign = move || icon(if is_late.get() { Icon::WRONG } else { Icon::CLOCK });
    let text = move || {
        let waited = waited.get();
        match &booked {
            // Nobody has waited for it yet.
            Some(booked) if waited == 0 => booked.clone(),
            _ if waited > PROMISE => fill_in(words::LATE, &[&minutes(waited)]),
            _ => fill_in(words::IN_TIME, &[&minutes(waited)]),
        }
    };
    view! {
        <span class=class>
            {sign}
            {text}
        </span>
    }
    .into_any()
}

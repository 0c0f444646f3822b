//! What one has asked for and is still open, on the page of help: where it stands, and the way
//! there.

use bangban_contract::assistance::{
    Assistance, AssistanceState as State, EndReason, Move, PROMISE,
};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::bar::{address, in_words};
use crate::i18n::{assist as words, fill_in, help, pick, t};
use crate::platform::focus;
use crate::store::assistance::Help;
use crate::ui::el::child;
use crate::ui::notice::error_words;
use crate::ui::phone::phone as call_link;
use crate::ui::toast::use_toasts;

/// The card, where there is something to tell.
pub(super) fn view() -> AnyView {
    let help = Help::anywhere();
    child(move || {
        let state = help.state()?;
        let told = help.told_now()?;
        let is_over = state == State::Ended;
        // Taken back by the person's own press: there is nothing more to tell.
        if is_over && told.ended == Some(EndReason::Cancelled) {
            return None;
        }
        Some(card(help, &told))
    })
}

fn card(help: Help, told: &Assistance) -> AnyView {
    let is_urgent = told.state == State::Asked && told.filing.is_some();
    let role = if is_urgent { "alert" } else { "status" };
    let line = move || help.told().map(|told| in_words(&told));
    let left = move || {
        let left = help.left().filter(|_| is_urgent)?;
        Some(fill_in(words::CONSENT_LEFT, &[&left.to_string()]))
    };
    let waits = (told.state == State::Waiting).then(|| waiting(help, told));
    let go = if is_urgent { words::ANSWER_THERE } else { words::SEE_THERE };
    let back = (told.state == State::Waiting).then(|| take_back(help, told.slot.is_some()));
    view! {
        <section class="card stack help-open">
            <h2>{t(help::OPEN)}</h2>
            <p class="strong" role=role>
                {line}
            </p>
            <p class="num" role="timer">{left}</p>
            {waits}
            <div class="btns">
                <a class="btn main" href=address(told)>
                    {t(go)}
                </a>
                {back}
            </div>
        </section>
    }
    .into_any()
}

/// The station, and how long it has waited against the promise.
fn waiting(help: Help, told: &Assistance) -> AnyView {
    let (station, call) = (pick(&told.station.name), call_link(&told.station.phone));
    let is_booked = told.slot.is_some();
    let (phone, opens_at) = (told.station.phone.clone(), told.station.opens_at.clone());
    let is_late = Memo::new(move |_| help.waited() > PROMISE);
    let time = (!is_booked).then(|| {
        let promise = move || {
            if let Some(at) = &opens_at {
                words::closed(at)
            } else if is_late.get() {
                fill_in(words::LATE, &[&phone])
            } else {
                t(words::PROMISE).to_owned()
            }
        };
        let waited = move || fill_in(words::WAITED, &[&words::minutes(help.waited())]);
        view! {
            <p class="num" role="timer">
                {waited}
            </p>
            <p>{promise}</p>
        }
    });
    view! {
        <p class="soft">{station} " · " {call}</p>
        {time}
    }
    .into_any()
}

fn take_back(help: Help, is_booked: bool) -> AnyView {
    let toasts = use_toasts();
    let press = move |_| {
        spawn_local(async move {
            let done = help.act(Move::End).await;
            untrack(|| match done {
                Ok(()) => {
                    focus::rescue(vec!["main h1".to_owned()]);
                    toasts.say(t(words::TAKEN_BACK));
                }
                Err(error) => toasts.say(error_words(&error).0),
            });
        });
    };
    let name = if is_booked { words::CANCEL_BOOKING } else { words::TAKE_BACK };
    view! {
        <button type="button" class="btn danger" on:click=press>
            {t(name)}
        </button>
    }
    .into_any()
}

//! While a request waits: its place, how long it has waited against the promise, and a code to
//! read to an assistant at the window or on the phone.

use bangban_contract::assistance::{Move, PROMISE};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Desk;
use crate::api::assistance as api;
use crate::i18n::{assist as words, fill_in, pick, t, when};
use crate::platform::clock;
use crate::ui::notice::error_words;
use crate::ui::phone::phone;

pub(super) fn waiting(desk: Desk) -> AnyView {
    let help = desk.help;
    let facts = Memo::new(move |_| {
        help.told().map(|told| (told.place.unwrap_or(1), told.slot, told.station))
    });
    let place = move || {
        facts.get().map(|(place, slot, station)| {
            let station = view! {
                <p class="soft">{pick(&station.name)} " · " {phone(&station.phone)}</p>
            };
            let first = match slot {
                Some(slot) => fill_in(words::BOOKED, &[&when::instant_of_week(&slot)]),
                None => fill_in(words::PLACE, &[&place.to_string()]),
            };
            view! { <p class="strong help-place">{first}</p> {station} }.into_any()
        })
    };
    let is_booked =
        Memo::new(move |_| facts.with(|facts| facts.as_ref().is_some_and(|f| f.1.is_some())));
    let waited = move || {
        (!is_booked.get()).then(|| {
            view! {
                <p class="num" role="timer">
                    {move || fill_in(words::WAITED, &[&words::minutes(help.waited())])}
                </p>
            }
            .into_any()
        })
    };
    let is_late = Memo::new(move |_| help.waited() > PROMISE);
    let promise = move || {
        if is_booked.get() {
            return ().into_any();
        }
        let opens_at = facts.with(|facts| facts.as_ref()?.2.opens_at.clone());
        let words = if let Some(at) = opens_at {
            words::closed(&at)
        } else if is_late.get() {
            let phone = facts.get().map(|facts| facts.2.phone).unwrap_or_default();
            fill_in(words::LATE, &[&phone])
        } else {
            t(words::PROMISE).to_owned()
        };
        view! { <p>{words}</p> }.into_any()
    };
    let take_back = move |_| {
        desk.asking().set(false);
        desk.act(Move::End, Some(words::TAKEN_BACK));
    };
    view! {
        <div class="stack">
            <div role="status">{place} {promise}</div>
            {waited}
            <p>{move || t(if is_booked.get() { words::GO_ON_BOOKED } else { words::GO_ON })}</p>
            {code(desk)}
            <div class="btns">
                <button type="button" class="btn danger" on:click=take_back>
                    {move || {
                        t(if is_booked.get() { words::CANCEL_BOOKING } else { words::TAKE_BACK })
                    }}
                </button>
                <button type="button" class="btn main" on:click=move |_| desk.asking().set(false)>
                    {t(words::KEEP_FILLING)}
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// The code, once it is asked for.
fn code(desk: Desk) -> AnyView {
    let code = RwSignal::new(None::<(String, f64)>);
    let wrong = RwSignal::new(String::new());
    let make = move |_| {
        let Some(told) = desk.help.told_now() else { return };
        spawn_local(async move {
            match api::code(&told.id).await {
                Ok(made) => {
                    let until = clock::now_ms() + f64::from(made.valid_seconds) * 1000.0;
                    wrong.try_set(String::new());
                    code.try_set(Some((made.code, until)));
                }
                Err(error) => drop(wrong.try_set(untrack(|| error_words(&error)).0)),
            }
        });
    };
    let shown = move || {
        code.get().map(|(digits, until)| {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let left = move || ((until - desk.help.clock()).max(0.0) / 1000.0).ceil() as u32;
            let left_words = move || match left() {
                0 => t(words::CODE_OVER).to_owned(),
                left => fill_in(words::CODE_LEFT, &[&words::minutes(left)]),
            };
            let spoken = digits.chars().map(String::from).collect::<Vec<_>>().join(" ");
            view! {
                <p>{t(words::CODE_HOW)}</p>
                <p class="help-code num" aria-label=spoken role="img">{digits}</p>
                <p class="small num" role="timer">{left_words}</p>
            }
            .into_any()
        })
    };
    view! {
        <div class="stack">
            <div role="status">{shown}</div>
            <p class="why" role="alert">{move || wrong.get()}</p>
            <button type="button" class="btn" on:click=make>{t(words::MAKE_CODE)}</button>
        </div>
    }
    .into_any()
}

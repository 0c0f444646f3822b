//! The bar on the pages on which the filing is not open: what is going on, and the way there.

use bangban_contract::assistance::{Assistance, AssistanceState as State, EndReason};
use bangban_markup::view;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::i18n::{assist as words, fill_in, pick, t, when};
use crate::store::assistance::{Help, current};
use crate::ui::el::child;

/// Where the filing is open, its own page tells, and on the page of help that page does; where
/// another filing is, this one does.
pub(super) fn view() -> AnyView {
    let path = use_location().pathname;
    let is_filling = Memo::new(move |_| path.with(|path| path.contains("/fill")));
    let is_told = Memo::new(move |_| path.with(|path| path == "/help"));
    child(move || {
        if is_told.get() {
            return ().into_any();
        }
        if !is_filling.get() {
            let help = Help::anywhere();
            return child(move || of(help, true));
        }
        // It goes with the page that asked for it, and this may be drawn anew just then.
        let inner =
            |help: Help| child(move || (!help.is_gone()).then(|| of(help, !help.is_here())));
        child(move || current().map(inner))
    })
}

/// That of one request, where there is something to tell. Tracked.
fn of(help: Help, is_told: bool) -> Option<AnyView> {
    let state = help.state().filter(|_| is_told)?;
    let told = help.told_now()?;
    let is_over = state == State::Ended;
    if is_over && told.ended == Some(EndReason::Cancelled) {
        return None;
    }
    let is_urgent = state == State::Asked && told.filing.is_some();
    let role = if is_urgent { "alert" } else { "status" };
    let text = move || help.told().map(|told| in_words(&told));
    let left = move || {
        let left = help.left().filter(|_| is_urgent)?;
        Some(fill_in(words::CONSENT_LEFT, &[&left.to_string()]))
    };
    let go = if is_urgent { words::ANSWER_THERE } else { words::SEE_THERE };
    let close = is_over.then(|| {
        view! {
            <button type="button" class="btn slim" on:click=move |_| help.skip()>
                {t(words::CLOSE)}
            </button>
        }
    });
    Some(
        view! {
            <aside class="help-line no-print" data-is=role aria-label=t(words::BAR)>
                <p>
                    <b role=role>{text}</b>
                    " "
                    <span class="small num" role="timer">{left}</span>
                </p>
                <a class="btn main slim" href=address(&told)>{t(go)}</a>
                {close}
            </aside>
        }
        .into_any(),
    )
}

/// Where it goes on: at the step that it was asked for, or among one's filings.
pub(super) fn address(told: &Assistance) -> String {
    let Some(filing) = &told.filing else { return "/filings".to_owned() };
    let step = told.about.step.as_deref().map(|step| ["/", step].concat());
    ["/filings/", filing, "/fill", &step.unwrap_or_default()].concat()
}

/// What is going on. Tracked by language.
pub(super) fn in_words(told: &Assistance) -> String {
    let name = told
        .assistant
        .as_ref()
        .map_or_else(|| t(words::ASSISTANT).to_owned(), |one| pick(&one.name));
    match told.state {
        State::Waiting if told.slot.is_some() => {
            let at = told.slot.as_deref().map(when::instant_of_week).unwrap_or_default();
            fill_in(words::LINE_BOOKED, &[&at])
        }
        State::Waiting => fill_in(words::LINE_WAITS, &[&told.place.unwrap_or(1).to_string()]),
        State::Asked if told.filing.is_some() => fill_in(words::LINE_ASKS, &[&name]),
        State::Asked => fill_in(words::LINE_READS, &[&name]),
        State::Active => {
            fill_in(words::LINE_IS_IN, &[&name, told.level.map(words::level).unwrap_or_default()])
        }
        State::Paused => fill_in(words::PAUSED, &[&name]),
        State::Ended if told.reply.is_some() => fill_in(words::LINE_REPLIED, &[&name]),
        State::Ended => told.ended.map(words::reason).unwrap_or_default().to_owned(),
    }
}

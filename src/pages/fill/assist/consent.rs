//! Consent (授权): who asks, what they want to do, what they will see and not see. It ends by
//! itself as a refusal, and refusing is as easy as agreeing.

use bangban_contract::assistance::{Assistance, AssistanceState as State, Level, Move};
use bangban_markup::view;
use leptos::prelude::*;

use super::Desk;
use crate::i18n::{assist as words, fill_in, pick, t};
use crate::ui::dialog::dialog;

pub(super) fn dialog_view(desk: Desk, open: RwSignal<bool>) -> AnyView {
    let help = desk.help;
    Effect::new(move |_| open.set(help.state() == Some(State::Asked) && help.is_here()));
    let name = move || {
        let told = help.told().and_then(|told| told.assistant);
        told.map_or_else(|| t(words::ASSISTANT).to_owned(), |one| pick(&one.name))
    };
    let title = move || fill_in(words::CONSENT_TITLE, &[&name()]);
    dialog(open, title, move || match help.told_now() {
        Some(told) => body(desk, &told),
        None => ().into_any(),
    })
}

fn body(desk: Desk, told: &Assistance) -> AnyView {
    let asked = told.wanted.unwrap_or(Level::Look);
    let level = RwSignal::new(asked);
    let who = told.assistant.as_ref().map(|one| {
        let station = &told.station;
        view! {
            <dl class="help-who-asks">
                {fact(words::ASSISTANT, pick(&one.name))}
                {fact(words::NUMBER, one.number.clone())}
                {fact(words::STATION, pick(&station.name))}
                {fact(words::PHONE, station.phone.clone())}
            </dl>
        }
        .into_any()
    });
    let agree = move |_| desk.act(Move::Consent { level: level.get_untracked() }, None);
    let left = move || {
        let left = desk.help.left().unwrap_or_default();
        fill_in(words::CONSENT_LEFT, &[&left.to_string()])
    };
    view! {
        {who}
        <p class="strong">{fill_in(words::WANTS, &[words::level(asked)])}</p>
        {levels(level)}
        <dl class="stack help-sees">
            {fact(words::SEES, t(words::SEES_TEXT).to_owned())}
            {fact(words::SEES_NOT, t(words::SEES_NOT_TEXT).to_owned())}
        </dl>
        <p class="small">{t(words::ANY_TIME)}</p>
        <p class="strong num" role="timer">{left}</p>
        <div class="btns help-equal">
            <button type="button" class="btn" on:click=move |_| desk.act(Move::Refuse, None)>
                {t(words::REFUSE)}
            </button>
            <button type="button" class="btn main" on:click=agree>{t(words::AGREE)}</button>
        </div>
    }
    .into_any()
}

fn fact(name: crate::i18n::Message, value: String) -> AnyView {
    view! {
        <div>
            <dt>{t(name)}</dt>
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}

/// The three levels, each in a sentence.
pub(super) fn levels(level: RwSignal<Level>) -> AnyView {
    let all = Level::ALL.map(|one| {
        view! {
            <label class="pick">
                <input
                    type="radio"
                    name="help-level"
                    prop:checked=move || level.get() == one
                    on:change=move |_| level.set(one)
                />
                <span>
                    <b>{words::level(one)}</b> " " {words::level_text(one)}
                </span>
            </label>
        }
        .into_any()
    });
    view! {
        <div class="field"><fieldset>
            <legend>{t(words::LEVELS)}</legend>
            {Vec::from(all)}
        </fieldset></div>
    }
    .into_any()
}

//! Consent (授权): who asks, what they want to do, what they will see and not see. It ends by
//! itself as a refusal, and refusing is as easy as agreeing.

use bangban_contract::assistance::{
    Assistance, AssistanceState as State, LONGER_TIMES, Level, Move,
};
use bangban_markup::view;
use leptos::prelude::*;

use super::Desk;
use crate::i18n::{assist as words, fill_in, pick, t};
use crate::platform::focus;
use crate::ui::dialog::dialog;
use crate::ui::phone::phone;

/// That the time is nearly over is said aloud this long before, seconds.
const SHORT: u32 = 10;

pub(super) fn dialog_view(desk: Desk, open: RwSignal<bool>) -> AnyView {
    let help = desk.help;
    let is_asked = Memo::new(move |_| help.state() == Some(State::Asked) && help.is_here());
    Effect::new(move |_| open.set(is_asked.get()));
    // What is chosen in it stays while the rest of what is told changes.
    let name = Memo::new(move |_| {
        let told = help.told().and_then(|told| told.assistant);
        told.map_or_else(|| t(words::ASSISTANT).to_owned(), |one| pick(&one.name))
    });
    let title = move || fill_in(words::CONSENT_TITLE, &[&name.get()]);
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
                {fact(words::ASSISTANT, pick(&one.name).into_any())}
                {fact(words::NUMBER, one.number.clone().into_any())}
                {fact(words::STATION, pick(&station.name).into_any())}
                {fact(words::PHONE, phone(&station.phone))}
            </dl>
        }
        .into_any()
    });
    let takes_over = told.assistant.as_ref().and_then(|one| {
        let before = untrack(|| desk.help.before())?;
        let words = fill_in(words::TAKES_OVER, &[&pick(&one.name), &pick(&before.name)]);
        Some(view! { <p class="strong">{words}</p> }.into_any())
    });
    let agree = move |_| desk.act(Move::Consent { level: level.get_untracked() }, None);
    let seconds = Memo::new(move |_| desk.help.left().unwrap_or_default());
    let left = move || fill_in(words::CONSENT_LEFT, &[&seconds.get().to_string()]);
    let is_short = Memo::new(move |_| seconds.get() <= SHORT);
    let warning =
        move || is_short.get().then(|| fill_in(words::CONSENT_LEFT, &[&SHORT.to_string()]));
    let times = Memo::new(move |_| desk.help.told().and_then(|told| told.longer));
    let can_wait = Memo::new(move |_| times.get().unwrap_or_default() > 0);
    Effect::new(move |_| {
        if !can_wait.get() {
            // The button may have had it.
            focus::rescue(vec!["dialog[open] h2".to_owned()]);
        }
    });
    let taken = move || {
        let taken = LONGER_TIMES - times.get().unwrap_or(LONGER_TIMES).min(LONGER_TIMES);
        (taken > 0).then(|| fill_in(words::TOOK_LONGER, &[&taken.to_string()]))
    };
    let longer = move || {
        let press = move |_| desk.act(Move::TakeLonger, None);
        can_wait.get().then(|| {
            view! {
                <button type="button" class="btn slim" on:click=press>
                    {t(words::TAKE_LONGER)}
                </button>
            }
            .into_any()
        })
    };
    view! {
        {takes_over}
        {who}
        <p class="strong">{fill_in(words::WANTS, &[words::level(asked)])}</p>
        {levels(level)}
        <dl class="stack help-sees">
            {fact(words::SEES, t(words::SEES_TEXT).into_any())}
            {fact(words::SEES_NOT, t(words::SEES_NOT_TEXT).into_any())}
        </dl>
        <p class="small">{t(words::ANY_TIME)}</p>
        // What is answered, and how long that is possible, stays in view.
        <div class="help-foot">
            <div class="row wrap">
                <p class="strong num" role="timer">{left}</p>
                {longer}
                <span class="small" role="status">{taken}</span>
            </div>
            <p class="unseen" role="alert">{warning}</p>
            <div class="btns help-equal">
                <button type="button" class="btn" on:click=move |_| desk.act(Move::Refuse, None)>
                    {t(words::REFUSE)}
                </button>
                <button type="button" class="btn main" on:click=agree>{t(words::AGREE)}</button>
            </div>
        </div>
    }
    .into_any()
}

fn fact(name: crate::i18n::Message, value: AnyView) -> AnyView {
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

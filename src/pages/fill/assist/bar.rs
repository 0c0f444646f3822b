//! The bar that is always in view while somebody is in the filing: who, what they may do, how
//! long, and the ways to change and to end it.

use bangban_contract::assistance::{AssistanceState as State, Move};
use bangban_markup::view;
use leptos::prelude::*;

use super::Desk;
use crate::i18n::{assist as words, fill_in, pick, t};

pub(super) fn bar(desk: Desk) -> AnyView {
    let help = desk.help;
    let is_on = Memo::new(move |_| {
        matches!(help.state(), Some(State::Active | State::Paused)) && help.is_here()
    });
    (move || is_on.get().then(|| shown(desk))).into_any()
}

fn shown(desk: Desk) -> AnyView {
    let help = desk.help;
    let is_paused = move || help.state() == Some(State::Paused);
    let who = Memo::new(move |_| {
        let told = help.told()?;
        let one = told.assistant?;
        let level = told.level.map(words::level).unwrap_or_default();
        let name = pick(&one.name);
        Some(if told.state == State::Paused {
            fill_in(words::PAUSED, &[&name])
        } else {
            fill_in(words::IS_IN, &[&name, &one.number, level])
        })
    });
    let left = move || {
        if !help.is_reached() {
            return t(words::UNREACHED).to_owned();
        }
        let left = help.left().unwrap_or_default();
        fill_in(words::MINUTES_LEFT, &[&words::minutes(left)])
    };
    let read = RwSignal::new(untrack(|| desk.assist.messages().len()));
    Effect::new(move |_| {
        let count = desk.assist.messages().len();
        if desk.panel.get() {
            read.set(count);
        }
    });
    let talk = move || match desk.assist.messages().len().saturating_sub(read.get()) {
        0 => t(words::PANEL).to_owned(),
        new => fill_in(words::PANEL_NEW, &[&new.to_string()]),
    };
    let resume = move || {
        is_paused().then(|| {
            view! {
                <button
                    type="button"
                    class="btn main slim"
                    on:click=move |_| desk.act(Move::Resume, None)
                >
                    {t(words::RESUME)}
                </button>
            }
            .into_any()
        })
    };
    view! {
        <aside class="help-bar no-print" aria-label=t(words::BAR)>
            <p class="help-who">
                <b role="status">{move || who.get().unwrap_or_default()}</b>
                " "
                <span class="small num" role="timer">{left}</span>
            </p>
            <div class="row">
                {resume}
                <button
                    type="button"
                    class="btn slim"
                    aria-expanded=move || desk.panel.get().to_string()
                    on:click=move |_| desk.panel.update(|open| *open = !*open)
                >
                    {talk}
                </button>
                <button
                    type="button"
                    class="btn slim"
                    aria-haspopup="dialog"
                    on:click=move |_| desk.managing().set(true)
                >
                    {t(words::MANAGE)}
                </button>
                <button
                    type="button"
                    class="btn danger slim"
                    on:click=move |_| desk.act(Move::End, None)
                >
                    {t(words::END)}
                </button>
            </div>
        </aside>
    }
    .into_any()
}

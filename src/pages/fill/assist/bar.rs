//! The bar that is always in view while somebody is in the filing: who, what they may do, how
//! long, and the ways to change and to end it.

use bangban_contract::assistance::{AssistanceState as State, Level, Move};
use bangban_markup::view;
use leptos::prelude::*;

use super::{Desk, news};
use crate::i18n::{assist as words, fill_in, pick, t};
use crate::pages::together::Scene;
use crate::platform::{focus, overlay};
use crate::ui::icon::{Icon, icon};

pub(super) fn bar(desk: Desk, scene: Scene) -> AnyView {
    let help = desk.help;
    let is_on = Memo::new(move |_| {
        matches!(help.state(), Some(State::Active | State::Paused)) && help.is_here()
    });
    // The way in, which had the focus before the prompt, may be hidden where the bar is.
    Effect::new(move |before: Option<Option<State>>| {
        let now = help.state();
        if before == Some(Some(State::Asked)) && now == Some(State::Active) {
            focus::rescue(vec![".help-who".to_owned()]);
        }
        now
    });
    (move || is_on.get().then(|| shown(desk, scene))).into_any()
}

fn shown(desk: Desk, scene: Scene) -> AnyView {
    let help = desk.help;
    let is_paused = move || help.state() == Some(State::Paused);
    // In full, and for a phone the name and, whatever room there is, the level.
    let who = Memo::new(move |_| {
        let told = help.told()?;
        let one = told.assistant?;
        let level = told.level.map(words::level).unwrap_or_default();
        let name = pick(&one.name);
        Some(if told.state == State::Paused {
            (fill_in(words::PAUSED, &[&name]), name, t(words::PAUSED_SHORT))
        } else {
            (fill_in(words::IS_IN, &[&name, &one.number, level]), name, level)
        })
    });
    let full = move || who.get().unwrap_or_default().0;
    let name = move || who.get().unwrap_or_default().1;
    let level = move || who.get().unwrap_or_default().2;
    // Told once, and not with every second.
    let asked = Memo::new(move |_| asked(desk));
    // What was answered may have had the focus.
    Effect::new(move |before: Option<bool>| {
        let now = asked.with(Option::is_some);
        if before == Some(true) && !now {
            focus::rescue(vec![".help-who".to_owned()]);
        }
        now
    });
    let left = move || {
        if !help.is_reached() {
            return t(words::UNREACHED).to_owned();
        }
        let left = help.left().unwrap_or_default();
        fill_in(words::MINUTES_LEFT, &[&words::about(left)])
    };
    let read = RwSignal::new(untrack(|| desk.assist.messages().len()));
    Effect::new(move |_| {
        let count = desk.assist.messages().len();
        if desk.panel.get() {
            read.set(count);
        }
    });
    let new = Memo::new(move |_| desk.assist.messages().len().saturating_sub(read.get()));
    let rest =
        move || (new.get() > 0).then(|| fill_in(words::PANEL_NEW, &[&new.get().to_string()]));
    let count = move || (new.get() > 0).then(|| new.get().to_string());
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
    // What is below it begins where it ends, however many lines it has.
    let height = StoredValue::new_local(None);
    request_animation_frame(move || {
        height.try_set_value(overlay::Height::of(".help-bar", "--help-bar"));
    });
    view! {
        <aside class="help-bar no-print" aria-label=t(words::BAR)>
            <p class="help-who" tabindex="-1">
                <b role="status">
                    <span class="help-full">{full}</span>
                    <span class="help-short">
                        <span class="help-name">{name}</span>
                        <span class="help-level">" · " {level}</span>
                    </span>
                </b>
                " "
                <span class="small num" role="timer">{left}</span>
            </p>
            <div class="help-asks" role="status">{move || asked.get().map(|(name, wanted)| wants(desk, &name, wanted))}</div>
            <div class="row">
                {resume}
                {news::view(desk, scene)}
                <button
                    type="button"
                    class="btn slim help-talk"
                    data-count=count
                    aria-expanded=move || desk.panel.get().to_string()
                    on:click=move |_| desk.panel.update(|open| *open = !*open)
                >
                    {icon(Icon::TALK)}
                    <span>{t(words::PANEL)} <span class="help-rest">{rest}</span></span>
                </button>
                <button
                    type="button"
                    class="btn slim"
                    aria-haspopup="dialog"
                    on:click=move |_| desk.managing().set(true)
                >
                    {icon(Icon::PEN)}
                    {t(words::MANAGE)}
                </button>
                <button
                    type="button"
                    class="btn danger slim"
                    aria-haspopup="dialog"
                    on:click=move |_| desk.ending().set(true)
                >
                    {icon(Icon::CLOSE)}
                    {t(words::END)}
                </button>
            </div>
        </aside>
    }
    .into_any()
}

/// What the assistant asks to be allowed besides, to be answered.
fn wants(desk: Desk, name: &str, wanted: Level) -> AnyView {
    let allow = move |_| desk.act(Move::ChangeLevel { level: wanted }, None);
    view! {
        <p class="strong">{fill_in(words::WANTS_MORE, &[name, words::level(wanted)])}</p>
        <div class="btns">
            <button type="button" class="btn slim" on:click=allow>{t(words::ALLOW)}</button>
            <button
                type="button"
                class="btn slim"
                on:click=move |_| desk.act(Move::DeclineLevel, None)
            >
                {t(words::ALLOW_NOT)}
            </button>
        </div>
    }
    .into_any()
}

/// Who asks for a higher level, and for which. Tracked.
fn asked(desk: Desk) -> Option<(String, Level)> {
    let told = desk.help.told().filter(|told| told.state == State::Active)?;
    let wanted = told.wanted.filter(|wanted| told.level.is_some_and(|level| level < *wanted))?;
    Some((pick(&told.assistant?.name), wanted))
}

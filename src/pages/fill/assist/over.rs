//! When it is over: why, what was answered, and how it was (好差评).

use bangban_contract::assistance::{Assistance, AssistanceState as State, EndReason};
use bangban_markup::view;
use leptos::prelude::*;

use super::Desk;
use crate::i18n::{assist as words, t};
use crate::platform::focus;
use crate::ui::dialog::dialog;
use crate::ui::rating::rating;

pub(super) fn dialog_view(desk: Desk) -> AnyView {
    let help = desk.help;
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if help.state() == Some(State::Ended) {
            match help.told_now().and_then(|told| told.ended) {
                Some(EndReason::Cancelled) => help.clear(),
                _ => open.set(true),
            }
        }
    });
    // However it is closed, it is not asked again.
    Effect::new(move |was: Option<bool>| {
        let is_open = open.get();
        if was == Some(true) && !is_open {
            help.skip();
            // What had the focus before may be gone with the assistance.
            focus::rescue(vec!["main h1".to_owned()]);
        }
        is_open
    });
    dialog(
        open,
        move || {
            let why = help.told_now().and_then(|told| told.ended);
            t(if was_in(why) { words::OVER_TITLE } else { words::UNHELPED_TITLE }).to_owned()
        },
        move || match help.told_now() {
            Some(told) => body(desk, &told, open),
            None => ().into_any(),
        },
    )
}

/// Whether an assistant was in the filing, as far as the reason for its end says.
fn was_in(why: Option<EndReason>) -> bool {
    use EndReason::{Cancelled, Lapsed, Refused, Replied, Unanswered};
    !matches!(why, Some(Cancelled | Lapsed | Refused | Replied | Unanswered))
}

fn body(desk: Desk, told: &Assistance, open: RwSignal<bool>) -> AnyView {
    let why = told.ended.map(words::reason).unwrap_or_default();
    let reply = told.reply.clone().map(|reply| {
        view! {
            <p class="small soft">{t(words::REPLY)}</p>
            <p class="pre strong">{reply}</p>
        }
        .into_any()
    });
    let was_refused = matches!(told.ended, Some(EndReason::Refused | EndReason::Unanswered));
    let is_rated = told.assistant.is_none() || told.rating.is_some() || was_refused;
    let record = ["/filings/", &desk.help.filing(), "/record"].concat();
    // Nobody was in the filing: what was asked is still to be answered.
    let can_ask =
        matches!(told.ended, Some(EndReason::Lapsed | EndReason::Refused | EndReason::Unanswered));
    let about = told.about.clone();
    let again = can_ask.then(|| {
        let press = move |_| {
            if let Some(key) = about.field.as_deref().and_then(|field| desk.key(field)) {
                desk.field.set(Some(key));
            }
            desk.again().set(Some(about.clone()));
            open.set(false);
            desk.asking().set(true);
        };
        view! {
            <button type="button" class="btn helper" aria-haspopup="dialog" on:click=press>
                {t(words::ASK_AGAIN)}
            </button>
        }
        .into_any()
    });
    let rate = if is_rated {
        view! {
            <div class="btns">
                {again}
                <button type="button" class="btn main" on:click=move |_| open.set(false)>
                    {t(words::CLOSE)}
                </button>
            </div>
        }
        .into_any()
    } else {
        rating(told.id.clone(), Callback::new(move |()| open.set(false)))
    };
    view! {
        <p role="status">{why}</p>
        {reply}
        <p><a href=record>{t(words::RECORD)}</a></p>
        {rate}
    }
    .into_any()
}

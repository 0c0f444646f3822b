//! An assistant in a filing: waits for consent, works in it, and is told when it is over.

mod bar;
mod editor;
mod files;
mod keys;
mod line;
mod lines;
mod mark;
mod open;
mod proposal;
mod reveal;
mod sensitive;
mod steps;
mod talk;
mod together;
mod under;

use bangban_contract::assistance::{EndReason, Level};
use bangban_contract::mandate::MandateAct;
use bangban_markup::view;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::moves;
use crate::i18n::{fill_in, pick, staff as words, t};
use crate::store::entrusted::Entrusting;
use crate::store::helping::{Helping, Shown};
use crate::ui::el::child;
use crate::ui::notice::{Tone, failure, notice, skeleton};
use crate::ui::page::{heading, moved};

/// The page.
pub(super) fn page() -> AnyView {
    view! {
        <div class="page desk-page">
            <a class="crumb" href="/staff">
                {move || t(words::BACK)}
            </a>
            {super::for_assistants(of_address)}
        </div>
    }
    .into_any()
}

/// The work in a filing under a mandate.
pub(super) fn under(filing: String, one: Entrusting) -> AnyView {
    let level =
        Memo::new(move |_| if one.may(MandateAct::Fill) { Level::Fill } else { Level::Look });
    open::filing(filing.clone(), filing, Helping::beside(), Some((one, level)))
}

fn of_address() -> AnyView {
    let params = use_params_map();
    // Going from step to step keeps everything.
    let id = Memo::new(move |_| params.with(|params| params.get("assistance").unwrap_or_default()));
    child(move || one(id.get()))
}

fn one(id: String) -> AnyView {
    let helping = Helping::follow(id.clone());
    // What is shown is dropped with all that is behind it as soon as it is something else.
    let before = StoredValue::new(Shown::Coming);
    child(move || {
        let now = helping.shown();
        let before = before.try_update_value(|before| std::mem::replace(before, now.clone()));
        if before.is_some_and(|before| before != Shown::Coming && before != now) {
            // What had the focus is gone: the heading of what comes has it.
            moved();
        }
        view_of(&id, helping, now)
    })
}

fn view_of(id: &str, helping: Helping, now: Shown) -> AnyView {
    match now {
        Shown::Coming => skeleton(),
        Shown::Asked => asked(id, helping),
        Shown::Active(filing) => open::filing(id.to_owned(), filing, helping, None),
        Shown::Paused => still(id, helping, Tone::Wait, t(words::PAUSED), t(words::PAUSED_TEXT)),
        Shown::Over => over(helping),
        Shown::Gone => finished(t(words::GONE), t(words::GONE_TEXT)),
        Shown::Failed(error) => {
            let id = id.to_owned();
            let again = move || crate::platform::title::open_anew(&["/staff/", &id].concat());
            (heading(t(words::TITLE)), failure(&error, again)).into_any()
        }
    }
}

/// The name of what it is about.
fn title(helping: Helping) -> String {
    let name = helping.read(|now| now.about.item_name.as_ref().map(pick));
    name.unwrap_or_else(|| t(words::ANY_ITEM).to_owned())
}

fn asked(id: &str, helping: Helping) -> AnyView {
    let wanted = move || helping.read(|now| now.wanted).unwrap_or(Level::Look);
    let text = move || {
        let left = helping.left().unwrap_or_default().to_string();
        fill_in(words::WAITS_FOR_CONSENT_TEXT, &[t(words::level(wanted())), &left])
    };
    let told = view! {
        <div class="notice wait">
            <div>
                <p class="strong" role="status">{t(words::WAITS_FOR_CONSENT)}</p>
                <p class="num">{text}</p>
            </div>
        </div>
    };
    (heading(title(helping)), told.into_any(), ends(id)).into_any()
}

fn still(
    id: &str,
    helping: Helping,
    tone: Tone,
    what: &'static str,
    text: &'static str,
) -> AnyView {
    let told = notice(tone, what, text, ().into_any());
    let told = view! { <div role="status">{told}</div> };
    (heading(title(helping)), told.into_any(), ends(id)).into_any()
}

fn ends(id: &str) -> AnyView {
    view! { <div class="btns">{moves::end(id.to_owned(), || {})}</div> }.into_any()
}

fn over(helping: Helping) -> AnyView {
    let why = helping.read(|now| now.ended).unwrap_or(EndReason::ByApplicant);
    finished(t(words::ENDED), t(words::reason(why)))
}

/// Nothing of the filing is here any more.
fn finished(what: &'static str, why: &'static str) -> AnyView {
    let back = view! {
        <a class="btn main" href="/staff">
            {t(words::BACK)}
        </a>
    };
    let told = notice(Tone::Plain, why, "", back.into_any());
    let told = view! { <div role="status">{told}</div> };
    (heading(what), told.into_any()).into_any()
}

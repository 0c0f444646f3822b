//! One mandate: how it stands, its text, and what each side may do.

use bangban_contract::mandate::{
    Mandate, MandateAct, MandateItem, MandateMove, MandateSide, MandateState,
};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::list::state_tag;
use super::{changing, paper, sign};
use crate::api::mandates as api;
use crate::i18n::{fill_in, mandate as words, pick, t, when};
use crate::platform::{clock, online, print};
use crate::store::session::use_session;
use crate::ui::filing_line::filing_line;
use crate::ui::load::{Load, Loader, load};
use crate::ui::notice::error_words;
use crate::ui::toast::use_toasts;

/// How often it is asked for anew while it waits for somebody, milliseconds.
const POLL: i32 = 4_000;

pub(super) fn view(id: String) -> AnyView {
    let session = use_session();
    let of = StoredValue::new(id);
    let whole = load(move || {
        session.track();
        async move { api::read(&of.get_value()).await }
    });
    keep_up(of, whole);
    // What was filed by it comes with reading alone.
    let done = Callback::new(move |_: Mandate| whole.again());
    whole.show(move |mandate| shown(mandate, done))
}

/// Follows it while the other side is to act, as the signature on a phone.
fn keep_up(id: StoredValue<String>, whole: Loader<Mandate>) {
    spawn_local(async move {
        loop {
            clock::sleep(POLL).await;
            let Some(state) = whole.state.try_get_untracked() else { return };
            let Load::Ready(known) = state else { continue };
            if !online::visible() || known.offer.is_none() {
                continue;
            }
            let Some(id) = id.try_get_value() else { return };
            if let Ok(now) = api::read(&id).await
                && now.version != known.version
            {
                whole.state.try_set(Load::Ready(now));
            }
        }
    });
}

fn shown(mandate: &Mandate, done: Callback<Mandate>) -> AnyView {
    let other = match mandate.side {
        MandateSide::Principal => fill_in(words::TO_AGENT, &[&pick(&mandate.agent.name)]),
        MandateSide::Agent => fill_in(words::OF_PRINCIPAL, &[&pick(&mandate.party)]),
    };
    let ended = mandate.ended_at.as_ref().map(|at| {
        let what = fill_in(words::ENDED_AT, &[t(words::state(mandate.state)), &when::instant(at)]);
        view! { <p>{what} " " {mandate.end_reason.clone()}</p> }
    });
    let offer_title = if mandate.current.is_some() { words::OFFER } else { words::TEXT };
    let offer = mandate.offer.as_ref().map(|offer| {
        view! {
            <section class="stack">
                <h2 class="no-print">{t(offer_title)}</h2>
                {paper::version(offer, false)}
            </section>
        }
    });
    let current = mandate.current.as_ref().map(|current| {
        view! {
            <section class="stack">
                <h2 class="no-print">{t(words::CURRENT)}</h2>
                {paper::version(current, true)}
            </section>
        }
    });
    let signing = (mandate.side == MandateSide::Principal && !mandate.state.is_over())
        .then(|| sign::here(mandate, done));
    view! {
        <header class="stack no-print">
            <p class="strong">{other}</p>
            <div class="tags" role="status">{state_tag(mandate.state)}</div>
            <p class="small soft num">{fill_in(words::NUMBER, &[&mandate.number])}</p>
            {ended}
            {moves(mandate, done)}
        </header>
        {offer}
        {signing}
        {current}
        {filed(mandate)}
    }
    .into_any()
}

/// What the reader may do.
fn moves(mandate: &Mandate, done: Callback<Mandate>) -> AnyView {
    let id = mandate.id.clone();
    let in_force = mandate.state == MandateState::InForce;
    let mut all = Vec::new();
    match mandate.side {
        MandateSide::Principal => {
            if let Some(current) = mandate.current.as_ref().filter(|_| in_force) {
                all.push(if mandate.offer.is_some() {
                    plain(
                        id.clone(),
                        "btn",
                        words::TAKE_BACK,
                        &MandateMove::TakeBack,
                        words::TAKEN_BACK,
                        done,
                    )
                } else {
                    changing::change(id.clone(), current.terms.clone(), done)
                });
            }
            if !mandate.state.is_over() {
                all.push(changing::revoke(id, mandate.current.is_some(), done));
            }
        }
        MandateSide::Agent => {
            if let Some(offer) = mandate.offer.as_ref().filter(|_| !mandate.state.is_over()) {
                let accept = MandateMove::Accept { digest: offer.text.digest.clone() };
                all.push(plain(
                    id.clone(),
                    "btn main",
                    words::ACCEPT,
                    &accept,
                    words::ACCEPTED,
                    done,
                ));
                all.push(plain(
                    id.clone(),
                    "btn",
                    words::DECLINE,
                    &MandateMove::Decline,
                    words::DECLINED,
                    done,
                ));
            }
            if let Some(current) = mandate.current.as_ref().filter(|_| in_force) {
                if current.terms.acts.contains(&MandateAct::Fill) {
                    all.extend(current.items.iter().map(|item| start(id.clone(), item)));
                }
                all.push(changing::resign(id, done));
            }
        }
    }
    all.push(
        view! {
            <button type="button" class="btn" on:click=|_| print::print()>{t(words::PRINT)}</button>
        }
        .into_any(),
    );
    view! { <div class="btns">{all}</div> }.into_any()
}

fn plain(
    id: String,
    class: &'static str,
    name: crate::i18n::Message,
    wanted: &MandateMove,
    said: crate::i18n::Message,
    done: Callback<Mandate>,
) -> AnyView {
    let wanted = wanted.clone();
    let press = move |_| changing::make(id.clone(), wanted.clone(), move |_| said, done);
    view! { <button type="button" class=class on:click=press>{t(name)}</button> }.into_any()
}

/// The button that begins a filing for the principal.
pub(super) fn start(id: String, item: &MandateItem) -> AnyView {
    let (toasts, navigate) = (use_toasts(), use_navigate());
    let busy = RwSignal::new(false);
    let of = item.id.clone();
    let press = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (id, of, navigate) = (id.clone(), of.clone(), navigate.clone());
        spawn_local(async move {
            match api::begin(&id, of).await {
                Ok(filing) => {
                    navigate(&["/entrusted/", &filing].concat(), NavigateOptions::default());
                }
                Err(error) => untrack(|| {
                    let (what, next) = error_words(&error);
                    toasts.say([what.as_str(), "：", &next].concat());
                }),
            }
            busy.try_set(false);
        });
    };
    view! {
        <button
            type="button"
            class="btn main"
            aria-disabled=move || busy.get().to_string()
            on:click=press
        >
            {fill_in(words::START, &[&pick(&item.name)])}
        </button>
    }
    .into_any()
}

fn filed(mandate: &Mandate) -> AnyView {
    if mandate.current.is_none() {
        return ().into_any();
    }
    let is_principal = mandate.side == MandateSide::Principal;
    let rows = mandate.filings.iter().map(|filing| {
        let line = if is_principal {
            filing_line(filing, false)
        } else {
            view! {
                <a href=["/entrusted/", &filing.id].concat()>{pick(&filing.item_name)}</a>
            }
            .into_any()
        };
        view! { <li>{line}</li> }.into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    let none = rows.is_empty().then(|| view! { <p class="soft">{t(words::FILED_NONE)}</p> });
    view! {
        <section class="stack no-print">
            <h2>{t(words::FILED)}</h2>
            {none}
            <ul class="card filings">{rows}</ul>
        </section>
    }
    .into_any()
}

//! Signing in: demo identities, or the way to the backend's own identity service.

use bangban_contract::session::{DemoIdentity, Role};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::api::{self, config, request::encode};
use crate::i18n::{fill_in, pick, sign_in as words, t};
use crate::store::session::use_session;
use crate::ui::load::load;
use crate::ui::notice::{Tone, error_words, notice};
use crate::ui::page::heading;
use crate::ui::text::text;
use crate::ui::toast::use_toasts;

crate::later! {
    starting, fetch_sign_in;
    /// `/sign-in?next=`
    pub fn sign_in_page() -> AnyView { page() }
}

fn page() -> AnyView {
    view! {
        <div class="page narrow">
            {move || heading(t(words::TITLE))} {already()}
            {if let Some(address) = config::sign_in() { elsewhere(&address) } else { demo() }}
        </div>
    }
    .into_any()
}

/// Where to go afterwards: a place of this app, whatever the address bar says.
fn next() -> String {
    let next = use_query_map().read_untracked().get("next").unwrap_or_default();
    let is_ours = next.starts_with('/') && !next.starts_with("//") && !next.contains('\\');
    if is_ours { next } else { "/".to_owned() }
}

fn already() -> AnyView {
    let session = use_session();
    let next = next();
    crate::ui::el::child(move || {
        let person = session.person()?;
        let go = view! {
            <a class="btn" href=next.clone()>
                {t(words::GO_ON)}
            </a>
        };
        let title = fill_in(words::ALREADY, &[&pick(&person.name)]);
        Some(notice(Tone::Done, title, "", go.into_any()))
    })
}

fn elsewhere(address: &str) -> AnyView {
    let back =
        [&leptos::prelude::location().origin().unwrap_or_default(), next().as_str()].concat();
    let address = [address, "?next=", &encode(&back)].concat();
    view! {
        <a class="btn main" rel="external" href=address>
            {move || t(words::GO)}
        </a>
    }
    .into_any()
}

fn demo() -> AnyView {
    let busy = RwSignal::new(false);
    load(api::session::identities).show(move |identities| {
        if identities.is_empty() {
            return notice(Tone::Wrong, t(words::NONE), t(words::NONE_TEXT), ().into_any());
        }
        let cards: Vec<AnyView> = identities.iter().map(|one| card(one, busy)).collect();
        view! {
            <section class="card stack">
                <h2>{t(words::DEMO_TITLE)}</h2>
                <p class="soft">{t(words::DEMO_TEXT)}</p>
                <div class="choices">{cards}</div>
            </section>
        }
        .into_any()
    })
}

fn card(identity: &DemoIdentity, busy: RwSignal<bool>) -> AnyView {
    let (session, toasts, navigate) = (use_session(), use_toasts(), use_navigate());
    let (id, name, next) = (identity.id.clone(), identity.name.clone(), next());
    let sign_in = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (id, name, next, navigate) = (id.clone(), name.clone(), next.clone(), navigate.clone());
        spawn_local(async move {
            match api::session::sign_in(id).await {
                Ok(now) => {
                    session.set(now);
                    untrack(|| toasts.say(fill_in(words::WELCOME, &[&pick(&name)])));
                    let is_staff = untrack(|| session.is_assistant());
                    // Who helps begins at their desk.
                    let next = if is_staff && next == "/" { "/staff" } else { &next };
                    navigate(next, Default::default());
                }
                Err(error) => untrack(|| toasts.say(error_words(&error).0)),
            }
            busy.try_set(false);
        });
    };
    let role = match identity.role {
        Role::Applicant => words::APPLICANT,
        Role::Reviewer => words::REVIEWER,
        Role::Assistant => words::ASSISTANT,
    };
    view! {
        <button class="choice" on:click=sign_in>
            <span class="row wrap">
                <span class="strong">{text(&identity.name)}</span>
                <span class="tag">{t(role)}</span>
            </span>
            <span class="small soft">{text(&identity.description)}</span>
        </button>
    }
    .into_any()
}

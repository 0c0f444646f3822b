//! The header: brand, places, language, type size, and who acts for whom.

use bangban_markup::view;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::guard::sign_in_address;
use super::tabs;
use crate::i18n::{pick, shell, t};
use crate::store::preferences::use_preferences;
use crate::store::session::use_session;

/// The header. `who` opens the dialog that tells who acts for whom.
pub fn view(who: RwSignal<bool>) -> AnyView {
    view! {
        <header class="top">
            <div class="top-in">{brand()} {tabs::links()} <div class="who">{switches()} {acting(who)}</div></div>
        </header>
    }
    .into_any()
}

fn brand() -> AnyView {
    view! {
        <a class="brand" href="/">
            <svg width="30" height="30" viewBox="0 0 30 30" fill="none" stroke-width="3.4" aria-hidden="true">
                <circle cx="11.5" cy="15" r="9" stroke="var(--act)"></circle>
                <circle cx="18.5" cy="15" r="9" stroke="var(--helper)"></circle>
            </svg>
            {move || t(shell::BRAND)}
        </a>
    }
    .into_any()
}

/// The switches of type size and language.
pub fn switches() -> AnyView {
    let preferences = use_preferences();
    view! {
        <button
            class="btn plain slim wide-only"
            on:click=move |_| preferences.switch_elder()
        >
            {move || {
                t(if preferences.elder.get() { shell::ELDER_OFF } else { shell::ELDER_ON })
            }}
        </button>
        <button class="btn plain slim wide-only" on:click=move |_| preferences.switch_language()>
            {move || t(shell::OTHER_LANGUAGE)}
        </button>
    }
    .into_any()
}

fn acting(who: RwSignal<bool>) -> AnyView {
    let (session, location) = (use_session(), use_location());
    crate::ui::el::child(move || {
        if !session.is_known() {
            return ().into_any();
        }
        let Some(person) = session.person() else {
            return view! {
                <a class="btn slim" href=sign_in_from_here(&location.pathname.get())>
                    {t(shell::SIGN_IN)}
                </a>
            }
            .into_any();
        };
        let (before, name) = match session.named() {
            Some(party) if !session.is_reviewer() => (t(shell::ACTING_FOR), pick(&party.name)),
            _ => ("", pick(&person.name)),
        };
        view! {
            <button class="acting" aria-haspopup="dialog" on:click=move |_| who.set(true)>
                <span>{before}</span>
                <b>{name}</b>
                <span aria-hidden="true">"▾"</span>
            </button>
        }
        .into_any()
    })
}

/// The address of the sign-in page that comes back to where one is.
fn sign_in_from_here(path: &str) -> String {
    if path.starts_with("/sign-in") { "/sign-in".to_owned() } else { sign_in_address(path) }
}

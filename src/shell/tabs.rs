//! The places of the app: as links in the header, and as tabs at the thumb on a phone.

use bangban_markup::view;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::i18n::{Message, guide, shell, t};
use crate::store::session::use_session;
use crate::ui::icon::{Icon, icon};

/// A place that the navigation leads to.
struct Place {
    address: &'static str,
    name: Message,
    icon: Icon,
    only_phone: bool,
}

const PLACES: [Place; 5] = [
    Place { address: "/", name: shell::HOME, icon: Icon::HOME, only_phone: false },
    Place { address: "/search", name: shell::FIND, icon: Icon::SEARCH, only_phone: false },
    Place { address: "/help", name: guide::HELPED, icon: Icon::TALK, only_phone: false },
    Place { address: "/filings", name: shell::FILINGS, icon: Icon::LIST, only_phone: false },
    Place { address: "/me", name: shell::ME, icon: Icon::PERSON, only_phone: true },
];

const REVIEW: Place =
    Place { address: "/review", name: shell::REVIEW, icon: Icon::PEN, only_phone: false };

const STAFF: Place =
    Place { address: "/staff", name: shell::STAFF, icon: Icon::PEN, only_phone: false };

/// Where staff work, instead of in filings of their own. Tracked.
fn desk() -> Option<&'static Place> {
    let session = use_session();
    match (session.is_reviewer(), session.is_assistant()) {
        (true, _) => Some(&REVIEW),
        (_, true) => Some(&STAFF),
        _ => None,
    }
}

/// Its address and name. Tracked.
pub fn desk_place() -> Option<(&'static str, Message)> {
    desk().map(|place| (place.address, place.name))
}

/// The places for who is signed in: staff have a desk where others have their filings. Tracked.
fn places(is_phone: bool) -> impl Iterator<Item = &'static Place> {
    let desk = desk();
    // Who helps does not ask for help.
    let shown = move |place: &&Place| {
        (is_phone || !place.only_phone) && (desk.is_none() || place.address != "/help")
    };
    let mine = move |place: &'static Place| match desk {
        Some(desk) if place.address == "/filings" => desk,
        _ => place,
    };
    PLACES.iter().filter(shown).map(mine)
}

fn is_at(path: &str, address: &str) -> bool {
    match address {
        "/" => path == "/",
        "/search" => ["/search", "/items/", "/scenes"].iter().any(|start| path.starts_with(start)),
        _ => path.starts_with(address),
    }
}

fn link(place: &'static Place, path: Memo<String>, with_icon: bool) -> AnyView {
    let sign = with_icon.then(|| icon(place.icon));
    view! {
        <a
            href=place.address
            aria-current=move || is_at(&path.get(), place.address).then_some("page")
        >
            {sign}
            {t(place.name)}
        </a>
    }
    .into_any()
}

/// The links of the header. Tracked.
pub fn links() -> AnyView {
    let path = use_location().pathname;
    let places = move || places(false).map(|place| link(place, path, false)).collect::<Vec<_>>();
    view! { <nav class="nav" aria-label=move || t(shell::MAIN_NAV)>{places}</nav> }.into_any()
}

/// The tabs of a phone.
pub fn view() -> AnyView {
    let path = use_location().pathname;
    let places = move || places(true).map(|place| link(place, path, true)).collect::<Vec<_>>();
    view! { <nav class="tabs" aria-label=move || t(shell::MAIN_NAV)>{places}</nav> }.into_any()
}

//! Which address shows which page.
//!
//! A table of our own below the router's address handling: the router's `<Routes>` makes a
//! type out of every set of routes, and that type cost more than all the pages' headings.

mod pattern;

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_url};
use leptos_router::location::{BrowserUrl, LocationProvider};
use leptos_router::params::ParamsMap;

use crate::later::{self, Coming};
use crate::pages::{
    by_phone, document, filing, filings, fill, guide, helped, home, mandates, me, not_found,
    receipt, record, review, scenes, search, sign_in, staff,
};
use crate::ui::el::child;
use crate::ui::page;

/// How a page is shown.
enum Show {
    /// It is part of the app.
    Now(fn() -> AnyView),
    /// It comes as a chunk of its own.
    Later(fn() -> Coming<AnyView>),
}

/// An address and its page.
struct Route(&'static str, Show);

const ROUTES: [Route; 22] = [
    Route("/", Show::Now(home::view)),
    Route("/search", Show::Now(search::view)),
    Route("/scenes", Show::Now(scenes::view)),
    Route("/scenes/:id", Show::Now(scenes::one)),
    Route("/items/:id", Show::Now(guide::view)),
    Route("/me", Show::Later(|| Box::pin(me::me_page()))),
    Route("/sign-in", Show::Later(|| Box::pin(sign_in::sign_in_page()))),
    Route("/phone", Show::Later(|| Box::pin(by_phone::join_page()))),
    Route("/help", Show::Later(|| Box::pin(helped::helped_part(true)))),
    Route("/filings", Show::Later(|| Box::pin(filings::filings_page()))),
    Route("/filings/:id", Show::Later(|| Box::pin(filing::filing_page()))),
    Route("/filings/:id/fill/:step?", Show::Later(|| Box::pin(fill::fill_page()))),
    Route(
        "/filings/:id/receipt",
        Show::Later(|| Box::pin(later::with_sheet("paper", receipt::receipt_page()))),
    ),
    Route(
        "/filings/:id/record",
        Show::Later(|| Box::pin(later::with_sheet("assist", record::record_page()))),
    ),
    Route(
        "/filings/:id/documents/:document",
        Show::Later(|| Box::pin(later::with_sheet("paper", document::own_page()))),
    ),
    Route("/review", Show::Later(|| Box::pin(later::with_sheet("staff", review::desk_page())))),
    Route(
        "/review/:id",
        Show::Later(|| Box::pin(later::with_sheet("staff", review::reviewed_page()))),
    ),
    Route(
        "/review/:id/documents/:document",
        Show::Later(|| Box::pin(later::with_sheet("paper", document::reviewed_page()))),
    ),
    Route(
        "/mandates/:id?",
        Show::Later(|| Box::pin(later::with_sheet("staff", mandates::mandates_page()))),
    ),
    Route(
        "/entrusted/:filing/:step?",
        Show::Later(|| Box::pin(later::with_sheet("staff", staff::entrusted_page()))),
    ),
    Route("/staff", Show::Later(|| Box::pin(later::with_sheet("staff", staff::desk_page())))),
    Route(
        "/staff/:assistance/:step?",
        Show::Later(|| Box::pin(later::with_sheet("staff", staff::work_page()))),
    ),
];

fn find(path: &str) -> Option<usize> {
    ROUTES.iter().position(|route| pattern::parameters(route.0, path).is_some())
}

/// The page of the address that is open.
pub fn view() -> AnyView {
    let path = use_location().pathname;
    let found = Memo::new(move |_| path.with(|path| find(path)));
    complete_navigation();
    let is_first = StoredValue::new(true);
    child(move || {
        let found = found.get();
        if is_first.get_value() {
            is_first.set_value(false);
        } else {
            page::moved();
        }
        untrack(|| match found {
            Some(at) => open(at, path),
            None => not_found::view(),
        })
    })
}

fn open(at: usize, path: Memo<String>) -> AnyView {
    let Route(pattern, show) = &ROUTES[at];
    // While the page is being left the address is no longer its own: it keeps what it had.
    provide_context(ArcMemo::new(move |before: Option<&ParamsMap>| {
        let now = path.with(|path| pattern::parameters(pattern, path));
        match (now, before) {
            (Some(now), before) => {
                let now = now.into_iter().collect();
                // From one filing or step to another the page is the same and only its content
                // changes; that is a move all the same, known before anything is drawn anew.
                if before.is_some_and(|before| *before != now) {
                    page::moved();
                }
                now
            }
            (None, Some(before)) => before.clone(),
            (None, None) => ParamsMap::new(),
        }
    }));
    match show {
        Show::Now(view) => view(),
        Show::Later(come) => later::show(come),
    }
}

/// Tells the router that the page for the address is drawn: only then does it write the
/// address into the history.
fn complete_navigation() {
    let (browser, url) = (use_context::<BrowserUrl>(), use_url());
    Effect::new(move |_| {
        url.track();
        if let Some(browser) = &browser {
            browser.ready_to_complete();
        }
    });
}

//! Start, providers and routes, and nothing else.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;
use leptos_router::{Lazy, hooks::use_location};
use wasm_bindgen_futures::spawn_local;

use crate::api::config;
use crate::pages;
use crate::platform::title;
use crate::shell::{self, crash};
use crate::store::catalogue::Catalogue;
use crate::store::preferences::Preferences;
use crate::store::session::SessionStore;
use crate::ui::page;
use crate::ui::toast::Toasts;

/// Starts the app in place of the static first paint.
pub fn start() {
    crash::install();
    spawn_local(async {
        // The page asked for the configuration before the app came; this only picks it up.
        config::load().await;
        let typed = title::take_first_paint();
        mount_to_body(move || app(typed));
    });
}

fn app(typed: Option<title::Typed>) -> AnyView {
    provide_context(Preferences::load());
    provide_context(Toasts::new());
    provide_context(pages::home::Typed::new(typed));
    provide_context(Catalogue::new());
    let session = SessionStore::new();
    provide_context(session);
    session.refresh();
    view! { <Router>{frame()}</Router> }.into_any()
}

fn frame() -> AnyView {
    let location = use_location();
    // Only a change of the path is another page; a search that is typed changes the query.
    Effect::new(move |before: Option<String>| {
        let path = location.pathname.get();
        if before.is_some_and(|before| before != path) {
            page::moved();
        }
        path
    });
    shell::around(routes().into_any())
}

#[allow(clippy::too_many_lines)]
fn routes() -> impl IntoView {
    view! {
        <FlatRoutes fallback=pages::not_found::view>
            <Route path=path!("/") view=pages::home::view />
            <Route path=path!("/search") view=pages::search::view />
            <Route path=path!("/scenes") view=pages::scenes::view />
            <Route path=path!("/scenes/:id") view=pages::scenes::one />
            <Route path=path!("/items/:id") view=pages::guide::view />
            <Route path=path!("/me") view=pages::me::view />
            <Route path=path!("/sign-in") view={Lazy::<pages::sign_in::SignInPage>::new()} />
            <Route path=path!("/filings") view={Lazy::<pages::filings::FilingsPage>::new()} />
            <Route path=path!("/filings/:id") view={Lazy::<pages::filing::FilingPage>::new()} />
            <Route path=path!("/filings/:id/fill/:step?") view={Lazy::<pages::fill::FillPage>::new()} />
            <Route path=path!("/filings/:id/receipt") view={Lazy::<pages::receipt::ReceiptPage>::new()} />
            <Route
                path=path!("/filings/:id/documents/:document")
                view={Lazy::<pages::document::DocumentPage>::new()}
            />
            <Route path=path!("/review") view={Lazy::<pages::review::ReviewPage>::new()} />
            <Route
                path=path!("/review/:id/documents/:document")
                view={Lazy::<pages::document::ReviewedDocumentPage>::new()}
            />
            <Route path=path!("/review/:id") view={Lazy::<pages::review::ReviewedPage>::new()} />
        </FlatRoutes>
    }
}

//! Start and providers, and nothing else.

use leptos::prelude::*;
use leptos_router::components::Router;
use wasm_bindgen_futures::spawn_local;

use crate::api::config;
use crate::i18n::{shell as words, t};
use crate::pages;
use crate::platform::title;
use crate::routes;
use crate::shell;
use crate::store::catalogue::Catalogue;
use crate::store::preferences::Preferences;
use crate::store::session::{SessionStore, was_left_elsewhere};
use crate::ui::toast::Toasts;

/// Starts the app in place of the static first paint.
pub fn start() {
    // A release does without the words of a panic; the page itself tells the person (`first.js`).
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|info| leptos::logging::error!("{info}")));
    spawn_local(async {
        // The page asked for the configuration before the app came; this only picks it up.
        config::load().await;
        let typed = title::take_first_paint();
        mount_to_body(move || app(typed));
    });
}

fn app(typed: Option<title::Typed>) -> AnyView {
    provide_context(Preferences::load());
    let toasts = Toasts::new();
    provide_context(toasts);
    provide_context(pages::home::Typed::new(typed));
    provide_context(Catalogue::new());
    let session = SessionStore::new();
    provide_context(session);
    session.refresh();
    if was_left_elsewhere() {
        toasts.say(t(words::LEFT_ELSEWHERE));
    }
    view! { <Router>{shell::around(routes::view())}</Router> }.into_any()
}

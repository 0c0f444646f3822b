//! What is around every page: header, notices, the page, tabs, toasts, dialogs.

pub mod guard;
pub mod header;
pub mod help;
pub mod leaving;
pub mod session_dialog;
pub mod tabs;
pub mod who;

use bangban_markup::view;
use leptos::prelude::*;

use crate::i18n::{shell as words, t};
use crate::later::{self, Coming};
use crate::platform::{focus, online};
use crate::store::session::use_session;
use crate::ui::toast::use_toasts;

/// Puts the shell around the pages.
pub fn around(pages: AnyView) -> AnyView {
    let toasts = use_toasts();
    let who = RwSignal::new(false);
    let (is_asked, leaving) = (RwSignal::new(false), RwSignal::new(false));
    provide_context(who::Leaving { is_asked, open: leaving });
    let leaving = move || -> Coming<AnyView> { Box::pin(leaving::leaving_part(leaving)) };
    view! {
        {skip()}
        {header::view(who)}
        {help::view()}
        {demo_mark()}
        {offline()}
        <main id="main">{pages}</main>
        {foot()}
        {update()}
        {tabs::view()}
        {who::dialog_view(who)}
        {move || is_asked.get().then(|| later::show_beside(leaving))}
        {session_dialog::view()}
        {toasts.view()}
    }
    .into_any()
}

fn skip() -> AnyView {
    view! {
        <a
            class="skip"
            href="#main"
            on:click=move |event| {
                event.prevent_default();
                focus::focus("main h1");
            }
        >
            {move || t(words::SKIP)}
        </a>
    }
    .into_any()
}

fn demo_mark() -> AnyView {
    let session = use_session();
    crate::ui::el::child(move || {
        session.is_demo().then(|| view! { <aside class="demo" aria-label=t(words::DEMO_LABEL)><p>{t(words::DEMO)}</p></aside> })
    })
}

fn offline() -> AnyView {
    let online = online::online();
    let toasts = use_toasts();
    Effect::new(move |before: Option<bool>| {
        let now = online.get();
        if now && before == Some(false) {
            toasts.say(untrack(|| t(words::ONLINE)));
        }
        now
    });
    view! {
        <div role="status">
            {move || {
                (!online.get())
                    .then(|| {
                        view! { <aside class="offline" aria-label=t(words::OFFLINE_LABEL)><p>{t(words::OFFLINE)}</p></aside> }
                    })
            }}
        </div>
    }
    .into_any()
}

/// Offers a new version. It is there always and seen where the page's script (`keep.js`) says
/// that one waits; the script also takes the press. It moves nothing when it appears.
fn update() -> AnyView {
    view! {
        <div role="status" class="update">
            <aside aria-label=move || t(words::UPDATE_LABEL)>
                <p>
                    {move || t(words::UPDATE)}
                    <button class="btn plain" data-take-update="">
                        {move || t(words::UPDATE_NOW)}
                    </button>
                </p>
            </aside>
        </div>
    }
    .into_any()
}

fn foot() -> AnyView {
    view! { <footer class="foot-note"><p>{move || t(words::FOOT)}</p></footer> }.into_any()
}

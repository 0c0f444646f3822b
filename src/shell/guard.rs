//! Pages that are about someone's own filings.

use bangban_markup::view;
use leptos::prelude::*;

use crate::api::request::encode;
use crate::i18n::{shell, t};
use crate::platform::title::here;
use crate::store::session::{SessionStore, use_session};
use crate::ui::notice::{Tone, failure, notice, skeleton};
use crate::ui::page::heading;

/// How the session stands, as far as a page has to know.
#[derive(Clone, Copy, PartialEq)]
enum Standing {
    Unknown,
    Failed,
    Nobody,
    Somebody,
}

fn standing(session: SessionStore) -> Standing {
    if session.is_known() {
        if session.person().is_some() { Standing::Somebody } else { Standing::Nobody }
    } else if session.failed.with(Option::is_some) {
        Standing::Failed
    } else {
        Standing::Unknown
    }
}

/// The address of the sign-in page that comes back to `next`.
pub fn sign_in_address(next: &str) -> String {
    ["/sign-in?next=", &encode(next)].concat()
}

/// Shows `view` to who is signed in, and the way to sign in to everybody else.
pub fn signed_in(view: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    guarded(Box::new(view), false)
}

/// The same where it is the whole page.
pub fn signed_in_page(view: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    guarded(Box::new(view), true)
}

/// A page on which there is nothing but this, where its own cannot be shown.
pub fn instead(title: &str, words: AnyView) -> AnyView {
    view! { <div class="page narrow">{heading(title)} {words}</div> }.into_any()
}

fn guarded(view: Box<dyn Fn() -> AnyView + Send + Sync>, is_page: bool) -> AnyView {
    let session = use_session();
    let standing = Memo::new(move |_| standing(session));
    crate::ui::el::child(move || match standing.get() {
        Standing::Unknown => skeleton(),
        Standing::Somebody => view(),
        Standing::Failed => session.failed.with(|error| {
            error.as_ref().map_or_else(skeleton, |error| failure(error, move || session.refresh()))
        }),
        Standing::Nobody => {
            let (title, text) = (t(shell::NEED_SIGN_IN), t(shell::NEED_SIGN_IN_TEXT));
            let link = view! {
                <a class="btn main" href=sign_in_address(&here())>
                    {t(shell::SIGN_IN)}
                </a>
            }
            .into_any();
            if is_page {
                instead(title, notice(Tone::Act, text, "", link))
            } else {
                notice(Tone::Act, title, text, link)
            }
        }
    })
}

//! Pages that are about someone's own filings.

use bangban_markup::view;
use leptos::prelude::*;

use crate::api::request::encode;
use crate::i18n::{shell, t};
use crate::platform::title::here;
use crate::store::session::{SessionStore, use_session};
use crate::ui::notice::{Tone, failure, notice, skeleton};

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
    let session = use_session();
    let standing = Memo::new(move |_| standing(session));
    crate::ui::el::child(move || match standing.get() {
        Standing::Unknown => skeleton(),
        Standing::Somebody => view(),
        Standing::Failed => session.failed.with(|error| {
            error.as_ref().map_or_else(skeleton, |error| failure(error, move || session.refresh()))
        }),
        Standing::Nobody => notice(
            Tone::Act,
            t(shell::NEED_SIGN_IN),
            t(shell::NEED_SIGN_IN_TEXT),
            view! {
                <a class="btn main" href=sign_in_address(&here())>
                    {t(shell::SIGN_IN)}
                </a>
            }
            .into_any(),
        ),
    })
}

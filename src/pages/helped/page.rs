//! `/help`: what help is, and the ways to it that fit the person.

use bangban_markup::view;
use leptos::prelude::*;

use super::{filings, request, services, stations};
use crate::i18n::{assist, help as words, shell, t};
use crate::shell::guard::sign_in_address;
use crate::store::session::{SessionStore, use_session};
use crate::ui::el::child;
use crate::ui::notice::{Tone, failure, notice, skeleton};
use crate::ui::page::heading;

/// Who looks at the page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// Not known yet.
    Unknown,
    /// The backend did not say.
    Failed,
    /// Nobody is signed in.
    Nobody,
    /// Somebody who files.
    Applicant,
    /// Somebody of a desk, who asks nobody for help.
    Staff,
}

impl Who {
    /// Who it is. Tracked.
    fn of(session: SessionStore) -> Self {
        if !session.is_known() {
            return if session.failed.with(Option::is_some) { Self::Failed } else { Self::Unknown };
        }
        match session.person() {
            None => Self::Nobody,
            Some(_) if session.is_reviewer() || session.is_assistant() => Self::Staff,
            Some(_) => Self::Applicant,
        }
    }
}

/// The page.
pub(super) fn view() -> AnyView {
    let session = use_session();
    let who = Memo::new(move |_| Who::of(session));
    view! {
        <div class="page narrow">
            <header class="stack">
                {move || heading(t(assist::ASK_TITLE))} <p>{move || t(words::WHAT)}</p>
            </header>
            {mine(session, who)}
            {another(session, who)}
            {stations::view(who)}
        </div>
    }
    .into_any()
}

/// What is open already, and the filings in which one can ask.
fn mine(session: SessionStore, who: Memo<Who>) -> AnyView {
    child(move || match who.get() {
        Who::Unknown => skeleton(),
        Who::Failed => session.failed.with(|error| {
            error.as_ref().map_or_else(skeleton, |error| failure(error, move || session.refresh()))
        }),
        Who::Nobody => sign_in(),
        Who::Applicant => view! { {request::view()} {filings::view()} }.into_any(),
        Who::Staff => notice(Tone::Plain, t(words::STAFF), "", ().into_any()),
    })
}

fn sign_in() -> AnyView {
    let then = view! {
        <div class="btns">
            <a class="btn main" href=sign_in_address("/help")>
                {t(shell::SIGN_IN)}
            </a>
        </div>
    };
    notice(Tone::Act, t(words::SIGN_IN), t(words::SIGN_IN_TEXT), then.into_any())
}

/// Help with a service that is not begun; not on a phone that joined for one filing.
fn another(session: SessionStore, who: Memo<Who>) -> AnyView {
    let is_offered = Memo::new(move |_| {
        let fits = matches!(who.get(), Who::Nobody | Who::Applicant);
        fits && session.only_filing().is_none()
    });
    child(move || is_offered.get().then(services::view))
}

//! A filing that is shown without the server, or that the server takes no more changes of: says
//! so, and brings it up to date in place once the server answers.

use bangban_contract::filing::Filing;
use bangban_contract::problem::ProblemCode;
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::open::Opened;
use crate::api::ApiError;
use crate::api::request::{read, text};
use crate::i18n::{fill, fill_in, state, t, when};
use crate::platform::{clock, online};
use crate::store::journal::Shared;
use crate::store::seen;
use crate::store::session::{SessionStore, use_session};
use crate::ui::notice::{Tone, notice};
use crate::ui::toast::use_toasts;

/// How the filing was found when the server answered.
#[derive(Clone, PartialEq)]
enum Found {
    /// It has not answered.
    Nothing,
    /// As it is shown.
    Same,
    /// In a state in which it is not filled any more.
    Moved(bangban_contract::filing::FilingState),
    /// Not at all.
    Gone,
}

/// What is to be said, and the way back to the server.
pub(super) fn part(opened: Opened, reopen: Callback<()>) -> AnyView {
    let (session, toasts) = (use_session(), use_toasts());
    let found = RwSignal::new(Found::Nothing);
    let (kept_at, pending) = (opened.kept_at, opened.filling.journal().pending());
    let place = ["/filings/", &opened.filing.summary.id].concat();
    spawn_local(async move {
        let Some(now) = catch_up(&opened, session).await else {
            found.try_set(Found::Gone);
            return;
        };
        let (before, after) = (opened.filing.summary.state, now.summary.state);
        if !after.is_editable() {
            found.try_set(Found::Moved(after));
        } else if after != before || now.form_version != opened.filing.form_version {
            // What is to be mended, or the form, is another one.
            reopen.try_run(());
        } else {
            let was_away = kept_at.try_get_untracked().flatten().is_some();
            opened.version.try_set(now.version);
            found.try_set(Found::Same);
            kept_at.try_set(None);
            if was_away {
                untrack(|| toasts.say(t(fill::UP_TO_DATE)));
            }
        }
    });
    crate::ui::el::child(move || {
        let left = || {
            let pending = pending.get();
            if pending == 0 {
                String::new()
            } else {
                fill_in(fill::LEFT_HERE, &[&pending.to_string()])
            }
        };
        match found.get() {
            Found::Nothing => kept_at.get().map(|at| {
                let words = fill_in(fill::KEPT_TEXT, &[&when::instant(&clock::instant(at))]);
                notice(Tone::Wait, t(fill::KEPT_TITLE), words, ().into_any())
            }),
            Found::Same => None,
            Found::Moved(now) => {
                let title = fill_in(fill::MOVED_TITLE, &[t(state::name(now))]);
                let see = view! {
                    <a class="btn main" href=place.clone()>{t(fill::SEE_FILING)}</a>
                };
                Some(notice(Tone::Wrong, title, left(), see.into_any()))
            }
            Found::Gone => {
                let see = view! { <a class="btn main" href="/filings">{t(fill::TO_FILINGS)}</a> };
                Some(notice(Tone::Wrong, t(fill::GONE_TITLE), left(), see.into_any()))
            }
        }
        .map(|notice| view! { <div role="status" class="away">{notice}</div> })
        .into_any()
    })
}

/// Asks until the server answers, and takes what it says of the files. None where it does not
/// know of the filing any more.
async fn catch_up(opened: &Opened, session: SessionStore) -> Option<Filing> {
    let id = &opened.filing.summary.id;
    let path = ["/filings/", id].concat();
    // Before anything is waited for: the page may go meanwhile, and the draft with it.
    let store = opened.filling.journal().store();
    let mut pause = 1_000;
    loop {
        // It went while we waited: nobody looks any more.
        if opened.kept_at.is_disposed() {
            return None;
        }
        if !session.is_kept() {
            match text(&path).await {
                Ok(said) => {
                    let Ok(filing) = read::<Filing>(&said) else { return None };
                    let files = text(&[&path, "/attachments"].concat()).await;
                    if let Ok(files) = files {
                        if let Ok(have) = read(&files) {
                            opened.uploads.learn(have);
                        }
                        if let Some(store) = &store {
                            seen::keep(store, id, &[("filing", said), ("attachments", files)]);
                        }
                        return Some(filing);
                    }
                }
                Err(ApiError::Problem(problem))
                    if matches!(problem.code, ProblemCode::NotFound | ProblemCode::NotAllowed) =>
                {
                    return None;
                }
                Err(_) => {}
            }
        }
        online::back_or(pause).await;
        pause = (pause * 2).min(10_000);
    }
}

/// Whether there is something to be said. Tracked.
pub(super) fn is_needed(opened: &Opened) -> Memo<bool> {
    let (kept_at, shared) = (opened.kept_at, opened.filling.journal().shared());
    let is_sending = opened.is_sending;
    // What is submitted right here is refused as well, and that is no news.
    Memo::new(move |_| {
        kept_at.get().is_some() || shared.get() == Shared::Refused && !is_sending.get()
    })
}

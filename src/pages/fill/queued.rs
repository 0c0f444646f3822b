//! A submission that waits for the network. It never goes by itself: once the server answers
//! again, the person is asked.

use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::open::Opened;
use super::steps::Place;
use crate::api::filings;
use crate::i18n::{fill, t};
use crate::platform::store::{Note, Store};
use crate::platform::{clock, online};
use crate::store::session::{SessionStore, use_session};
use crate::ui::dialog::dialog;
use crate::ui::notice::{Tone, notice};

fn key(filing: &str) -> String {
    ["ready/", filing].concat()
}

/// Since when a submission of the filing waits, milliseconds since 1970.
pub(super) async fn find(store: Option<Store>, filing: &str) -> Option<f64> {
    let notes = store?.notes(&key(filing)).await.ok()?;
    notes.first().map(|note| note.at)
}

/// Lets it wait, or not any more; kept on this device.
pub(super) fn set(opened: &Opened, is_wanted: bool) {
    let filing = opened.filing.summary.id.clone();
    let at = clock::now_ms();
    opened.ready.set(is_wanted.then_some(at));
    let gone = key(&filing);
    let note = Note { key: gone.clone(), filing, at, text: String::new() };
    let come = if is_wanted { vec![note] } else { Vec::new() };
    let changed = opened.filling.journal().store().map(|store| store.change_notes(&[gone], &come));
    if let Some(Ok(changed)) = changed {
        spawn_local(async move {
            // It lasts until the page is closed where the device keeps nothing.
            let _ = changed.await;
        });
    }
}

/// Says that submitting needs the network, and lets it wait.
pub(super) fn offer(opened: &Opened) -> AnyView {
    let (opened, ready) = (opened.clone(), opened.ready);
    crate::ui::el::child(move || {
        let is_waiting = ready.get().is_some();
        let (title, words, act) = if is_waiting {
            (t(fill::QUEUED), t(fill::QUEUED_TEXT), fill::QUEUED_END)
        } else {
            ("", t(fill::SUBMIT_OFFLINE), fill::QUEUE)
        };
        let opened = opened.clone();
        let button = view! {
            <button type="button" class="btn" on:click=move |_| set(&opened, !is_waiting)>
                {t(act)}
            </button>
        };
        if is_waiting {
            return notice(Tone::Wait, title, words, button.into_any());
        }
        view! {
            <div class="notice wait">
                <div>
                    <p>{words}</p>
                    {button}
                </div>
            </div>
        }
        .into_any()
    })
}

/// Waits until it could go, and asks.
pub(super) fn asking(opened: Opened, place: Place) -> AnyView {
    let (session, navigate) = (use_session(), use_navigate());
    let open = RwSignal::new(false);
    let could_go = opened.clone();
    spawn_local(async move {
        if until_it_could_go(&could_go, session).await {
            open.try_set(true);
        }
    });
    dialog(
        open,
        || t(fill::QUEUED_ASK).to_owned(),
        move || {
            let (go, navigate) = (opened.go, navigate.clone());
            let not_now = opened.clone();
            view! {
                <p>{t(fill::QUEUED_ASK_TEXT)}</p>
                <div class="btns">
                    <button type="button" class="btn" on:click=move |_| set(&not_now, false)>
                        {t(fill::QUEUED_NOT_NOW)}
                    </button>
                    <button type="button" class="btn main" on:click=move |_| {
                        open.set(false);
                        go.set(true);
                        navigate(&place.address(None), Default::default());
                    }>
                        {t(fill::QUEUED_GO)}
                    </button>
                </div>
            }
            .into_any()
        },
    )
}

/// Waits until the server answers, has all files, and would take the submission. False where
/// nobody waits for it any more.
async fn until_it_could_go(opened: &Opened, session: SessionStore) -> bool {
    loop {
        if opened.ready.try_get_untracked().flatten().is_none() {
            return false;
        }
        let is_here = online::is_online()
            && !session.is_kept()
            && opened.kept_at.get_untracked().is_none()
            && opened.uploads.unfinished() == 0;
        if is_here && let Ok(filing) = filings::get(&opened.filing.summary.id).await {
            return filing.summary.state.is_editable()
                && opened.ready.try_get_untracked().flatten().is_some();
        }
        online::back_or(1_500).await;
    }
}

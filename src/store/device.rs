//! Who was signed in on this device last: without a network, that person's filings open again,
//! and nobody else's. Signing out takes it away.

use std::future::Future;
use std::pin::Pin;

use bangban_contract::filing::FilingSummary;
use bangban_contract::session::Session;

use super::seen;
use super::session::SessionStore;
use crate::api;
use crate::platform::store::{Note, Store};
use crate::platform::{clock, json, online};

/// How long it counts after the server has last confirmed it, milliseconds: as long as a session
/// may last at most.
const LASTS: f64 = 12.0 * 3_600_000.0;
const SESSION: &str = "session";

crate::later! {
    device, fetch_device;
    /// Notes who is signed in, as little as is needed; nobody, and the note is taken away.
    pub fn remember(session: Session) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(note(session))
    }
}

crate::later! {
    device, fetch_device_too;
    /// Who was signed in here last, where the server does not answer, and since when that is
    /// known; milliseconds since 1970.
    pub fn recall() -> Pin<Box<dyn Future<Output = Option<(Session, f64)>>>> {
        Box::pin(find())
    }
}

crate::later! {
    device, fetch_device_three;
    /// Waits for the server, and takes what it says of the session.
    pub fn wait_for_server(session: SessionStore) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(wait(session))
    }
}

crate::later! {
    device, fetch_device_four;
    /// The drafts that this device keeps of a person.
    pub fn drafts_kept(person: String) -> Pin<Box<dyn Future<Output = Vec<FilingSummary>>>> {
        Box::pin(async move {
            let Ok(store) = Store::open(&person).await else { return Vec::new() };
            let mut filings = seen::filings(&store).await;
            filings.retain(|filing| filing.state.is_editable());
            filings.sort_by(|one, other| other.updated_at.cmp(&one.updated_at));
            filings
        })
    }
}

async fn note(mut session: Session) {
    let Ok(store) = Store::of_device().await else { return };
    let notes = if session.person.is_some() {
        session.parties.retain(|party| Some(&party.id) == session.acting_for.as_ref());
        let text = serde_json::to_string(&session).unwrap_or_default();
        vec![Note { key: SESSION.to_owned(), filing: String::new(), at: clock::now_ms(), text }]
    } else {
        Vec::new()
    };
    if let Ok(changed) = store.change_notes(&[SESSION.to_owned()], &notes) {
        // What is not noted is asked of the server.
        let _ = changed.await;
    }
}

async fn find() -> Option<(Session, f64)> {
    let store = Store::of_device().await.ok()?;
    let note = store.notes(SESSION).await.ok()?.pop()?;
    if clock::now_ms() - note.at > LASTS {
        return None;
    }
    Some((json::from_str(&note.text).ok()?, note.at))
}

async fn wait(session: SessionStore) {
    let mut pause = 1_500;
    while session.is_kept() {
        online::back_or(pause).await;
        if let Ok(now) = api::session::get().await {
            return session.back(now);
        }
        pause = (pause * 2).min(15_000);
    }
}

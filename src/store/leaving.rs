//! Leaving a device: what of a person is only on it, bringing that to the server, and taking
//! everything away.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use bangban_contract::Text;
use bangban_contract::session::Session;
use leptos::prelude::*;

use super::journal::unsent;
use super::session::SessionStore;
use super::uploads::Uploads;
use super::{device, seen};
use crate::api::{self, ApiError};
use crate::platform::store::{Store, StoreError};
use crate::platform::tabs::Turn;
use crate::platform::{clock, online, storage};
use crate::sync;

/// How long files may take to arrive while somebody waits to leave, seconds.
const WAIT: u32 = 20;

/// What of a filing is only on this device.
#[derive(Clone, Default)]
pub struct Left {
    /// Name of its item, where the device knows it.
    pub name: Option<Text>,
    /// How many answers were changed.
    pub changes: usize,
    /// Names of the files that have not arrived.
    pub files: Vec<String>,
    /// Whether a submission waits for the network.
    pub is_queued: bool,
}

/// What of a person is only on this device, by filing.
///
/// # Errors
/// As the store: what cannot be read is not known to be nothing.
pub async fn left(store: &Store) -> Result<BTreeMap<String, Left>, StoreError> {
    let mut all: BTreeMap<String, Left> = BTreeMap::new();
    let mut paths: BTreeSet<(String, String)> = BTreeSet::new();
    for note in store.notes(unsent::ALL).await? {
        if paths.insert((note.filing.clone(), note.text)) {
            all.entry(note.filing).or_default().changes += 1;
        }
    }
    for note in store.notes("ready/").await? {
        all.entry(note.filing).or_default().is_queued = true;
    }
    for file in store.all_files().await? {
        all.entry(file.filing).or_default().files.push(file.name);
    }
    if !all.is_empty() {
        for filing in seen::filings(store).await {
            if let Some(left) = all.get_mut(&filing.id) {
                left.name = Some(filing.item_name);
            }
        }
    }
    Ok(all)
}

/// Brings to the server what it has not, and says what is left then. False with it where the
/// server did not answer.
///
/// # Errors
/// As [`left`].
pub async fn bring(person: &str) -> Result<(BTreeMap<String, Left>, bool), StoreError> {
    let store = Store::open(person).await?;
    let mut is_reached = true;
    for (filing, left) in left(&store).await? {
        let what = (left.changes > 0, !left.files.is_empty());
        is_reached &= match bringing(store.clone(), person.to_owned(), filing, what).await {
            Ok(work) => work.await,
            Err(_) => false,
        };
    }
    Ok((self::left(&store).await?, is_reached))
}

crate::later! {
    merging, fetch_bringing;
    /// Brings the changes and the files of a filing; it needs what filling needs, and nothing of
    /// it comes where there is nothing to bring. False where the server did not answer.
    fn bringing(
        store: Store,
        person: String,
        filing: String,
        what: (bool, bool)
    ) -> Pin<Box<dyn Future<Output = bool>>> {
        Box::pin(bring_filing(store, person, filing, what))
    }
}

async fn bring_filing(store: Store, person: String, filing: String, what: (bool, bool)) -> bool {
    if what.0 {
        match sync::bring(&person, &filing, &store).await {
            Ok(()) => {
                if let Ok(changed) = store.change_notes(&[unsent::of_filing(&filing)], &[]) {
                    // A note that stays says too much, and is seen.
                    let _ = changed.await;
                }
            }
            // It is not editable any more, gone, or not readable: what is here stays here.
            Err(ApiError::Problem(_) | ApiError::Unreadable) => {}
            Err(_) => return false,
        }
    }
    if what.1 {
        send_files(&person, &filing, &store).await;
    }
    true
}

/// Sends the files of a filing that no tab has open; where one has, it sends them itself.
async fn send_files(person: &str, filing: &str, store: &Store) {
    let is_ours = Rc::new(Cell::new(false));
    let granted = is_ours.clone();
    let _turn = Turn::ask(&sync::name_of(person, filing), move || granted.set(true));
    clock::sleep(200).await;
    let owner = Owner::new();
    if is_ours.get() {
        owner.with(|| Uploads::new(filing, Some(store.clone()), Vec::new()));
    }
    for _ in 0..WAIT {
        clock::sleep(1_000).await;
        let waiting = store.waiting_files(filing).await;
        if !online::is_online() || waiting.is_ok_and(|files| files.is_empty()) {
            break;
        }
    }
    owner.cleanup();
}

/// Signs out, in all tabs; with `wipe` nothing of the person stays on this device. False where
/// the server could not be told: it is told as soon as it answers.
///
/// # Errors
/// The server's refusal: nothing has been done then.
pub async fn leave(session: SessionStore, person: &str, wipe: bool) -> Result<bool, ApiError> {
    let is_told = match api::session::sign_out().await {
        Ok(()) => true,
        Err(ApiError::Unreachable) => false,
        Err(error) => return Err(error),
    };
    if let Ok(noting) = device::remember(Session::default()).await {
        noting.await;
    }
    storage::write(super::session::LEAVING, &crate::platform::files::random_id());
    session.forget();
    if !is_told {
        session.tell_later();
    }
    // The page that was open has gone by then, and writes nothing any more.
    clock::sleep(100).await;
    storage::clear_tab();
    if wipe {
        // Where it cannot be taken away there is no store either.
        let _ = Store::remove(person).await;
    }
    Ok(is_told)
}

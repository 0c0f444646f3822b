//! From one epoch of a document to the next: the server has begun it anew (see
//! `bangban_draft::Draft::renew`). All that this device has of an epoch before goes to the server
//! first, under the old name; the server carries it over, once, whichever tab brings it how often.
//! Only then the log is replaced, in one transaction.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;

use bangban_contract::problem::ProblemCode;
use bangban_draft::{Address, Draft, Event, MergeError, NOTHING, Name, Update};
use leptos::task::spawn_local;

use super::Journal;
use crate::api::{ApiError, drafts};
use crate::platform::store::{LoggedUpdate, Store, StoreError};

/// What is needed to go on with another epoch. The server has all that was here then.
pub(crate) struct Ready {
    to: Address,
    updates: Vec<Vec<u8>>,
    /// What the log held of the epochs before.
    log: Vec<LoggedUpdate>,
    /// When: whatever changed since is not at the server for sure.
    mark: u32,
}

/// Reads all that the server has of a document: as a draft, and its current epoch.
pub(crate) async fn theirs(filing: &str, document: Address) -> Result<(Draft, u32), ApiError> {
    let (mut draft, mut after) = (Draft::new(1, ""), 0);
    loop {
        let came = drafts::read(filing, &document.to_string(), after, 0).await?;
        for bytes in &came.updates {
            // What cannot be read is not known to be there, and is sent once more.
            let _ = draft.load(document, bytes);
        }
        if came.updates.is_empty() || came.cursor <= after {
            return Ok((draft, came.epoch));
        }
        after = came.cursor;
    }
}

fn is_refused(error: &ApiError) -> bool {
    error.code() == Some(ProblemCode::NotAllowed)
}

/// Sends what the server has not of a document.
pub(crate) async fn bring(
    filing: &str,
    document: Address,
    ours: &[Vec<u8>],
) -> Result<(), ApiError> {
    let (mut all, _) = theirs(filing, document).await?;
    let known = all.state_vector(document.name);
    for bytes in ours {
        all.load(document, bytes).map_err(|_| ApiError::Unreadable)?;
    }
    let update = all.since(document.name, &known).unwrap_or_default();
    let mut lacking = vec![update];
    if all.is_waiting(document.name) {
        // What it follows is on its way too: the server puts them together.
        lacking.extend_from_slice(ours);
    }
    for update in lacking.iter().filter(|update| !update.is_empty() && *update != NOTHING) {
        drafts::append(filing, &document.to_string(), update).await?;
    }
    Ok(())
}

/// Brings what the log holds of epochs before `current`, and what a draft has of them. Gives what
/// the log held.
async fn bring_older(
    filing: &str,
    store: Option<&Store>,
    current: impl Fn(Name) -> u32,
    here: Option<Update>,
) -> Result<Vec<LoggedUpdate>, ApiError> {
    let mut log = match store {
        Some(store) => store.updates(filing).await.map_err(|_| ApiError::Unreadable)?,
        None => Vec::new(),
    };
    let mut old: BTreeMap<Address, Vec<Vec<u8>>> = BTreeMap::new();
    let mut add = |document: Address, bytes: &[u8]| {
        let is_old = document.epoch < current(document.name);
        if is_old && bytes != NOTHING {
            old.entry(document).or_default().push(bytes.to_vec());
        }
        is_old
    };
    log.retain(|update| {
        Address::parse(&update.document).is_some_and(|document| add(document, &update.bytes))
    });
    if let Some(update) = here {
        add(update.document, &update.bytes);
    }
    for (document, updates) in &old {
        bring(filing, *document, updates).await?;
    }
    Ok(log)
}

/// Brings what the log of a draft that nobody has open holds of epochs before, and takes it out.
pub(crate) async fn bring_left(filing: &str, store: &Store) -> Result<(), ApiError> {
    let log = store.updates(filing).await.map_err(|_| ApiError::Unreadable)?;
    let current = newest(&log);
    let old = bring_older(filing, Some(store), |name| current[name as usize], None).await?;
    if !old.is_empty() {
        // What stays is brought again, and changes nothing.
        let _ = store.compact(filing, &old, &[]).await;
    }
    Ok(())
}

/// The newest epoch of each document in a log.
pub(super) fn newest(log: &[LoggedUpdate]) -> [u32; 3] {
    let mut newest = [0; 3];
    for document in log.iter().filter_map(|update| Address::parse(&update.document)) {
        let known = &mut newest[document.name as usize];
        *known = document.epoch.max(*known);
    }
    newest
}

/// Something that the code which merges does.
type Doing<T> = Pin<Box<dyn Future<Output = T>>>;

// Whoever wakes the line up from a page of its own needs none of this with it.
crate::later! {
    merging, fetch_readying;
    fn readying(journal: Journal, to: Address) -> Doing<Result<Ready, ApiError>> {
        Box::pin(async move { journal.make_ready(to).await })
    }
}
crate::later! {
    merging, fetch_leaving_behind;
    fn bringing_left(journal: Journal) -> Doing<Result<(), ApiError>> {
        Box::pin(async move { journal.bring_what_is_left().await })
    }
}
crate::later! {
    merging, fetch_tidying;
    fn tidying(journal: Journal) -> Doing<Option<usize>> {
        Box::pin(async move { journal.make_short().await.ok() })
    }
}

impl Journal {
    /// Brings to the server what is here of epochs of a document before this one, and reads it.
    ///
    /// # Errors
    /// Where the server cannot be asked. Nothing is changed.
    pub(crate) async fn ready(&self, to: Address) -> Result<Ready, ApiError> {
        let readying = readying(self.clone(), to).await;
        readying.map_err(|_| ApiError::Unreachable)?.await
    }

    async fn make_ready(&self, to: Address) -> Result<Ready, ApiError> {
        let mut to = to;
        loop {
            let mark = self.mark();
            let current = |name| if name == to.name { to.epoch } else { 0 };
            let here = self.read(|draft| Update {
                document: draft.address(to.name),
                bytes: draft.snapshot(to.name),
            });
            let store = self.0.store.as_ref().ok();
            let log = match bring_older(&self.0.filing, store, current, here).await {
                Ok(log) => log,
                // Who may not write any more and keeps nothing goes on without what was not taken.
                Err(error) if store.is_none() && is_refused(&error) => Vec::new(),
                Err(error) => return Err(error),
            };
            let (theirs, epoch) = theirs(&self.0.filing, to).await?;
            if epoch > to.epoch {
                to.epoch = epoch;
                continue;
            }
            return Ok(Ready { to, updates: vec![theirs.snapshot(to.name)], log, mark });
        }
    }

    /// Goes on with it, and says what is to be seen anew; nothing, where something was changed
    /// since, which is to be brought first. What is undone afterwards is what is done from here on.
    ///
    /// # Errors
    /// Where the draft is there already, or what the server has cannot be read.
    pub(crate) fn renew(&self, ready: &Ready) -> Result<Option<Vec<Event>>, MergeError> {
        if self.mark() != ready.mark {
            return Ok(None);
        }
        let (to, name) = (ready.to, ready.to.name);
        let change = self.0.stage.borrow_mut().change(|draft| draft.renew(to, &ready.updates));
        let events = change.unwrap_or(Err(MergeError::Refused))?;
        self.0.changes.set(self.0.changes.get().wrapping_add(1));
        self.knows(name, vec![0]);
        // The server has it, and the log needs it no more.
        self.0
            .unsaved
            .borrow_mut()
            .retain(|update| update.document.name != name || update.document.epoch >= to.epoch);
        self.look();
        if let Ok(store) = &self.0.store {
            let rows: Vec<Update> = ready
                .updates
                .iter()
                .map(|bytes| Update { document: to, bytes: bytes.clone() })
                .collect();
            let address = to.to_string();
            let named: Vec<_> = rows.iter().map(|row| (&*address, row.bytes.clone())).collect();
            // Begun before anything is written after it.
            let begun = store.replace(&self.0.filing, &ready.log, &named);
            self.wait_for(rows, begun);
        }
        Ok(Some(events))
    }

    fn wait_for(
        &self,
        rows: Vec<Update>,
        begun: Result<impl Future<Output = Result<(), StoreError>> + 'static, StoreError>,
    ) {
        let journal = self.clone();
        self.0.writing.set(self.0.writing.get() + 1);
        spawn_local(async move {
            let result = match begun {
                Ok(written) => written.await,
                Err(error) => Err(error),
            };
            journal.0.writing.set(journal.0.writing.get() - 1);
            if let Err(error) = result {
                // The old log still stands; what is written after it needs this.
                journal.failed(rows, error).await;
            }
        });
    }

    /// Brings what the log still holds of epochs before those that are open here: what a tab wrote
    /// down while another went on.
    ///
    /// # Errors
    /// Where the server cannot be asked, or the device read.
    pub(crate) async fn bring_left(&self) -> Result<(), ApiError> {
        let bringing = bringing_left(self.clone()).await;
        bringing.map_err(|_| ApiError::Unreachable)?.await
    }

    async fn bring_what_is_left(&self) -> Result<(), ApiError> {
        let Ok(store) = &self.0.store else { return Ok(()) };
        let current = |name| self.read(|draft| draft.address(name).epoch).unwrap_or_default();
        let old = bring_older(&self.0.filing, Some(store), current, None).await?;
        if !old.is_empty() {
            let _ = store.compact(&self.0.filing, &old, &[]).await;
        }
        Ok(())
    }

    /// Goes on with the document's current epoch before the draft is shown. Without a network, or
    /// where nothing is merged yet, it stays as it is.
    pub(super) async fn catch_up(&self, to: Address) {
        while let Ok(ready) = self.ready(to).await {
            if !matches!(self.renew(&ready), Ok(None)) {
                break;
            }
        }
    }

    /// Replaces a long log by what it amounts to, while the draft is in use. Gives how many bytes
    /// that is; nothing, where the device cannot be read, or written: the long log still stands.
    pub(crate) async fn tidy(&self) -> Option<usize> {
        tidying(self.clone()).await.ok()?.await
    }

    async fn make_short(&self) -> Result<usize, StoreError> {
        let Ok(store) = &self.0.store else { return Ok(0) };
        let log = store.updates(&self.0.filing).await?;
        super::merging::tidy(&self.0.filing, store, log).await
    }
}

//! Opening: what the device keeps of a filing.

use std::rc::Rc;

use bangban_draft::{Name, Replica, Update};

use super::merging::{commands_of, draft_of};
use super::stage::{Stage, Waiting};
use super::typed;
use crate::later::Absent;
use crate::platform::files;
use crate::platform::store::{LoggedUpdate, Store, StoreError};
use crate::platform::tabs::Turn;

/// How long another tab may take to have the code that merges, milliseconds.
const PATIENCE: i32 = 5_000;

/// A log longer than this is compacted when the draft is opened.
const LONG_LOG: usize = 200;

/// What came of it.
pub(super) struct Opened {
    pub(super) stage: Stage,
    pub(super) store: Result<Store, StoreError>,
    /// What commands became that a page had left behind.
    pub(super) updates: Vec<Update>,
}

/// Opens it, after a tab that still waits for the code that merges.
pub(super) async fn open(person: &str, filing: &str) -> Result<Opened, Absent> {
    let name = ["bangban-open-", person, "-", filing].concat();
    let turn = Turn::granted_within(&name, PATIENCE).await;
    let read = match read(person, filing).await {
        Ok((store, log, texts)) if !log.is_empty() || !texts.is_empty() => {
            load(person, filing, store, log, texts).await?
        }
        Ok((store, ..)) => Ok((store, Stage::Waiting(Waiting::new(Some(turn))), Vec::new())),
        Err(error) => Err(error),
    };
    let (store, stage, updates) = match read {
        Ok((store, stage, updates)) => (Ok(store), stage, updates),
        // What is there stays as it is: what is typed goes to the server alone.
        Err(error) => (Err(error), Stage::Waiting(Waiting::new(None)), Vec::new()),
    };
    Ok(Opened { stage, store, updates })
}

async fn read(
    person: &str,
    filing: &str,
) -> Result<(Store, Vec<LoggedUpdate>, Vec<String>), StoreError> {
    let store = Store::open(person).await?;
    let log = store.updates(filing).await?;
    let texts = typed::left(&store, filing).await?;
    Ok((store, log, texts))
}

type Read = Result<(Store, Stage, Vec<Update>), StoreError>;

/// Makes the draft of what the device keeps.
async fn load(
    person: &str,
    filing: &str,
    store: Store,
    log: Vec<LoggedUpdate>,
    texts: Vec<String>,
) -> Result<Read, Absent> {
    let log = Rc::new(log);
    let mut draft = match draft_of(person.to_owned(), log.clone()).await? {
        Ok(draft) => draft,
        Err(error) => return Ok(Err(error)),
    };
    if log.len() > LONG_LOG {
        compact(filing, &store, &log, &*draft).await;
    }
    let mut updates = Vec::new();
    if !texts.is_empty() {
        match commands_of(texts).await? {
            Ok(commands) => {
                updates.extend(commands.iter().flat_map(|command| draft.apply(command)));
            }
            Err(error) => return Ok(Err(error)),
        }
    }
    Ok(Ok((store, Stage::Merging(draft), updates)))
}

/// Replaces a long log by what it amounts to. The long log still stands where this fails.
async fn compact(filing: &str, store: &Store, log: &[LoggedUpdate], draft: &dyn Replica) {
    // What waits for others is in no snapshot.
    if Name::ALL.iter().any(|name| draft.is_waiting(*name)) {
        return;
    }
    let addresses = Name::ALL.map(|name| draft.address(name).to_string());
    let snapshots = Name::ALL.map(|name| (&*addresses[name as usize], draft.snapshot(name)));
    let _ = store.compact(filing, log, &snapshots).await;
}

/// Names this tab's replica: at random below 2^53, as Yjs wants it.
pub(super) fn client_id() -> u64 {
    let id = files::random_id();
    u64::from_str_radix(&id[..13], 16).unwrap_or(1)
}

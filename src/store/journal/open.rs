//! Opening: what the device keeps of a filing.

use super::merging::{self, Kept};
use super::stage::{Stage, Waiting};
use crate::later::Absent;
use crate::platform::files;
use crate::platform::store::{Store, StoreError};
use crate::platform::tabs::Turn;

/// How long another tab may take to have the code that merges, milliseconds.
const PATIENCE: i32 = 5_000;

/// What came of it.
pub(super) struct Opened {
    pub(super) stage: Stage,
    pub(super) store: Result<Store, StoreError>,
    /// What commands became that a page had left behind.
    pub(super) updates: Vec<bangban_draft::Update>,
}

/// Opens it, after a tab that still waits for the code that merges.
pub(super) async fn open(person: &str, filing: &str) -> Result<Opened, Absent> {
    let name = ["bangban-open-", person, "-", filing].concat();
    let turn = Turn::granted_within(&name, PATIENCE).await;
    let (stage, store, updates) = match read(person, filing).await {
        Ok((store, kept)) if kept.is_empty() => {
            (Stage::Waiting(Waiting::new(Some(turn))), Ok(store), Vec::new())
        }
        Ok((store, kept)) => match merging::load(person.to_owned(), kept).await?.await {
            Ok((draft, updates)) => (Stage::Merging(draft), Ok(store), updates),
            Err(error) => (Stage::Waiting(Waiting::new(None)), Err(error), Vec::new()),
        },
        // What is there stays as it is: what is typed goes to the server alone.
        Err(error) => (Stage::Waiting(Waiting::new(None)), Err(error), Vec::new()),
    };
    Ok(Opened { stage, store, updates })
}

async fn read(person: &str, filing: &str) -> Result<(Store, Kept), StoreError> {
    let store = Store::open(person).await?;
    let kept = Kept::read(store.clone(), filing).await?;
    Ok((store, kept))
}

/// Names this tab's replica: at random below 2^53, as Yjs wants it.
pub(super) fn client_id() -> u64 {
    let id = files::random_id();
    u64::from_str_radix(&id[..13], 16).unwrap_or(1)
}

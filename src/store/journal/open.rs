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
    /// Whether a page had left commands behind, and what they became: nothing, where they changed
    /// nothing.
    pub(super) left: Option<Vec<bangban_draft::Update>>,
    /// Until what is there has been taken: another tab would take it too.
    pub(super) turn: Option<Turn>,
}

impl Opened {
    /// What is there stays as it is: what is typed goes to the server alone.
    fn unreadable(error: StoreError) -> Self {
        let stage = Stage::Waiting(Waiting::new(None));
        Self { stage, store: Err(error), left: None, turn: None }
    }
}

/// Opens it, after a tab that still waits for the code that merges.
pub(super) async fn open(person: &str, filing: &str) -> Result<Opened, Absent> {
    let name = ["bangban-open-", person, "-", filing].concat();
    let turn = Turn::granted_within(&name, PATIENCE).await;
    let opened = match read(person, filing).await {
        Ok((store, kept)) if kept.is_empty() => {
            let stage = Stage::Waiting(Waiting::new(Some(turn)));
            Opened { stage, store: Ok(store), left: None, turn: None }
        }
        Ok((store, kept)) => {
            let has_left = !kept.commands.is_empty();
            match merging::load(person.to_owned(), kept).await?.await {
                Ok((draft, updates)) => Opened {
                    stage: Stage::Merging(draft),
                    store: Ok(store),
                    left: has_left.then_some(updates),
                    turn: Some(turn),
                },
                Err(error) => Opened::unreadable(error),
            }
        }
        Err(error) => Opened::unreadable(error),
    };
    Ok(opened)
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

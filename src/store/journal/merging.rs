//! The code that merges, and the change from a list of commands to a draft.

use std::future::Future;
use std::pin::Pin;

use bangban_draft::{Address, Command, Draft, NOTHING, Name, Replica, Update};

use super::stage::Stage;
use super::{Journal, moving, open, typed};
use crate::api::drafts::{self, Came};
use crate::later::Absent;
use crate::platform::clock;
use crate::platform::store::{LoggedUpdate, Store, StoreError};

/// A log longer than this is compacted when the draft is opened.
const LONG_LOG: usize = 200;
/// So many updates are read in one go while somebody may be typing.
const PIECE: usize = 50;

/// What a device keeps of a draft.
pub(super) struct Kept {
    pub(super) filing: String,
    pub(super) store: Store,
    pub(super) log: Vec<LoggedUpdate>,
    /// Commands that are no updates yet, as they were written down.
    pub(super) commands: Vec<String>,
}

impl Kept {
    /// Reads it.
    pub(super) async fn read(store: Store, filing: &str) -> Result<Self, StoreError> {
        let log = store.updates(filing).await?;
        let commands = typed::left(&store, filing).await?;
        Ok(Self { filing: filing.to_owned(), store, log, commands })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.log.is_empty() && self.commands.is_empty()
    }
}

/// The draft of it, and what the commands became.
type Loaded = Result<(Box<dyn Replica>, Vec<Update>), StoreError>;

crate::later! {
    merging, fetch_merging;
    /// An empty draft.
    fn empty(author: String) -> Box<dyn Replica> { Box::new(draft(&author)) }
}

crate::later! {
    merging, fetch_loading;
    /// The draft of what a device keeps.
    pub(super) fn load(author: String, kept: Kept) -> Pin<Box<dyn Future<Output = Loaded>>> {
        Box::pin(async move {
            let (draft, updates) = read(author, kept).await?;
            Ok((Box::new(draft) as Box<dyn Replica>, updates))
        })
    }
}

fn draft(author: &str) -> Draft {
    Draft::new(open::client_id(), author)
}

async fn read(author: String, kept: Kept) -> Result<(Draft, Vec<Update>), StoreError> {
    let mut draft = draft(&author);
    let (log, _) = load_newest(&mut draft, kept.log, false).await?;
    if log.len() > LONG_LOG {
        let _ = compact(&kept.filing, &kept.store, &log, &draft).await;
    }
    let mut updates = Vec::new();
    for text in &kept.commands {
        let command: Command = serde_json::from_str(text).map_err(|_| StoreError::Corrupt)?;
        updates.extend(draft.apply(&command));
    }
    Ok((draft, updates))
}

/// The draft that a device keeps and nobody has open. What a page left behind as commands becomes
/// updates, there too.
pub(crate) async fn kept(person: &str, filing: &str, store: &Store) -> Result<Draft, StoreError> {
    let kept = Kept::read(store.clone(), filing).await?;
    let has_left = !kept.commands.is_empty();
    let (draft, updates) = read(person.to_owned(), kept).await?;
    // Also where they changed nothing: carried out again later, they would.
    if has_left {
        let named: Vec<_> =
            updates.iter().map(|it| (it.document.to_string(), &it.bytes[..])).collect();
        let updates: Vec<_> = named.iter().map(|(name, bytes)| (&name[..], *bytes)).collect();
        store.write(filing, &updates, &[typed::of_filing(filing)], &[])?.await?;
    }
    Ok(draft)
}

/// Loads what a log holds of the newest epoch of each document. What it holds of those before is
/// left: it goes to the server, which carries it over. Gives both.
async fn load_newest(
    draft: &mut Draft,
    log: Vec<LoggedUpdate>,
    pauses: bool,
) -> Result<(Vec<LoggedUpdate>, Vec<LoggedUpdate>), StoreError> {
    let newest = moving::newest(&log);
    let (mut now, mut before) = (Vec::with_capacity(log.len()), Vec::new());
    for update in log {
        let document = Address::parse(&update.document).ok_or(StoreError::Corrupt)?;
        if document.epoch < newest[document.name as usize] {
            before.push(update);
            continue;
        }
        draft.load(document, &update.bytes).map_err(|_| StoreError::Corrupt)?;
        now.push(update);
        if pauses && now.len() % PIECE == 0 {
            clock::sleep(0).await;
        }
    }
    Ok((now, before))
}

/// Replaces a long log by what it amounts to. Gives how many bytes that is.
pub(super) async fn tidy(
    filing: &str,
    store: &Store,
    log: Vec<LoggedUpdate>,
) -> Result<usize, StoreError> {
    // Apart from the draft in use: the log also holds what other tabs have just written.
    let mut draft = Draft::new(1, "");
    let (log, _) = load_newest(&mut draft, log, true).await?;
    compact(filing, store, &log, &draft).await
}

/// Replaces what was read of a log. The long log still stands where this fails.
async fn compact(
    filing: &str,
    store: &Store,
    log: &[LoggedUpdate],
    draft: &Draft,
) -> Result<usize, StoreError> {
    // What waits for others is in no snapshot.
    if Name::ALL.iter().any(|name| draft.is_waiting(*name)) {
        return Ok(log.iter().map(|update| update.bytes.len()).sum());
    }
    let addresses = Name::ALL.map(|name| draft.address(name).to_string());
    let snapshots = Name::ALL.map(|name| (&*addresses[name as usize], draft.snapshot(name)));
    store.compact(filing, log, &snapshots).await?;
    Ok(snapshots.iter().map(|(_, bytes)| bytes.len()).sum())
}

crate::later! {
    merging, fetch_catching_up;
    /// Takes what the server has of a document, of which this came first.
    fn catch_up(
        journal: Journal,
        document: Address,
        came: Came
    ) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(async move { journal.take_all(document, came).await })
    }
}

impl Journal {
    /// Has the code that merges brought, and does in the draft what was done until then.
    ///
    /// # Errors
    /// Where it did not come. All stays as it was, and may be asked for again.
    pub async fn engage(&self) -> Result<(), Absent> {
        if matches!(*self.0.stage.borrow(), Stage::Merging(_)) {
            return Ok(());
        }
        self.turn_over(empty(self.0.person.clone()).await?);
        Ok(())
    }

    /// In one go: what is typed next is an update, and stands behind these in the store.
    fn turn_over(&self, mut draft: Box<dyn Replica>) {
        // Somebody else may have asked for it at the same time.
        if matches!(*self.0.stage.borrow(), Stage::Merging(_)) {
            return;
        }
        let updates = match &*self.0.stage.borrow() {
            Stage::Waiting(waiting) => waiting.play(&mut *draft),
            Stage::Merging(_) => return,
        };
        let before = self.0.stage.replace(Stage::Merging(draft));
        self.0.untold.borrow_mut().extend_from_slice(&updates);
        self.0.changes.set(self.0.changes.get().wrapping_add(1));
        if self.0.is_behind.get() {
            self.keep_all(&updates, None);
        } else if self.0.store.is_ok() {
            self.keep_quietly(updates);
        }
        self.look();
        // Now the next tab may open it: what it reads comes after this.
        drop(before);
    }

    /// Takes what the server has of the draft, before anything is filled in here: what was typed
    /// on another device is not to be answered anew. Without a network the draft is as it was
    /// left.
    ///
    /// # Errors
    /// Where there is something to merge, and the code for it did not come.
    pub async fn bring_up_to_date(&self) -> Result<(), Absent> {
        for name in [Name::Answers, Name::Private] {
            let document = self.read(|draft| draft.address(name)).unwrap_or(Address::first(name));
            let came = drafts::read(&self.0.filing, &document.to_string(), 0, 0).await;
            let Ok(came) = came else { return Ok(()) };
            if came.epoch > document.epoch || came.updates.iter().any(|bytes| bytes != NOTHING) {
                self.engage().await?;
                catch_up(self.clone(), document, came).await?.await;
            }
        }
        Ok(())
    }

    async fn take_all(&self, document: Address, mut came: Came) {
        if came.epoch > document.epoch {
            self.catch_up(Address { epoch: came.epoch, ..document }).await;
            return;
        }
        // An answer may hold only a part.
        while !came.updates.is_empty() {
            for bytes in &came.updates {
                // What is no update of ours is left where it came from.
                let _ = self.take(&Update { document, bytes: bytes.clone() }, true);
            }
            let after = came.cursor;
            match drafts::read(&self.0.filing, &document.to_string(), after, 0).await {
                Ok(next) if next.cursor > after => came = next,
                _ => break,
            }
        }
    }
}

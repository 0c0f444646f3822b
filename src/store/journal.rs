//! Keeps what is typed: every command goes into the draft and, in the same event, into the
//! device's store. Nothing is called saved before its transaction is complete.

mod sharing;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use bangban_draft::{Address, Command, Draft, Name, Update};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;

use crate::platform::store::{Store, StoreError};
use crate::platform::{clock, files};

/// A log longer than this is compacted when the draft is opened.
const LONG_LOG: usize = 200;

/// How long nothing is typed before the words change to "saved", milliseconds.
const PAUSE: i32 = 250;

/// How far what was typed is kept.
#[derive(Clone, Copy, PartialEq)]
pub enum Saved {
    /// Nothing has been typed since the filing was opened.
    Untouched,
    /// On its way to the device's store.
    Saving,
    /// All of it is on this device; since when, milliseconds since 1970.
    Here(f64),
    /// Some of it is only on the screen.
    Failed(StoreError),
}

/// How far the server has what was typed.
#[derive(Clone, Copy, PartialEq)]
pub enum Shared {
    /// There is no line to it, and has not been since the filing was opened.
    Alone,
    /// It is on its way, or waits for the network.
    Waiting,
    /// The server has stored all of it; since when, milliseconds since 1970.
    Stored(f64),
    /// The server does not take it any more: the filing has been handed in, or is not ours.
    Refused,
}

/// Who is told of what was changed here.
pub(crate) type Told = Box<dyn Fn(&[Update])>;

/// The keeper of one filing's draft.
#[derive(Clone)]
pub struct Journal(Rc<Inner>);

struct Inner {
    filing: String,
    draft: RefCell<Draft>,
    store: Result<Store, StoreError>,
    /// Updates that the store did not take; they go first next time.
    unsaved: RefCell<Vec<Update>>,
    writing: Cell<u32>,
    /// Counts what was kept, to see whether anything came after.
    kept: Cell<u32>,
    settling: Cell<bool>,
    saved: RwSignal<Saved>,
    shared: RwSignal<Shared>,
    /// The answers that were changed here and that the server has not stored.
    pending: RefCell<BTreeSet<String>>,
    pending_count: RwSignal<usize>,
    /// Counts the changes made here.
    changes: Cell<u32>,
    told: RefCell<Told>,
    /// What the server surely knows of each document, as a state vector.
    known: RefCell<[Vec<u8>; 3]>,
    is_sending: Cell<bool>,
}

impl Journal {
    /// Opens a person's draft of a filing from this device's store. Where the device keeps
    /// nothing, the draft is empty and its state says so from the start.
    pub async fn open(person: &str, filing: &str) -> Self {
        let mut draft = Draft::new(client_id(), person);
        let store = load(person, filing, &mut draft).await;
        let saved = match &store {
            Ok(_) => Saved::Untouched,
            Err(error) => Saved::Failed(*error),
        };
        Self(Rc::new(Inner {
            filing: filing.to_owned(),
            draft: RefCell::new(draft),
            store,
            unsaved: RefCell::default(),
            writing: Cell::new(0),
            kept: Cell::new(0),
            settling: Cell::new(false),
            saved: RwSignal::new(saved),
            shared: RwSignal::new(Shared::Alone),
            pending: RefCell::default(),
            pending_count: RwSignal::new(0),
            changes: Cell::new(0),
            told: RefCell::new(Box::new(|_| {})),
            known: RefCell::new(Name::ALL.map(|_| vec![0])),
            is_sending: Cell::new(false),
        }))
    }

    /// How far what was typed is kept.
    pub fn saved(&self) -> RwSignal<Saved> {
        self.0.saved
    }

    /// How far the server has what was typed.
    pub fn shared(&self) -> RwSignal<Shared> {
        self.0.shared
    }

    /// How many answers were changed here that the server has not stored.
    pub fn pending(&self) -> RwSignal<usize> {
        self.0.pending_count
    }

    /// Whether nothing has been answered yet.
    pub fn is_fresh(&self) -> bool {
        self.0.draft.borrow().is_empty()
    }

    /// All answers, as the draft has them.
    pub fn answers(&self) -> Value {
        self.0.draft.borrow().answers()
    }

    /// The store of this device, where there is one.
    pub fn store(&self) -> Option<Store> {
        self.0.store.as_ref().ok().cloned()
    }

    /// Carries out a command and begins to keep it before this returns.
    pub fn run(&self, command: &Command) {
        let updates = self.0.draft.borrow_mut().apply(command);
        if updates.is_empty() {
            return;
        }
        self.0.changes.set(self.0.changes.get().wrapping_add(1));
        self.note(command);
        if let Ok(store) = &self.0.store {
            let mut batch = self.0.unsaved.take();
            batch.extend(updates.iter().cloned());
            for update in batch {
                self.keep(store, update);
            }
        }
        (self.0.told.borrow())(&updates);
    }

    /// Notes what is to be shared.
    fn note(&self, command: &Command) {
        let path = match command {
            Command::Set(answer) | Command::Settle(answer) => answer.path.join("/"),
            Command::InsertRow { list, id, .. }
            | Command::RemoveRow { list, id }
            | Command::MoveRow { list, id, .. } => [&list.join("/"), "/", id].concat(),
            Command::Put { id, .. } => id.clone(),
            Command::Say { .. } => String::new(),
        };
        let is_new = self.0.pending.borrow_mut().insert(path);
        if is_new {
            self.0.pending_count.set(self.0.pending.borrow().len());
        }
        if !matches!(self.0.shared.get_untracked(), Shared::Waiting | Shared::Refused) {
            self.0.shared.set(Shared::Waiting);
        }
    }

    /// Takes away what this device keeps of the filing, after it has been submitted.
    pub async fn forget(&self) {
        if let Ok(store) = &self.0.store {
            // What stays behind is the person's own and is tidied at the next opening.
            let _ = store.forget(&self.0.filing).await;
        }
    }

    fn keep(&self, store: &Store, update: Update) {
        let inner = self.0.clone();
        if !matches!(inner.saved.get_untracked(), Saved::Saving) {
            inner.saved.set(Saved::Saving);
        }
        inner.writing.set(inner.writing.get() + 1);
        let written = store.append(&inner.filing, &update.document.to_string(), &update.bytes);
        spawn_local(async move {
            let result = match written {
                Ok(done) => done.await,
                Err(error) => Err(error),
            };
            inner.writing.set(inner.writing.get() - 1);
            match result {
                Ok(()) => inner.settle().await,
                Err(error) => {
                    inner.unsaved.borrow_mut().push(update);
                    inner.saved.set(Saved::Failed(error));
                }
            }
        });
    }
}

impl Inner {
    /// Says that all is kept, once it is and nothing more was typed for a moment: whoever types
    /// would otherwise have the words change with every key.
    async fn settle(&self) {
        self.kept.set(self.kept.get().wrapping_add(1));
        if self.settling.replace(true) {
            return;
        }
        let mut seen;
        let mut at;
        loop {
            (seen, at) = (self.kept.get(), clock::now_ms());
            clock::sleep(PAUSE).await;
            if self.kept.get() == seen && self.writing.get() == 0 {
                break;
            }
        }
        self.settling.set(false);
        if self.unsaved.borrow().is_empty() {
            self.saved.try_set(Saved::Here(at));
        }
    }
}

async fn load(person: &str, filing: &str, draft: &mut Draft) -> Result<Store, StoreError> {
    let store = Store::open(person).await?;
    let log = store.updates(filing).await?;
    for update in &log {
        let document = Address::parse(&update.document).ok_or(StoreError::Corrupt)?;
        draft.load(document, &update.bytes).map_err(|_| StoreError::Corrupt)?;
    }
    let is_whole = Name::ALL.iter().all(|name| !draft.is_waiting(*name));
    if log.len() > LONG_LOG && is_whole {
        let addresses = Name::ALL.map(|name| draft.address(name).to_string());
        let snapshots = Name::ALL.map(|name| (&*addresses[name as usize], draft.snapshot(name)));
        // The long log still stands where this fails.
        let _ = store.compact(filing, &log, &snapshots).await;
    }
    Ok(store)
}

/// Names this tab's replica: at random below 2^53, as Yjs wants it.
fn client_id() -> u64 {
    let id = files::random_id();
    u64::from_str_radix(&id[..13], 16).unwrap_or(1)
}

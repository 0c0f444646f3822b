//! Keeps what is typed: every command goes into the draft and, in the same event, into the
//! device's store. Nothing is called saved before its transaction is complete.

use std::cell::{Cell, RefCell};
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
    fresh: bool,
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
        let fresh = draft.is_empty();
        Self(Rc::new(Inner {
            filing: filing.to_owned(),
            draft: RefCell::new(draft),
            store,
            unsaved: RefCell::default(),
            writing: Cell::new(0),
            kept: Cell::new(0),
            settling: Cell::new(false),
            saved: RwSignal::new(saved),
            fresh,
        }))
    }

    /// How far what was typed is kept.
    pub fn saved(&self) -> RwSignal<Saved> {
        self.0.saved
    }

    /// Whether nothing had been kept of the filing when it was opened.
    pub fn is_fresh(&self) -> bool {
        self.0.fresh
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
        let Ok(store) = &self.0.store else { return };
        let mut batch = self.0.unsaved.take();
        batch.extend(updates);
        for update in batch {
            self.keep(store, update);
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
    if log.len() > LONG_LOG {
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

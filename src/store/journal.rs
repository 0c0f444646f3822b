//! Keeps what is typed: every command goes into the draft and at once into the device's
//! store. Nothing is called saved before its transaction is complete.

mod keep;
mod link;
mod memory;
mod merging;
pub(crate) mod moving;
mod open;
mod sharing;
mod stage;
mod typed;
pub(crate) mod unsent;

pub(crate) use merging::kept;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use bangban_draft::{Command, Conflict, Event, Replica, Undone, Update};
use leptos::prelude::*;
use serde_json::Value;

use self::open::Opened;
use self::stage::Stage;
use self::unsent::Unsent;
use crate::later::Absent;
use crate::platform::store::{Store, StoreError};
use crate::platform::{clock, files};

/// What is typed after a pause of this length is undone by itself, milliseconds.
const BREAK: f64 = 600.0;

pub use self::link::{How, Link};

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

/// Whether there is something to undo, and something to make again.
#[derive(Clone, Copy, PartialEq, Default)]
pub struct Reach {
    /// Something to undo.
    pub undo: bool,
    /// Something to redo.
    pub redo: bool,
}

/// The keeper of one filing's draft.
#[derive(Clone)]
pub struct Journal(Rc<Inner>);

struct Inner {
    filing: String,
    person: String,
    /// Names this tab in the notes of what waits.
    tab: String,
    stage: RefCell<Stage>,
    store: Result<Store, StoreError>,
    /// Whether the store may hold commands that are updates by now.
    has_typed: Cell<bool>,
    /// Whether commands were not kept.
    is_behind: Cell<bool>,
    /// Updates of commands that nobody was there to be told of.
    untold: RefCell<Vec<Update>>,
    /// Updates that the store did not take; they go first next time.
    unsaved: RefCell<Vec<Update>>,
    /// Whether it is being tried again.
    trying: Cell<bool>,
    writing: Cell<u32>,
    /// Counts what was kept, to see whether anything came after.
    kept: Cell<u32>,
    settling: Cell<bool>,
    saved: RwSignal<Saved>,
    reach: RwSignal<Reach>,
    /// When the last command came.
    ran: Cell<f64>,
    shared: RwSignal<Shared>,
    link: RwSignal<Link>,
    /// The answers that were changed here and that the server has not stored, in order.
    pending: RefCell<Vec<String>>,
    pending_count: RwSignal<usize>,
    /// The notes of what waited when the draft was opened.
    inherited: RefCell<Vec<String>>,
    /// When the server last had everything.
    stored_at: Cell<Option<f64>>,
    /// Counts the changes, made here or elsewhere.
    changes: Cell<u32>,
    /// Counts those of the document of an assistance.
    assist: RwSignal<u32>,
    told: RefCell<Told>,
    /// What the server surely knows of each document, as a state vector.
    known: RefCell<[Vec<u8>; 3]>,
    is_sending: Cell<bool>,
}

impl Journal {
    /// Opens a person's draft of a filing from this device's store. Where the store cannot be
    /// read, the draft is empty and its state says so from the start.
    ///
    /// # Errors
    /// Where the device keeps something, and the code that merges did not come.
    pub async fn open(person: &str, filing: &str) -> Result<Self, Absent> {
        let opened = open::open(person, filing).await?;
        let unsent = match &opened.store {
            Ok(store) => unsent::read(store, filing).await,
            Err(_) => Default::default(),
        };
        Ok(Self::of(person, filing, opened, unsent))
    }

    fn of(person: &str, filing: &str, opened: Opened, unsent: Unsent) -> Self {
        let Opened { stage, store, left, turn } = opened;
        let (saved, shared) = match &store {
            Ok(_) if unsent.paths.is_empty() => (Saved::Untouched, Shared::Alone),
            Ok(_) => (Saved::Here(unsent.at), Shared::Waiting),
            Err(error) => (Saved::Failed(*error), Shared::Alone),
        };
        let journal = Self(Rc::new(Inner {
            filing: filing.to_owned(),
            person: person.to_owned(),
            tab: files::random_id(),
            stage: RefCell::new(stage),
            store,
            has_typed: Cell::new(left.is_some()),
            is_behind: Cell::new(false),
            untold: RefCell::default(),
            unsaved: RefCell::default(),
            trying: Cell::new(false),
            writing: Cell::new(0),
            kept: Cell::new(0),
            settling: Cell::new(false),
            saved: RwSignal::new(saved),
            reach: RwSignal::default(),
            ran: Cell::new(0.0),
            shared: RwSignal::new(shared),
            link: RwSignal::new(Link::now(How::Not)),
            pending_count: RwSignal::new(unsent.paths.len()),
            pending: RefCell::new(unsent.paths),
            inherited: RefCell::new(unsent.keys),
            stored_at: Cell::new(unsent.stored),
            changes: Cell::new(0),
            assist: RwSignal::new(0),
            told: RefCell::new(Box::new(|_| {})),
            known: RefCell::new([(); 3].map(|()| vec![0])),
            is_sending: Cell::new(false),
        }));
        if let Some(updates) = left {
            journal.keep_quietly(updates);
        }
        // What the next tab reads comes after this.
        drop(turn);
        journal
    }

    /// How far what was typed is kept.
    pub fn saved(&self) -> RwSignal<Saved> {
        self.0.saved
    }

    /// Whether nothing has been answered yet.
    pub fn is_fresh(&self) -> bool {
        self.0.stage.borrow().is_empty()
    }

    /// All answers, as the draft has them.
    pub fn answers(&self) -> Value {
        self.0.stage.borrow().answers()
    }

    /// The store of this device, where there is one.
    pub fn store(&self) -> Option<Store> {
        self.0.store.as_ref().ok().cloned()
    }

    /// One answer, as the draft has it.
    pub fn answer(&self, path: &[String]) -> Value {
        self.read(|draft| draft.answer(path)).unwrap_or_default()
    }

    /// Who wrote what stands at an answer.
    pub fn authors(&self, path: &[String]) -> Vec<String> {
        self.read(|draft| draft.authors(path)).unwrap_or_default()
    }

    /// The conflicts that stand.
    pub fn conflicts(&self) -> Vec<Conflict> {
        self.read(|draft| draft.conflicts()).unwrap_or_default()
    }

    /// The conflict that stands at an answer.
    pub fn conflict(&self, path: &[String]) -> Option<Conflict> {
        self.read(|draft| draft.conflict(path)).flatten()
    }

    /// Whether it is this person who wrote one of the versions in a conflict.
    pub fn is_mine(&self, author: &str) -> bool {
        self.0.person == author
    }

    /// Carries out a command and begins to keep it before this returns.
    pub fn run(&self, command: &Command) {
        let now = clock::now_ms();
        let updates = {
            let mut stage = self.0.stage.borrow_mut();
            if now - self.0.ran.replace(now) > BREAK {
                stage.boundary();
            }
            stage.run(command)
        };
        let path = sharing::path_of(command);
        match updates {
            Some(updates) => self.send(path, updates),
            None => self.keep_command(&path),
        }
    }

    /// Tells what a change made to whoever brings it elsewhere, which takes the longer way, and
    /// keeps it.
    fn send(&self, path: String, updates: Vec<Update>) {
        if updates.is_empty() {
            return;
        }
        let note = self.note(&path).then(|| self.unsent(&path));
        (self.0.told.borrow())(&updates);
        self.keep_all(&updates, note);
    }

    /// Whether there is something to undo or redo.
    pub fn reach(&self) -> RwSignal<Reach> {
        self.0.reach
    }

    /// What was done until now is not to be undone.
    pub fn begin(&self) {
        self.0.stage.borrow_mut().begin();
        self.look();
    }

    /// What is done from here on is undone apart from what was done before.
    pub fn boundary(&self) {
        self.0.stage.borrow_mut().boundary();
    }

    /// Undoes this tab's last change that is still there, or makes the last undone one again
    /// (`again`). Says where, and what is to be shown.
    pub fn undo(&self, again: bool) -> Option<(Vec<String>, Vec<Event>)> {
        let undo = |draft: &mut dyn Replica| if again { draft.redo() } else { draft.undo() };
        let undone = self.0.stage.borrow_mut().change(undo).flatten();
        let Some(Undone { path, updates, events }) = undone else {
            self.look();
            return None;
        };
        self.send(path.join("/"), updates);
        Some((path, events))
    }

    /// Takes away what this device keeps of the filing, after it has been submitted.
    pub async fn forget(&self) {
        if let Ok(store) = &self.0.store {
            // What stays behind is the person's own and is tidied at the next opening.
            let _ = store.forget(&self.0.filing).await;
        }
    }

    /// Sees whether there is something to undo now.
    fn look(&self) {
        let now = self
            .read(|draft| Reach { undo: draft.can_undo(), redo: draft.can_redo() })
            .unwrap_or_default();
        if self.0.reach.get_untracked() != now {
            self.0.reach.set(now);
        }
    }
}

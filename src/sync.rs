//! Brings a filing's draft to the server and to the person's other tabs and devices, and theirs
//! here. What is typed goes first into the device's store (see `store::journal`); this takes it
//! from there. It never touches a signal of a field: what came is handed on as events.
//!
//! One tab of a device has the line to the server; the others speak through it.

mod bring;
mod line;
mod moving;
mod parting;
mod pause;
mod plain;
pub mod presence;
mod tabs;
mod talk;
mod tidy;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};

use bangban_draft::{Event, MergeError, Name, Update};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::tabs::Turn;
use crate::store::journal::{How, Journal};
pub use bring::bring;
use line::Line;
use tabs::Tabs;

/// The documents of a filing that an applicant's side shares.
pub const APPLICANTS: &[Name] = &Name::ALL;
/// Those that an assistant's side shares: no other is ever opened for it.
pub const ASSISTANTS: &[Name] = &[Name::Answers, Name::Assist];

/// Where what came from elsewhere is shown.
pub trait Screen {
    /// Shows it.
    fn show(&self, events: Vec<Event>);
    /// Waits while nothing may be changed under the person's hands, as while an input method
    /// composes.
    fn quiet(&self) -> Pin<Box<dyn Future<Output = ()>>>;
}

thread_local! {
    /// The one that was started last.
    static LATEST: RefCell<Option<Sync>> = const { RefCell::new(None) };
}

/// What the tabs that have a filing open know each other by.
pub fn name_of(person: &str, filing: &str) -> String {
    ["bangban-", person, "-", filing].concat()
}

/// Tries at once what was put off, for the filing that is open.
pub fn try_now() {
    if let Some(inner) = latest() {
        line::wake(&inner);
    }
}

/// What works for the filing that is open.
fn latest() -> Option<Rc<Inner>> {
    let latest = LATEST.with_borrow(Clone::clone);
    latest.map(|sync| sync.0).filter(|inner| !inner.is_over.get())
}

/// Where an update came from.
enum From {
    /// The server: it is kept here.
    Server,
    /// The tab with the line, which has kept it.
    Line,
    /// A tab in which it was typed, which has kept it, and how many it has sent by now.
    Tab(String, f64),
}

/// What keeps a draft in step until it is ended.
#[derive(Clone)]
struct Sync(Rc<Inner>);

struct Inner {
    filing: String,
    /// Which documents are shared.
    documents: &'static [Name],
    journal: Journal,
    screen: Box<dyn Screen>,
    /// What came and waits until the screen can take it, and whether somebody sees to that.
    coming: RefCell<VecDeque<(Update, From)>>,
    is_taking: Cell<bool>,
    tabs: RefCell<Option<Tabs>>,
    line: RefCell<Option<Line>>,
    turn: RefCell<Option<Turn>>,
    /// Ways to be woken.
    wakers: RefCell<Vec<WindowListenerHandle>>,
    is_over: Cell<bool>,
    /// Documents that are about to go on with another epoch.
    moving: RefCell<Vec<Name>>,
    /// How many bytes were added to the log since it was made short, and to how many.
    log: Cell<[usize; 2]>,
    is_tidying: Cell<bool>,
}

/// Begins for a draft that `person` has opened and that merges, with these of its documents. What
/// is given ends it: nothing is sent or taken any more.
pub fn start(
    person: &str,
    filing: &str,
    documents: &'static [Name],
    journal: Journal,
    screen: Box<dyn Screen>,
) -> Box<dyn Fn()> {
    let sync = Sync::start(person, filing, documents, journal, screen);
    Box::new(move || sync.end())
}

impl Sync {
    fn start(
        person: &str,
        filing: &str,
        documents: &'static [Name],
        journal: Journal,
        screen: Box<dyn Screen>,
    ) -> Self {
        let inner = Rc::new(Inner {
            filing: filing.to_owned(),
            documents,
            journal,
            screen,
            coming: RefCell::default(),
            is_taking: Cell::new(false),
            tabs: RefCell::default(),
            line: RefCell::default(),
            turn: RefCell::default(),
            wakers: RefCell::default(),
            is_over: Cell::new(false),
            moving: RefCell::default(),
            log: Cell::default(),
            is_tidying: Cell::new(false),
        });
        let name = name_of(person, filing);
        *inner.tabs.borrow_mut() = Some(Tabs::open(&name, Rc::downgrade(&inner)));
        let weak = Rc::downgrade(&inner);
        inner.journal.on_change(Box::new(move |updates| {
            if let Some(inner) = weak.upgrade() {
                inner.send(updates);
                tidy::grown(&inner, updates.iter().map(|update| update.bytes.len()).sum());
            }
        }));
        if let Some(tabs) = inner.tabs.borrow().as_ref() {
            tabs.greet(&inner.journal, documents);
        }
        inner.journal.linked(How::OtherTab);
        let weak = Rc::downgrade(&inner);
        *inner.turn.borrow_mut() = Some(Turn::ask(&name, move || lead(&weak)));
        inner.wake_with_the_network();
        parting::begin(&inner);
        let sync = Self(inner);
        // A tab shows one filing; when it is opened anew, what worked for it before ends.
        if let Some(before) = LATEST.replace(Some(sync.clone())) {
            before.end();
        }
        sync
    }

    fn end(&self) {
        let inner = &self.0;
        inner.is_over.set(true);
        inner.journal.on_change(Box::new(|_| {}));
        inner.wakers.take().into_iter().for_each(WindowListenerHandle::remove);
        inner.line.take();
        inner.tabs.take();
        inner.turn.take();
        // What it held goes with it.
        let held =
            |latest: &mut Option<Self>| latest.take_if(|latest| Rc::ptr_eq(&latest.0, inner));
        drop(LATEST.with_borrow_mut(held));
    }
}

/// This tab has the line from now on.
fn lead(weak: &Weak<Inner>) {
    let Some(inner) = weak.upgrade().filter(|inner| !inner.is_over.get()) else { return };
    inner.journal.linked(How::Not);
    *inner.line.borrow_mut() = Some(Line::new(weak.clone()));
    let weak = weak.clone();
    spawn_local(async move {
        if let Some(inner) = weak.upgrade() {
            line::connect(&inner);
        }
    });
}

impl Inner {
    /// What was typed here goes to the server, and to the other tabs.
    fn send(&self, updates: &[Update]) {
        self.hand_on(updates);
        if let Some(tabs) = self.tabs.borrow_mut().as_mut() {
            tabs.tell(updates);
        }
    }

    /// To the server, where this tab has the line.
    fn hand_on(&self, updates: &[Update]) {
        if let Some(line) = self.line.borrow_mut().as_mut() {
            line.send(updates);
        }
    }

    /// Takes an update from elsewhere. One of another tab goes on to the server after it: what
    /// is not in the draft yet would be missing in the answer to what the server lacks.
    fn take(self: &Rc<Self>, update: Update, from: From) {
        self.coming.borrow_mut().push_back((update, from));
        if self.is_taking.replace(true) {
            return;
        }
        let inner = self.clone();
        spawn_local(async move {
            loop {
                inner.screen.quiet().await;
                let next = inner.coming.borrow_mut().pop_front();
                let Some((update, from)) = next.filter(|_| !inner.is_over.get()) else { break };
                let keep = matches!(from, From::Server);
                match inner.journal.take(&update, keep) {
                    Ok(events) if !events.is_empty() => inner.screen.show(events),
                    Err(MergeError::Epoch) => {
                        inner.take_of_another_epoch(update, from).await;
                        continue;
                    }
                    // Bytes that are no update of ours harm nobody but who sent them.
                    _ => {}
                }
                tidy::grown(&inner, update.bytes.len());
                if let From::Tab(tab, count) = from {
                    if let Some(tabs) = inner.tabs.borrow_mut().as_mut() {
                        tabs.heard(tab, count);
                    }
                    inner.hand_on(&[update]);
                }
            }
            inner.is_taking.set(false);
        });
    }

    /// One of the two is behind: whoever is goes on, and what was typed meanwhile goes to the server
    /// as it is.
    async fn take_of_another_epoch(self: &Rc<Self>, update: Update, from: From) {
        let name = update.document.name;
        let here = self.journal.read(|draft| draft.address(name));
        if here.is_none_or(|here| here.epoch < update.document.epoch) {
            return moving::begin(self, update.document);
        }
        let has_line = self.line.borrow().is_some();
        if let (From::Tab(tab, count), true) = (from, has_line) {
            if let Some(tabs) = self.tabs.borrow().as_ref() {
                tabs.say_moved(&self.journal, name);
            }
            if moving::hand_on(self, &update).await
                && let Some(tabs) = self.tabs.borrow_mut().as_mut()
            {
                tabs.heard(tab, count);
            }
        }
    }

    /// All that was typed here and in the other tabs is stored by the server.
    fn stored(&self) {
        self.journal.stored(true);
        if let Some(tabs) = self.tabs.borrow().as_ref() {
            tabs.say_stored();
        }
    }

    /// The network is back, or the page is looked at again: no need to wait any longer.
    fn wake_with_the_network(self: &Rc<Self>) {
        let wake = |weak: Weak<Self>| {
            move || {
                if let Some(inner) = weak.upgrade() {
                    line::wake(&inner);
                }
            }
        };
        let (online, shown) = (wake(Rc::downgrade(self)), wake(Rc::downgrade(self)));
        *self.wakers.borrow_mut() = vec![
            window_event_listener(leptos::ev::online, move |_| online()),
            window_event_listener(leptos::ev::focus, move |_| shown()),
        ];
    }
}

//! The person's other tabs with the same filing.

use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use bangban_draft::{Address, NOTHING, Name, Update};

use super::presence::{self, Heard};
use super::{From, Inner, moving};
use crate::platform::files::random_id;
use crate::platform::tabs::{Channel, Said};
use crate::store::journal::Journal;

/// An update that was typed in a tab, under `tab/document`, with how many it has sent.
const TYPED: &str = "typed";
/// An update that came from the server, under its document.
const CAME: &str = "came";
/// The server has stored so many of a tab's updates, under the tab.
const STORED: &str = "stored";

/// What a tab that has just opened has of a document, as a state vector, under `tab/document`.
/// What was typed between its reading of the draft and its first listening is missing there.
const HAVE: &str = "have";
/// What the tab with the line has, for the tab that has just opened: so that the server gets
/// what was filled in there before anybody listened.
const LACK: &str = "lack";

/// A document is in this epoch now, for whoever is not there yet.
const MOVED: &str = "moved";

/// A frame that is kept nowhere, of a tab for the others in the document.
pub(super) const SHOW: &str = "show";
/// Such a frame of the server's.
pub(super) const SEEN: &str = "seen";
/// The line is let in: whoever shows something does so again.
pub(super) const ANEW: &str = "anew";
/// The line is cut.
pub(super) const LOST: &str = "lost";

/// The door to the other tabs.
pub(super) struct Tabs {
    channel: Option<Channel>,
    /// Names this tab among them.
    own: String,
    /// How many updates were typed here.
    typed: u32,
    /// How many each other tab has sent.
    heard: BTreeMap<String, f64>,
}

impl Tabs {
    /// Opens the channel of a filing.
    pub(super) fn open(name: &str, inner: Weak<Inner>) -> Self {
        let channel = Channel::open(name, move |said| {
            if let Some(inner) = inner.upgrade() {
                hear(&inner, said);
            }
        });
        Self { channel, own: random_id(), typed: 0, heard: BTreeMap::new() }
    }

    /// Tells the others what is here already.
    pub(super) fn greet(&self, journal: &Journal, documents: &[Name]) {
        for name in documents {
            self.have(journal, *name);
        }
    }

    fn have(&self, journal: &Journal, name: Name) {
        journal.read(|draft| {
            let document = draft.address(name);
            self.say(HAVE, &self.about(document), 0.0, &draft.state_vector(name));
        });
    }

    /// Tells the others in which epoch a document is here. All that was typed here before is at
    /// the server; what it has sent meanwhile is asked for.
    pub(super) fn say_moved(&self, journal: &Journal, name: Name) {
        let Some(document) = journal.read(|draft| draft.address(name)) else { return };
        self.say(MOVED, &document.to_string(), 0.0, &[]);
        self.have(journal, name);
        self.say(TYPED, &self.about(document), f64::from(self.typed), NOTHING);
    }

    fn about(&self, document: Address) -> String {
        [&self.own, "/", &document.to_string()].concat()
    }

    /// Tells the others what was typed here.
    pub(super) fn tell(&mut self, updates: &[Update]) {
        for update in updates {
            self.typed += 1;
            self.say(TYPED, &self.about(update.document), f64::from(self.typed), &update.bytes);
        }
    }

    /// Tells the others what came from the server.
    pub(super) fn pass_on(&self, update: &Update) {
        self.say(CAME, &update.document.to_string(), 0.0, &update.bytes);
    }

    /// So many updates of a tab are in the draft here.
    pub(super) fn heard(&mut self, tab: String, count: f64) {
        self.heard.insert(tab, count);
    }

    /// Tells each tab up to which of its updates the server has them.
    pub(super) fn say_stored(&self) {
        for (tab, count) in &self.heard {
            self.say(STORED, tab, *count, &[]);
        }
        // Whoever typed nothing shows what waited when they opened.
        self.say(STORED, "", 0.0, &[]);
    }

    /// Says something to the other tabs.
    pub(super) fn say(&self, word: &str, text: &str, number: f64, bytes: &[u8]) {
        if let Some(channel) = &self.channel {
            channel.say(word, text, number, bytes);
        }
    }
}

fn hear(inner: &Rc<Inner>, said: Said) {
    match said.word.as_str() {
        TYPED => {
            let Some((tab, document)) = said.text.split_once('/') else { return };
            let Some(document) = Address::parse(document) else { return };
            let from = From::Tab(tab.to_owned(), said.number);
            inner.take(Update { document, bytes: said.bytes }, from);
        }
        HAVE => {
            let Some((_, document)) = said.text.split_once('/') else { return };
            let Some(update) = since(inner, document, &said.bytes) else {
                return look_at(inner, document);
            };
            let name = update.document.name;
            let tabs = inner.tabs.borrow();
            let Some(tabs) = tabs.as_ref() else { return };
            if update.bytes != NOTHING {
                tabs.pass_on(&update);
            }
            if inner.line.borrow().is_some() {
                let here = inner.journal.read(|draft| draft.state_vector(name));
                tabs.say(LACK, &said.text, 0.0, &here.unwrap_or_default());
            }
        }
        LACK => {
            let Some((tab, document)) = said.text.split_once('/') else { return };
            let Some(update) = since(inner, document, &said.bytes) else { return };
            if let Some(tabs) = inner.tabs.borrow_mut().as_mut()
                && tabs.own == tab
                && update.bytes != NOTHING
            {
                tabs.tell(&[update]);
            }
        }
        MOVED => look_at(inner, &said.text),
        CAME => {
            let Some(document) = Address::parse(&said.text) else { return };
            inner.take(Update { document, bytes: said.bytes }, From::Line);
        }
        STORED => {
            let is_all = inner.tabs.borrow().as_ref().is_some_and(|tabs| {
                let is_about_us = said.text.is_empty() || tabs.own == said.text;
                is_about_us && f64::from(tabs.typed) <= said.number
            });
            if is_all {
                inner.journal.stored(false);
            }
        }
        SHOW => presence::hand_on(inner, &said.bytes),
        SEEN => presence::take(&said.bytes, false),
        ANEW => {
            presence::show_anew(inner);
            presence::tell(Heard::Begun);
        }
        LOST => presence::tell(Heard::Lost),
        _ => {}
    }
}

/// Another tab is in this epoch of a document: whoever is behind goes on.
fn look_at(inner: &Rc<Inner>, document: &str) {
    let Some(there) = Address::parse(document) else { return };
    let Some(here) = inner.journal.read(|draft| draft.address(there.name)) else { return };
    if here.epoch < there.epoch {
        moving::begin(inner, there);
    } else if here.epoch > there.epoch
        && let Some(tabs) = inner.tabs.borrow().as_ref()
    {
        tabs.say(MOVED, &here.to_string(), 0.0, &[]);
    }
}

/// What a tab lacks of a document of which it has this much; nothing where it speaks of another
/// epoch.
fn since(inner: &Inner, document: &str, vector: &[u8]) -> Option<Update> {
    let document = Address::parse(document)?;
    let bytes = inner.journal.read(|draft| {
        let is_same = draft.address(document.name) == document;
        is_same.then(|| draft.since(document.name, vector).ok()).flatten()
    });
    let bytes = bytes.flatten()?;
    Some(Update { document, bytes })
}

//! What goes between the applicant and an assistant in a filing: entries by who put them and id,
//! and the messages of both in one line. It reads the draft's `assist` document and is read anew
//! whenever that changes, here or elsewhere.

use std::collections::BTreeMap;

use bangban_contract::assistance::entry::{Message, Said, in_order};
use bangban_draft::Command;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::platform::{clock, online};
use crate::store::journal::Journal;

/// An entry, of a kind of which the reader knows the shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<T> {
    /// Who put it there.
    pub author: String,
    /// What it is about: the id behind its beginning.
    pub about: String,
    /// What it is.
    pub entry: T,
}

/// The read model; cheap to copy into every view.
#[derive(Clone, Copy)]
pub struct Assist {
    journal: StoredValue<Journal, LocalStorage>,
    entries: RwSignal<BTreeMap<(String, String), Value>>,
    messages: RwSignal<Vec<Said>>,
}

impl Assist {
    /// Opens it, under the owner of who shows it. Until the code that merges is there, nothing
    /// is known.
    pub fn new(journal: Journal) -> Self {
        let assist = Self {
            journal: StoredValue::new_local(journal.clone()),
            entries: RwSignal::default(),
            messages: RwSignal::default(),
        };
        let moved = journal.assist();
        Effect::new(move |_| {
            moved.track();
            assist.read();
        });
        spawn_local(async move {
            let mut pause = 1_000;
            while journal.engage().await.is_err() && !assist.journal.is_disposed() {
                online::back_or(pause).await;
                pause = (pause * 2).min(30_000);
            }
            journal.touch_assist();
        });
        assist
    }

    fn read(self) {
        let found = self
            .journal
            .try_with_value(|journal| journal.read(|draft| (draft.entries(), draft.chat())));
        let Some(Some((entries, chat))) = found else { return };
        if self.entries.with_untracked(|old| *old != entries) {
            self.entries.set(entries);
        }
        let said = chat.into_iter().map(|(author, all)| {
            // What is not a message is passed over: it keeps no other from being read.
            (author, all.into_iter().filter_map(|one| serde_json::from_value(one).ok()).collect())
        });
        let said = in_order(said.collect());
        if self.messages.with_untracked(|old| *old != said) {
            self.messages.set(said);
        }
    }

    /// The entries of which the id begins so, by author and id. Tracked. What has not this shape
    /// is passed over.
    pub fn entries<T: DeserializeOwned>(self, beginning: &str) -> Vec<Entry<T>> {
        self.entries.with(|all| {
            let found = all.iter().filter_map(|((author, id), entry)| {
                let about = id.strip_prefix(beginning)?.to_owned();
                let entry = serde_json::from_value(entry.clone()).ok()?;
                Some(Entry { author: author.clone(), about, entry })
            });
            found.collect()
        })
    }

    /// One author's entry of an id. Tracked.
    pub fn entry(self, author: &str, id: &str) -> Option<Value> {
        self.entries.with(|all| all.get(&(author.to_owned(), id.to_owned())).cloned())
    }

    /// The messages, oldest first. Tracked.
    pub fn messages(self) -> Vec<Said> {
        self.messages.get()
    }

    /// Whether it is this person who wrote something.
    pub fn is_mine(self, author: &str) -> bool {
        self.journal.try_with_value(|journal| journal.is_mine(author)).unwrap_or_default()
    }

    /// Puts an entry under this person's name, in place of theirs of that id.
    pub fn put(self, beginning: &str, about: &str, entry: &impl Serialize) {
        let entry = serde_json::to_value(entry).unwrap_or_default();
        self.run(Command::Put { id: [beginning, about].concat(), entry });
    }

    /// Takes away this person's entry of an id.
    pub fn take_away(self, beginning: &str, about: &str) {
        self.run(Command::Put { id: [beginning, about].concat(), entry: Value::Null });
    }

    /// Says something, now: about a field or material (`materials/{id}`), with a picture or not.
    pub fn say(self, text: String, about: Option<String>, image: Option<String>) {
        let at = clock::instant(clock::now_ms());
        let message = Message { at, text, image, ..Message::default() }.on(about);
        self.run(Command::Say { message: serde_json::to_value(message).unwrap_or_default() });
    }

    fn run(self, command: Command) {
        self.journal.try_with_value(|journal| {
            journal.run(&command);
            journal.touch_assist();
        });
    }
}

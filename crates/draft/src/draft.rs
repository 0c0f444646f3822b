//! The documents of a filing together.

use std::collections::BTreeMap;

use serde_json::Value;
use yrs::Transact;

use crate::answers::assemble;
use crate::document::slots::shown;
use crate::document::{Document, assist, rows, texts};
use crate::history::History;
use crate::{Address, Command, Conflict, Event, MergeError, Name, Update};

/// The documents of one filing, open on one replica.
pub struct Draft {
    pub(crate) client: u64,
    pub(crate) author: String,
    pub(crate) documents: [Document; 3],
    pub(crate) history: History,
}

impl Draft {
    /// Opens empty documents.
    ///
    /// The client id names this replica in this tab; it is chosen at random (below 2^53),
    /// never kept, and never used by two at once. The author names the person, the same in
    /// all their tabs, and is written beside each answer: a short opaque id. What one author
    /// writes in two tabs at once is never a conflict.
    pub fn new(client: u64, author: &str) -> Self {
        Self {
            client,
            author: author.to_owned(),
            documents: Name::ALL.map(|_| Document::new(client, author, 0)),
            history: History::default(),
        }
    }

    /// Carries out a command and remembers how to undo it. No update, where it changes
    /// nothing. Each update is to be kept before anything is shown as saved.
    pub fn apply(&mut self, command: &Command) -> Vec<Update> {
        let step = self.step(command);
        let updates = self.carry_out(command);
        self.forget_touched();
        if !updates.is_empty() {
            self.remember(step);
        }
        updates
    }

    /// Carries out a command that is not to be undone, as undoing itself.
    pub(crate) fn carry_out(&mut self, command: &Command) -> Vec<Update> {
        let mut updates = Vec::new();
        for name in Name::ALL {
            if let Some(bytes) = self.document_mut(name).apply(name, command) {
                updates.push(Update { document: self.address(name), bytes });
            }
        }
        updates
    }

    /// Takes in an update from another tab or another person, and says what it changed. An
    /// update that was taken before changes nothing. The cost depends on the update and not
    /// on the number of answers.
    ///
    /// The first update that an empty document takes in decides its epoch.
    pub fn merge(&mut self, document: Address, bytes: &[u8]) -> Result<Vec<Event>, MergeError> {
        self.load(document, bytes)?;
        Ok(self.events())
    }

    /// Takes in an update of this device's own log, as [`Self::merge`] without saying what it
    /// changed: for the opening, after which everything is read anyway.
    pub fn load(&mut self, document: Address, bytes: &[u8]) -> Result<(), MergeError> {
        self.forget_touched();
        let Address { name, epoch } = document;
        let document = self.document_mut(name);
        if document.epoch != epoch && !document.is_empty() {
            return Err(MergeError::Epoch);
        }
        document.merge(bytes)?;
        document.epoch = epoch;
        Ok(())
    }

    /// All answers as one JSON object. Rows stand in their order, each with its `_id`.
    pub fn answers(&self) -> Value {
        assemble([self.document(Name::Answers), self.document(Name::Private)])
    }

    /// One answer; `Null` where there is none. Long text where there is such at the path.
    pub fn answer(&self, path: &[String]) -> Value {
        let path = path.join("/");
        for name in [Name::Private, Name::Answers] {
            let document = self.document(name);
            let txn = document.doc.transact_mut();
            let text = texts::read(&txn, &path);
            if !text.is_empty() {
                return Value::String(text);
            }
            let found = document.candidates(&txn, &path);
            if !shown(&found).is_null() {
                return shown(&found).clone();
            }
        }
        Value::Null
    }

    /// Who wrote what stands at an answer that is replaced as a whole: one person as a rule, and
    /// several where they wrote at the same time. Nobody where nothing was written, and of a long
    /// text, which is nobody's alone.
    pub fn authors(&self, path: &[String]) -> Vec<String> {
        let path = path.join("/");
        let mut authors = Vec::new();
        for name in [Name::Answers, Name::Private] {
            self.document(name).authors(&path, &mut authors);
        }
        authors
    }

    /// All conflicts that stand, those in rows that are gone left out.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let mut conflicts = self.document(Name::Answers).conflicts(Name::Answers);
        conflicts.extend(self.document(Name::Private).conflicts(Name::Private));
        conflicts.retain(|conflict| !self.in_gone_row(&conflict.path));
        conflicts
    }

    /// The conflict that stands at an answer.
    pub fn conflict(&self, path: &[String]) -> Option<Conflict> {
        let at = path.join("/");
        [Name::Answers, Name::Private]
            .into_iter()
            .find_map(|name| self.document(name).conflict(name, &at))
            .filter(|_| !self.in_gone_row(path))
    }

    /// All entries of the assist document, by who put them there, and id.
    pub fn entries(&self) -> BTreeMap<(String, String), Value> {
        assist::entries(&self.document(Name::Assist).doc.transact_mut())
    }

    /// The messages of the chat by author, each one's oldest first.
    pub fn chat(&self) -> BTreeMap<String, Vec<Value>> {
        assist::chat(&self.document(Name::Assist).doc.transact_mut())
    }

    /// Whether nothing has been answered yet.
    pub fn is_empty(&self) -> bool {
        self.document(Name::Answers).is_empty() && self.document(Name::Private).is_empty()
    }

    /// Whether updates have come that follow others which have not. They are in no snapshot,
    /// so the log that holds them must not be replaced by one.
    pub fn is_waiting(&self, document: Name) -> bool {
        self.document(document).is_waiting()
    }

    /// The whole document as one update: what the log of updates is compacted to, unless it
    /// [is waiting](Self::is_waiting) for more.
    pub fn snapshot(&self, document: Name) -> Vec<u8> {
        self.document(document).snapshot()
    }

    /// What this replica knows of the document (a Yjs state vector): others answer it with what
    /// is missing here.
    pub fn state_vector(&self, name: Name) -> Vec<u8> {
        self.document(name).state_vector()
    }

    /// What another replica lacks, by its state vector; [`NOTHING`](crate::NOTHING) where it
    /// lacks nothing.
    pub fn since(&self, name: Name, vector: &[u8]) -> Result<Vec<u8>, MergeError> {
        self.document(name).since(vector)
    }

    /// What the document's updates are stored and sent under.
    pub fn address(&self, name: Name) -> Address {
        Address { name, epoch: self.document(name).epoch }
    }

    pub(crate) fn document(&self, name: Name) -> &Document {
        &self.documents[name as usize]
    }

    pub(crate) fn document_mut(&mut self, name: Name) -> &mut Document {
        &mut self.documents[name as usize]
    }

    pub(crate) fn in_gone_row(&self, path: &[String]) -> bool {
        let txn = self.document(Name::Answers).doc.transact_mut();
        rows::gone_above(&txn, &path.join("/")).is_some()
    }

    /// What changed since [`Self::forget_touched`].
    pub(crate) fn events(&self) -> Vec<Event> {
        let mut events = Vec::new();
        for name in Name::ALL {
            events.extend(self.document(name).events(name));
        }
        self.to_be_seen(events)
    }

    /// Leaves out what happened in rows that are gone.
    pub(crate) fn to_be_seen(&self, mut events: Vec<Event>) -> Vec<Event> {
        events.retain(|event| match event {
            Event::Answer { path, .. } | Event::Text { path, .. } | Event::Settled { path } => {
                !self.in_gone_row(path)
            }
            Event::Conflict(conflict) => !self.in_gone_row(&conflict.path),
            _ => true,
        });
        events
    }

    pub(crate) fn forget_touched(&self) {
        for document in &self.documents {
            drop(document.touched());
        }
    }
}

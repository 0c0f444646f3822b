//! A document is exchanged for its next epoch, once the server has all that was in it.

use std::collections::BTreeMap;

use serde_json::Value;
use yrs::Transact;

use crate::changes::segments;
use crate::document::{Document, assist, texts};
use crate::history::History;
use crate::{Address, Conflict, Draft, Event, MergeError, Name};

/// What there is to see in a document.
struct Sight {
    lists: Vec<(String, Vec<String>)>,
    values: BTreeMap<String, Value>,
    conflicts: Vec<Conflict>,
    entries: BTreeMap<(String, String), Value>,
    chat: BTreeMap<String, Vec<Value>>,
}

impl Sight {
    fn of(document: &Document, name: Name) -> Self {
        let lists = document
            .lists()
            .into_iter()
            .map(|(list, ids)| (list, ids.iter().map(|id| id.as_ref().to_owned()).collect()));
        let (lists, values) = (lists.collect(), document.values());
        let conflicts = document.conflicts(name);
        let txn = document.doc.transact_mut();
        let (entries, chat) = (assist::entries(&txn), assist::chat(&txn));
        Self { lists, values, conflicts, entries, chat }
    }
}

impl Draft {
    /// Leaves the document's epoch for a later one that is given by its updates, and says what
    /// is to be seen anew. What the old one had and these have not is gone: it must have been
    /// brought to the server before, which carries it over. There is nothing older to undo.
    ///
    /// # Errors
    /// Where it is no later epoch or the bytes are no updates; nothing is changed then.
    pub fn renew(&mut self, to: Address, updates: &[Vec<u8>]) -> Result<Vec<Event>, MergeError> {
        let name = to.name;
        if to.epoch <= self.document(name).epoch {
            return Err(MergeError::Epoch);
        }
        let mut next = Document::new(self.client, &self.author, to.epoch);
        for bytes in updates {
            next.merge(bytes)?;
        }
        drop(next.touched());
        let before = std::mem::replace(self.document_mut(name), next);
        self.history = History::default();
        let events = self.differences(&before, name);
        Ok(self.to_be_seen(events))
    }

    fn differences(&self, before: &Document, name: Name) -> Vec<Event> {
        let now = self.document(name);
        let (old, new) = (Sight::of(before, name), Sight::of(now, name));
        let mut events = Vec::new();
        for (list, ids) in &new.lists {
            if !old.lists.iter().any(|known| known == &(list.clone(), ids.clone())) {
                events.push(Event::Rows { list: segments(list), ids: ids.clone() });
            }
        }
        for (list, _) in &old.lists {
            if !new.lists.iter().any(|(known, _)| known == list) {
                events.push(Event::Rows { list: segments(list), ids: Vec::new() });
            }
        }
        let is_text = |path: &str| {
            [before, now].iter().any(|it| !texts::read(&it.doc.transact_mut(), path).is_empty())
        };
        for path in paths(&old.values, &new.values) {
            let value = new.values.get(path).cloned().unwrap_or_default();
            if old.values.get(path).cloned().unwrap_or_default() == value {
                continue;
            }
            let at = segments(path);
            events.push(if is_text(path) {
                Event::Text { path: at, text: value.as_str().unwrap_or_default().to_owned() }
            } else {
                Event::Answer { path: at, value }
            });
        }
        for Conflict { path, .. } in &old.conflicts {
            if !new.conflicts.iter().any(|known| known.path == *path) {
                events.push(Event::Settled { path: path.clone() });
            }
        }
        let fresh = new.conflicts.iter().filter(|one| !old.conflicts.contains(one));
        events.extend(fresh.cloned().map(Event::Conflict));
        for key in paths(&old.entries, &new.entries) {
            if old.entries.get(key) != new.entries.get(key) {
                let entry = new.entries.get(key).cloned().unwrap_or_default();
                let (author, id) = key.clone();
                events.push(Event::Entry { author, id, entry });
            }
        }
        if old.chat != new.chat {
            events.push(Event::Chat);
        }
        events
    }
}

/// The keys of both.
fn paths<'a, K: Ord>(
    old: &'a BTreeMap<K, Value>,
    new: &'a BTreeMap<K, Value>,
) -> impl Iterator<Item = &'a K> {
    old.keys().filter(|path| !new.contains_key(*path)).chain(new.keys())
}

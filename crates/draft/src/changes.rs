//! What was touched in a document, as events.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;
use yrs::{Map, ReadTxn, Transact, TransactionMut};

use crate::document::slots::{Candidate, author, shown};
use crate::document::watch::{Touch, scalar};
use crate::document::{Document, PUT, ROWS, SAY, TEXT, rows, texts};
use crate::{Conflict, Event, Name, Version};

/// A path in its segments.
pub(crate) fn segments(path: &str) -> Vec<String> {
    path.split('/').map(str::to_owned).collect()
}

impl Document {
    /// What changed since the last time.
    pub(crate) fn events(&self, name: Name) -> Vec<Event> {
        let mut events = Vec::new();
        let mut before: BTreeMap<Arc<str>, Vec<(usize, Option<Value>)>> = BTreeMap::new();
        let mut lists: Vec<Arc<str>> = Vec::new();
        let touched = self.touched();
        let txn = self.doc.transact_mut();
        for touch in touched {
            match touch {
                Touch::Slot { slot, path, old } => {
                    let slot = self.slots.partition_point(|one| *one.name < *slot);
                    before.entry(path).or_default().push((slot, old));
                }
                Touch::Key(root, key) => match root.strip_prefix(PUT) {
                    Some(author) => {
                        let entry = txn.get_map(&*root).and_then(|map| map.get(&txn, &key));
                        let entry = entry.and_then(|entry| scalar(&entry)).unwrap_or_default();
                        let (author, id) = (author.to_owned(), key.as_ref().to_owned());
                        events.push(Event::Entry { author, id, entry });
                    }
                    None => {
                        if let Some((list, _)) = key.rsplit_once('/') {
                            note(&mut lists, list);
                        }
                    }
                },
                Touch::Root(root) => {
                    if let Some(list) = root.strip_prefix(ROWS) {
                        note(&mut lists, list);
                    } else if let Some(path) = root.strip_prefix(TEXT) {
                        let text = texts::read(&txn, path);
                        events.push(Event::Text { path: segments(path), text });
                    } else if root.starts_with(SAY) && !events.contains(&Event::Chat) {
                        events.push(Event::Chat);
                    }
                }
            }
        }
        for list in lists {
            let ids = rows::ids(&txn, &list);
            let ids = ids.iter().map(|id| id.as_ref().to_owned()).collect();
            events.push(Event::Rows { list: segments(&list), ids });
        }
        for (path, old) in before {
            self.answer_events(&txn, name, &path, old, &mut events);
        }
        events
    }

    /// What changed at one answer, from what stood in the maps that were touched.
    fn answer_events(
        &self,
        txn: &TransactionMut<'_>,
        name: Name,
        path: &str,
        old: Vec<(usize, Option<Value>)>,
        events: &mut Vec<Event>,
    ) {
        let now = self.candidates(txn, path);
        let mut before: Vec<Candidate> = Vec::new();
        for slot in 0..self.slots.len() {
            let value = match old.iter().find(|(touched, _)| *touched == slot) {
                Some((_, value)) => value.clone(),
                None => now.iter().find(|one| one.slot == slot).map(|one| one.value.clone()),
            };
            if let Some(value) = value {
                before.push(Candidate { slot, value });
            }
        }
        if shown(&before) != shown(&now) {
            let value = shown(&now).clone();
            events.push(Event::Answer { path: segments(path), value });
        }
        if self.torn(&now) {
            let conflict = self.conflict_of(name, path, now);
            if !self.torn(&before) || self.conflict_of(name, path, before) != conflict {
                events.push(Event::Conflict(conflict));
            }
        } else if self.torn(&before) {
            events.push(Event::Settled { path: segments(path) });
        }
    }

    /// The conflict at a path.
    pub(crate) fn conflict(&self, name: Name, path: &str) -> Option<Conflict> {
        let found = self.candidates(&self.doc.transact_mut(), path);
        self.torn(&found).then(|| self.conflict_of(name, path, found))
    }

    /// All conflicts, by path.
    pub(crate) fn conflicts(&self, name: Name) -> Vec<Conflict> {
        let mut seen: BTreeMap<String, Value> = BTreeMap::new();
        let mut several: Vec<String> = Vec::new();
        {
            let txn = self.doc.transact_mut();
            for slot in &self.slots {
                for path in slot.map.keys(&txn) {
                    let again = seen.insert(path.to_owned(), Value::Null).is_some();
                    if again && !several.iter().any(|known| *known == *path) {
                        several.push(path.to_owned());
                    }
                }
            }
        }
        several.sort_unstable();
        several.iter().filter_map(|path| self.conflict(name, path)).collect()
    }

    fn conflict_of(&self, name: Name, path: &str, found: Vec<Candidate>) -> Conflict {
        let mut versions: Vec<Version> = Vec::new();
        for one in found {
            let author = author(&self.slots[one.slot].name).to_owned();
            let version = Version { author, value: one.value };
            versions.retain(|known| *known != version);
            versions.push(version);
        }
        Conflict { document: name, path: segments(path), versions }
    }
}

/// Remembers a list once.
fn note(lists: &mut Vec<Arc<str>>, list: &str) {
    if !lists.iter().any(|known| **known == *list) {
        lists.push(Arc::from(list));
    }
}

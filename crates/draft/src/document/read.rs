//! Reading a whole document.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;
use yrs::{Map, Transact};

use super::slots::{self, Slot};
use super::watch::scalar;
use super::{Document, ROWS, TEXT, roots, rows, texts};
use crate::Answer;
use crate::changes::segments;

impl Document {
    /// The lists that ever had a row: path and row ids in order.
    pub(crate) fn lists(&self) -> Vec<(String, Vec<Arc<str>>)> {
        let txn = self.doc.transact_mut();
        let mut lists = Vec::new();
        for list in roots(&txn, ROWS) {
            if rows::first(&txn, &list).is_some() {
                let ids = rows::ids(&txn, &list);
                lists.push((list, ids));
            }
        }
        lists
    }

    /// Every answer that is to be shown: path and value.
    pub(crate) fn values(&self) -> BTreeMap<String, Value> {
        let txn = self.doc.transact_mut();
        let mut values = BTreeMap::new();
        for Slot { map, .. } in &self.slots {
            for (path, value) in slots::entries(map, &txn) {
                values.insert(path, value);
            }
        }
        for path in roots(&txn, TEXT) {
            let text = texts::read(&txn, &path);
            if !text.is_empty() {
                values.insert(path, Value::String(text));
            }
        }
        values
    }

    /// All that stands below a path.
    pub(crate) fn below(&self, below: &str, sensitive: bool) -> Vec<Answer> {
        let txn = self.doc.transact_mut();
        let mut answers: Vec<Answer> = Vec::new();
        for Slot { map, .. } in self.slots.iter().rev() {
            for (path, value) in map.iter(&txn).filter(|(path, _)| path.starts_with(below)) {
                let (path, value) = (segments(path), scalar(&value).unwrap_or_default());
                if !answers.iter().any(|later| later.path == path) {
                    answers.push(Answer { path, value, long: false, sensitive });
                }
            }
        }
        answers.retain(|answer| !answer.value.is_null());
        for path in roots(&txn, TEXT).iter().filter(|path| path.starts_with(below)) {
            let text = texts::read(&txn, path);
            if !text.is_empty() {
                let (path, value) = (segments(path), Value::String(text));
                answers.push(Answer { path, value, long: true, sensitive });
            }
        }
        answers
    }

    /// Adds who wrote what stands at a path, each once.
    pub(crate) fn authors(&self, path: &str, authors: &mut Vec<String>) {
        let txn = self.doc.transact_mut();
        for one in self.candidates(&txn, path) {
            let author = slots::author(&self.slots[one.slot].name);
            if !authors.iter().any(|known| known == author) {
                authors.push(author.to_owned());
            }
        }
    }

    /// Whether nobody else wrote an answer below a path that stands.
    pub(crate) fn is_own(&self, below: &str) -> bool {
        let txn = self.doc.transact_mut();
        self.slots.iter().enumerate().filter(|(slot, _)| *slot != self.own).all(|(_, slot)| {
            let mut entries = slot.map.iter(&txn).filter(|(path, _)| path.starts_with(below));
            entries.all(|(_, value)| scalar(&value).unwrap_or_default().is_null())
        })
    }
}

//! Answers that are replaced as a whole: a map of each replica's own.
//!
//! A write takes away what the writer saw and puts the new value into the writer's own map.
//! What the writer did not see stays. So the values that stand at a path are exactly those
//! that nobody has seen and replaced: one as a rule, and several where people wrote at the
//! same time. That follows from the documents alone, in whatever order updates arrive and
//! whoever is there to see it, and nothing is ever lost for the order of client ids.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;
use yrs::{Map, MapRef, TransactionMut};

use super::watch::scalar;
use super::{Document, SLOT};
use crate::json::to_any;

/// A replica's map of answers.
pub(crate) struct Slot {
    /// Its name: [`SLOT`], nine characters for the client id, the author.
    pub(crate) name: Arc<str>,
    pub(crate) map: MapRef,
}

/// A value that stands at a path.
pub(crate) struct Candidate {
    /// In which of the maps.
    pub(crate) slot: usize,
    pub(crate) value: Value,
}

/// The digits of a client id, in the order of ASCII, so that maps are in the order of ids.
const DIGITS: &[u8; 64] = b"-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
/// How many digits: 54 bits.
const LENGTH: usize = 9;

/// What a replica's map is called.
pub(crate) fn slot_name(client: u64, author: &str) -> String {
    let mut name = String::from(SLOT);
    for place in (0..LENGTH).rev() {
        name.push(char::from(DIGITS[(client >> (6 * place) & 63) as usize]));
    }
    name.push_str(author);
    name
}

/// Whose a map is.
pub(crate) fn author(slot: &str) -> &str {
    slot.get(SLOT.len() + LENGTH..).unwrap_or_default()
}

impl Document {
    /// All that stands at a path, the shown one last.
    pub(crate) fn candidates(&self, txn: &TransactionMut<'_>, path: &str) -> Vec<Candidate> {
        let mut found = Vec::new();
        for (slot, Slot { map, .. }) in self.slots.iter().enumerate() {
            if let Some(value) = map.get(txn, path).and_then(|value| scalar(&value)) {
                found.push(Candidate { slot, value });
            }
        }
        found
    }

    /// Whether different authors wrote different values.
    pub(crate) fn torn(&self, found: &[Candidate]) -> bool {
        let author = |one: &Candidate| author(&self.slots[one.slot].name);
        found.iter().enumerate().any(|(index, one)| {
            found[..index]
                .iter()
                .any(|other| other.value != one.value && author(other) != author(one))
        })
    }

    /// Writes an answer. In a conflict that is not to be settled, what others wrote stays.
    pub(crate) fn set(
        &self,
        txn: &mut TransactionMut<'_>,
        path: &str,
        value: &Value,
        settle: bool,
    ) {
        let mut found = self.candidates(txn, path);
        let torn = self.torn(&found);
        if torn && !settle {
            let me = author(&self.slots[self.own].name);
            found.retain(|one| author(&self.slots[one.slot].name) == me);
        }
        let shown = shown(&found);
        // A third author's word counts beside those of two others, even if it takes away.
        let joins = torn && found.is_empty();
        if shown == value && !joins && !(torn && settle) {
            return;
        }
        for one in found.iter().filter(|one| one.slot != self.own) {
            self.slots[one.slot].map.remove(txn, path);
        }
        self.slots[self.own].map.insert(txn, path, to_any(value));
    }

    /// Takes away all answers below a path.
    pub(crate) fn forget(&self, txn: &mut TransactionMut<'_>, below: &str) {
        for Slot { map, .. } in &self.slots {
            let paths: Vec<String> =
                map.keys(txn).filter(|path| path.starts_with(below)).map(str::to_owned).collect();
            for path in paths {
                map.remove(txn, &path);
            }
        }
    }
}

/// The entries of a map of ours, in order.
pub(crate) fn entries(map: &MapRef, txn: &TransactionMut<'_>) -> BTreeMap<String, Value> {
    // The map that JSON objects are, filled one by one: collecting would bring sorting along.
    let mut entries = BTreeMap::new();
    for (path, value) in map.iter(txn) {
        if let Some(value) = scalar(&value) {
            entries.insert(path.to_owned(), value);
        }
    }
    entries
}

/// What is to be shown of what stands at a path.
pub(crate) fn shown(found: &[Candidate]) -> &Value {
    found.last().map_or(&Value::Null, |one| &one.value)
}

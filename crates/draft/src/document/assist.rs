//! What goes between the applicant and an assistant: entries by id, and a chat.
//!
//! Each author has a map and an array of their own, so that no one's word can be another's: a
//! server that knows who writes sees it by the name of the root.

use std::collections::BTreeMap;

use serde_json::Value;
use yrs::{Array, Map, TransactionMut, WriteTxn};

use super::watch::scalar;
use super::{PUT, SAY, roots, slots};
use crate::json::to_any;

/// All entries, by author and id.
pub(crate) fn entries(txn: &TransactionMut<'_>) -> BTreeMap<(String, String), Value> {
    let mut all = BTreeMap::new();
    for author in roots(txn, PUT) {
        if let Some(map) = yrs::ReadTxn::get_map(txn, [PUT, &author].concat()) {
            for (id, entry) in slots::entries(&map, txn) {
                all.insert((author.clone(), id), entry);
            }
        }
    }
    all
}

/// The messages by author, each one's oldest first.
pub(crate) fn chat(txn: &TransactionMut<'_>) -> BTreeMap<String, Vec<Value>> {
    let mut all = BTreeMap::new();
    for author in roots(txn, SAY) {
        if let Some(said) = yrs::ReadTxn::get_array(txn, [SAY, &author].concat()) {
            let said: Vec<Value> = said.iter(txn).filter_map(|one| scalar(&one)).collect();
            if !said.is_empty() {
                all.insert(author, said);
            }
        }
    }
    all
}

/// Puts an author's entry in place of their one of that id.
pub(crate) fn put(txn: &mut TransactionMut<'_>, author: &str, id: &str, entry: &Value) {
    let entries = txn.get_or_insert_map([PUT, author].concat());
    let old = entries.get(txn, id).and_then(|old| scalar(&old)).unwrap_or_default();
    if old == *entry {
        return;
    }
    if entry.is_null() {
        entries.remove(txn, id);
    } else {
        entries.insert(txn, id, to_any(entry));
    }
}

/// Adds a message at the end of what an author said.
pub(crate) fn say(txn: &mut TransactionMut<'_>, author: &str, message: &Value) {
    txn.get_or_insert_array([SAY, author].concat()).push_back(txn, to_any(message));
}

//! What goes between the applicant and an assistant: entries by id, and a chat.

use std::collections::BTreeMap;

use serde_json::Value;
use yrs::{Array, Map, ReadTxn, TransactionMut, WriteTxn};

use super::watch::scalar;
use super::{CHAT, ENTRIES, slots};
use crate::json::to_any;

/// All entries, by id.
pub(crate) fn entries(txn: &TransactionMut<'_>) -> BTreeMap<String, Value> {
    txn.get_map(ENTRIES).map(|map| slots::entries(&map, txn)).unwrap_or_default()
}

/// The messages, the oldest first.
pub(crate) fn chat(txn: &TransactionMut<'_>) -> Vec<Value> {
    let Some(chat) = txn.get_array(CHAT) else { return Vec::new() };
    chat.iter(txn).filter_map(|message| scalar(&message)).collect()
}

/// Puts an entry in place of the one of that id.
pub(crate) fn put(txn: &mut TransactionMut<'_>, id: &str, entry: &Value) {
    let entries = txn.get_or_insert_map(ENTRIES);
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

/// Adds a message at the end.
pub(crate) fn say(txn: &mut TransactionMut<'_>, message: &Value) {
    txn.get_or_insert_array(CHAT).push_back(txn, to_any(message));
}

//! Long texts: a root text each, merged by character.

use yrs::{GetString, ReadTxn, Text, TransactionMut, WriteTxn};

use super::TEXT;
use crate::splice::{Splice, splice};

/// A text; empty where there is none.
pub(crate) fn read(txn: &TransactionMut<'_>, path: &str) -> String {
    txn.get_text([TEXT, path].concat()).map(|text| text.get_string(txn)).unwrap_or_default()
}

/// Makes a text of another by the smallest single change.
pub(crate) fn set(txn: &mut TransactionMut<'_>, path: &str, new: &str) {
    if let Some(change) = splice(&read(txn, path), new) {
        change_at(txn, path, &change);
    }
}

/// Takes away all texts below a path.
pub(crate) fn forget(txn: &mut TransactionMut<'_>, below: &str) {
    for path in super::roots(txn, TEXT) {
        if path.starts_with(below) {
            set(txn, &path, "");
        }
    }
}

fn change_at(txn: &mut TransactionMut<'_>, path: &str, change: &Splice<'_>) {
    let text = txn.get_or_insert_text([TEXT, path].concat());
    if change.removed > 0 {
        text.remove_range(txn, change.at, change.removed);
    }
    if !change.inserted.is_empty() {
        text.insert(txn, change.at, change.inserted);
    }
}

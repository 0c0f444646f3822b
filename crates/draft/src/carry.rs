//! Carries changes that one replica holds over to a document's next epoch.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;
use yrs::types::Delta;
use yrs::types::text::TextEvent;
use yrs::{Any, Map, Observable, Out, Text, TextRef, Transact, TransactionMut, WriteTxn};

use crate::MergeError;
use crate::document::assist::{chat, entries, put, say};
use crate::document::slots::{self, Slot};
use crate::document::watch::scalar;
use crate::document::{Document, PUT, ROWS, SAY, TEXT, roots, rows, texts};
use crate::json::to_any;
use crate::splice::join;

/// Makes the changes from `shared` to `mine` in the next epoch. In the end `shared` has them
/// too.
pub(crate) fn carry(
    mine: &Document,
    shared: &mut Document,
    next: &mut Document,
) -> Result<Option<Vec<u8>>, MergeError> {
    for Slot { name, .. } in mine.slots.iter().chain(&shared.slots) {
        next.slot(name);
    }
    let lists = roots(&mine.doc.transact_mut(), ROWS);
    let paths = roots(&mine.doc.transact_mut(), TEXT);
    for (prefix, path) in lists.iter().map(|at| (ROWS, at)).chain(paths.iter().map(|at| (TEXT, at)))
    {
        next.watch(&[prefix, path].concat());
    }
    for prefix in [PUT, SAY] {
        for author in roots(&mine.doc.transact_mut(), prefix) {
            next.watch(&[prefix, &author].concat());
        }
    }
    let old_texts: Vec<String> = {
        let before = shared.doc.transact_mut();
        paths.iter().map(|path| texts::read(&before, path)).collect()
    };
    let mut txn = next.doc.transact_mut();
    {
        let (after, before) = (mine.doc.transact_mut(), shared.doc.transact_mut());
        for slot in &next.slots {
            let (new, old) = (values(mine, slot, &after), values(shared, slot, &before));
            carry_slot(slot, &new, &old, &mut txn);
        }
        for list in &lists {
            carry_rows(list, &after, &before, &mut txn);
        }
        carry_assist(&after, &before, &mut txn);
    }
    let edits = edits(mine, shared, &paths)?;
    let after = mine.doc.transact_mut();
    for (path, old) in paths.iter().zip(&old_texts) {
        let new = texts::read(&after, path);
        if new == *old {
            continue;
        }
        let there = texts::read(&txn, path);
        match edits.iter().find(|(edited, _)| edited == path) {
            // As is the rule: the new epoch began with the very text.
            Some((_, edits)) if there == *old => {
                let text = txn.get_or_insert_text([TEXT, path].concat());
                edit(&text, &mut txn, edits);
            }
            _ => texts::set(&mut txn, path, &join(old, &new, &there)),
        }
    }
    Ok(txn.has_changes().then(|| txn.encode_update_v1()))
}

fn carry_slot(
    slot: &Slot,
    new: &BTreeMap<String, Value>,
    old: &BTreeMap<String, Value>,
    txn: &mut TransactionMut<'_>,
) {
    for (path, value) in new {
        if old.get(path) != Some(value) {
            slot.map.insert(txn, path.as_str(), to_any(value));
        }
    }
    for (path, value) in old {
        // Only what was seen is taken away.
        let there = slot.map.get(txn, path).and_then(|there| scalar(&there));
        if !new.contains_key(path) && there.as_ref() == Some(value) {
            slot.map.remove(txn, path);
        }
    }
}

/// The answers in the map of the same name.
fn values(document: &Document, like: &Slot, txn: &TransactionMut<'_>) -> BTreeMap<String, Value> {
    let slot = document.slots.iter().find(|slot| slot.name == like.name);
    slot.map(|slot| slots::entries(&slot.map, txn)).unwrap_or_default()
}

fn carry_rows(
    list: &str,
    after: &TransactionMut<'_>,
    before: &TransactionMut<'_>,
    txn: &mut TransactionMut<'_>,
) {
    let (new, old) = (rows::ids(after, list), rows::ids(before, list));
    if new == old {
        return;
    }
    for id in old.iter().filter(|id| !new.contains(id)) {
        rows::remove(txn, list, id);
    }
    for (index, id) in (0u32..).zip(&new) {
        let there = |txn: &TransactionMut<'_>| rows::ids(txn, list).get(index as usize) == Some(id);
        if !there(txn) {
            rows::insert(txn, list, index, id);
        }
        if !there(txn) {
            rows::shift(txn, list, id, index);
        }
    }
}

fn carry_assist(
    after: &TransactionMut<'_>,
    before: &TransactionMut<'_>,
    txn: &mut TransactionMut<'_>,
) {
    let (new, old) = (entries(after), entries(before));
    for (key, entry) in &new {
        if old.get(key) != Some(entry) {
            put(txn, &key.0, &key.1, entry);
        }
    }
    for key in old.keys().filter(|key| !new.contains_key(*key)) {
        put(txn, &key.0, &key.1, &Value::Null);
    }
    let mut said = chat(before);
    for (author, messages) in chat(after) {
        let known = said.remove(&author).unwrap_or_default().len();
        for message in messages.iter().skip(known) {
            say(txn, &author, message);
        }
    }
}

/// What changes in a text, by its path.
type TextEdits = Vec<(String, Vec<Delta>)>;

/// What `mine` changes in the texts of `shared`, by merging it.
fn edits(
    mine: &Document,
    shared: &mut Document,
    paths: &[String],
) -> Result<TextEdits, MergeError> {
    let edits: Arc<Mutex<TextEdits>> = Arc::default();
    for path in paths {
        let text = shared.doc.get_or_insert_text([TEXT, path].concat());
        let (edits, path) = (edits.clone(), path.clone());
        text.observe("carry", move |txn, event: &TextEvent| {
            let mut edits = edits.lock().unwrap_or_else(PoisonError::into_inner);
            edits.push((path.clone(), event.delta(txn).to_vec()));
        });
    }
    shared.merge(&mine.snapshot())?;
    let mut edits = edits.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(std::mem::take(&mut edits))
}

fn edit(text: &TextRef, txn: &mut TransactionMut<'_>, edits: &[Delta]) {
    let mut at = 0;
    for edit in edits {
        match edit {
            Delta::Retain(length, _) => at += length,
            Delta::Deleted(length) => text.remove_range(txn, at, *length),
            Delta::Inserted(Out::Any(Any::String(inserted)), _) => {
                text.insert(txn, at, inserted);
                at += u32::try_from(inserted.encode_utf16().count()).unwrap_or(u32::MAX);
            }
            Delta::Inserted(..) => {}
        }
    }
}

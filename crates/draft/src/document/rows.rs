//! Lists of rows: a root array of row ids each, and one root map of the rows that are gone.
//!
//! A row that is removed keeps its place and is marked as gone, so that moving it at the
//! same time does not bring it back half empty, and undoing brings it back where it stood.

use std::collections::HashSet;
use std::sync::Arc;

use yrs::{Any, Array, Map, Out, ReadTxn, TransactionMut, WriteTxn};

use super::{GONE, ROWS};

/// The rows of a list in order: place in the array and id. A row that was moved on two sides
/// at once stands where it comes first.
pub(crate) fn rows(txn: &TransactionMut<'_>, list: &str) -> Vec<(u32, Arc<str>)> {
    let mut rows = Vec::new();
    let Some(array) = txn.get_array([ROWS, list].concat()) else { return rows };
    let gone = txn.get_map(GONE).filter(|gone| gone.len(txn) > 0);
    let mut seen: HashSet<Arc<str>> = HashSet::new();
    for (place, item) in (0..).zip(array.iter(txn)) {
        if let Out::Any(Any::String(id)) = item
            && seen.insert(id.clone())
            && !gone.as_ref().is_some_and(|gone| gone.contains_key(txn, &row_path(list, &id)))
        {
            rows.push((place, id));
        }
    }
    rows
}

/// The ids of the rows of a list, in order.
pub(crate) fn ids(txn: &TransactionMut<'_>, list: &str) -> Vec<Arc<str>> {
    rows(txn, list).into_iter().map(|(_, id)| id).collect()
}

/// The first row that a list knows, be it gone.
pub(crate) fn first(txn: &TransactionMut<'_>, list: &str) -> Option<Arc<str>> {
    match txn.get_array([ROWS, list].concat())?.iter(txn).next()? {
        Out::Any(Any::String(id)) => Some(id),
        _ => None,
    }
}

/// Whether all rows above a path are there, as far as the lists above it are known.
pub(crate) fn are_there(txn: &TransactionMut<'_>, path: &str) -> bool {
    path.match_indices('/').all(|(end, _)| {
        let (list, below) = (&path[..end], &path[end + 1..]);
        let id = below.split('/').next().unwrap_or_default();
        first(txn, list).is_none() || ids(txn, list).iter().any(|known| **known == *id)
    })
}

/// The outermost row above a path that is gone.
pub(crate) fn gone_above<'a>(txn: &TransactionMut<'_>, path: &'a str) -> Option<&'a str> {
    let gone = txn.get_map(GONE)?;
    let mut above = path.match_indices('/').map(|(end, _)| &path[..end]);
    above.find(|row| gone.contains_key(txn, row))
}

pub(crate) fn insert(txn: &mut TransactionMut<'_>, list: &str, index: u32, id: &str) {
    let path = row_path(list, id);
    let gone = txn.get_or_insert_map(GONE);
    if gone.contains_key(txn, &path) {
        gone.remove(txn, &path);
    }
    let array = txn.get_or_insert_array([ROWS, list].concat());
    let there = array.iter(txn).any(|item| is(&item, id));
    if !there {
        let end = array.len(txn);
        let place = if index < end {
            rows(txn, list).get(index as usize).map_or(end, |(place, _)| *place)
        } else {
            end
        };
        array.insert(txn, place, Any::String(Arc::from(id)));
    }
}

pub(crate) fn remove(txn: &mut TransactionMut<'_>, list: &str, id: &str) {
    let array = txn.get_or_insert_array([ROWS, list].concat());
    let gone = txn.get_or_insert_map(GONE);
    let path = row_path(list, id);
    if array.iter(txn).any(|item| is(&item, id)) && !gone.contains_key(txn, &path) {
        gone.insert(txn, path, true);
    }
}

/// Moves a row that is there to another index.
pub(crate) fn shift(txn: &mut TransactionMut<'_>, list: &str, id: &str, index: u32) {
    if !rows(txn, list).iter().any(|(_, known)| **known == *id) {
        return;
    }
    let array = txn.get_or_insert_array([ROWS, list].concat());
    let places: Vec<u32> = (0..)
        .zip(array.iter(txn))
        .filter(|(_, item)| is(item, id))
        .map(|(place, _)| place)
        .collect();
    for place in places.iter().rev() {
        array.remove(txn, *place);
    }
    insert(txn, list, index, id);
}

/// The path of a row.
pub(crate) fn row_path(list: &str, id: &str) -> String {
    [list, "/", id].concat()
}

fn is(item: &Out, id: &str) -> bool {
    matches!(item, Out::Any(Any::String(known)) if **known == *id)
}

//! Which parts of a document a transaction touched.
//!
//! Observers only copy out: they run inside the transaction, and what they found is looked
//! at after it. So the cost of a merge depends on the update alone.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::{Mutex, PoisonError};

use serde_json::Value;
use yrs::types::EntryChange;
use yrs::{Any, Doc, MapRef, Observable, Out};

use super::{GONE, PUT, ROWS, SAY, SLOT, TEXT};
use crate::json::from_any;

/// A part of a document that was touched.
pub(crate) enum Touch {
    /// An entry of a replica's map.
    Slot {
        /// The map's name.
        slot: Arc<str>,
        /// The entry's path.
        path: Arc<str>,
        /// What it was before.
        old: Option<Value>,
    },
    /// An entry of another root map: the map's name, and the key.
    Key(Arc<str>, Arc<str>),
    /// Another root, by name.
    Root(Arc<str>),
}

/// What was touched, in the hands of observers: yrs may ask that they could be sent elsewhere.
#[derive(Clone, Default)]
struct Touched(Arc<Mutex<Vec<Touch>>>);

impl Touched {
    fn add(&self, touch: Touch) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(touch);
    }
}

/// The roots that are watched, and what was touched since they were last asked.
#[derive(Default)]
pub(crate) struct Watch {
    known: HashSet<Arc<str>>,
    touched: Touched,
}

impl Watch {
    /// Begins to watch a root that the document may not even have yet. Gives the map where
    /// it is a replica's and new. Other names are not ours and stay unseen.
    pub(crate) fn root(&mut self, doc: &Doc, name: &str) -> Option<MapRef> {
        if self.known.contains(name) {
            return None;
        }
        let name: Arc<str> = Arc::from(name);
        self.known.insert(name.clone());
        let touched = self.touched.clone();
        if name.starts_with(SLOT) {
            let map = doc.get_or_insert_map(name.clone());
            map.observe(KEY, move |txn, event| {
                for (path, change) in event.keys(txn) {
                    let old = match change {
                        EntryChange::Inserted(_) => None,
                        EntryChange::Updated(old, _) | EntryChange::Removed(old) => scalar(old),
                    };
                    let (slot, path) = (name.clone(), path.clone());
                    touched.add(Touch::Slot { slot, path, old });
                }
            });
            return Some(map);
        }
        if name.starts_with(TEXT) {
            let text = doc.get_or_insert_text(name.clone());
            text.observe(KEY, move |_, _| touched.add(Touch::Root(name.clone())));
        } else if name.starts_with(ROWS) || name.starts_with(SAY) {
            let array = doc.get_or_insert_array(name.clone());
            array.observe(KEY, move |_, _| touched.add(Touch::Root(name.clone())));
        } else if *name == *GONE || name.starts_with(PUT) {
            let map = doc.get_or_insert_map(name.clone());
            map.observe(KEY, move |txn, event| {
                for key in event.keys(txn).keys() {
                    touched.add(Touch::Key(name.clone(), key.clone()));
                }
            });
        }
        None
    }

    /// What was touched since the last time.
    pub(crate) fn take(&self) -> Vec<Touch> {
        std::mem::take(&mut self.touched.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The key of our observers.
const KEY: &str = "watch";

/// A value of ours; anything else counts as none.
pub(crate) fn scalar(out: &Out) -> Option<Value> {
    match out {
        Out::Any(Any::Undefined) => None,
        Out::Any(value) => Some(from_any(value)),
        _ => None,
    }
}

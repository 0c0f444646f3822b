//! One Yjs document.

use std::sync::Arc;

use yrs::block::ClientID;
use yrs::updates::decoder::Decode;
use yrs::{
    Any, Array, Doc, GetString, Map, MapRef, OffsetKind, Options, Out, ReadTxn, StateVector, Text,
    Transact, TransactionMut, Update, WriteTxn,
};

use crate::check::check;
use crate::json::to_any;
use crate::splice::splice;
use crate::{Answer, Command, MergeError, Name};

/// The root map of answers.
const VALUES: &str = "values";
/// Before the path in the name of a root array of row ids.
pub(crate) const ROWS: &str = "rows:";
/// Before the path in the name of a root text.
pub(crate) const TEXT: &str = "text:";

pub(crate) struct Document {
    doc: Doc,
    values: MapRef,
}

impl Document {
    pub(crate) fn new(client: u64) -> Self {
        let doc = Doc::with_options(Options {
            // Matches what a DOM selection counts.
            offset_kind: OffsetKind::Utf16,
            ..Options::with_client_id(ClientID::new(client))
        });
        let values = doc.get_or_insert_map(VALUES);
        Self { doc, values }
    }

    /// Carries out the part of a command that concerns this document.
    pub(crate) fn apply(&mut self, name: Name, command: &Command) -> Option<Vec<u8>> {
        let mut txn = self.doc.transact_mut();
        let here = |answer: &Answer| answer.sensitive == (name == Name::Private);
        match command {
            Command::Set(answer) if here(answer) => set(&self.values, &mut txn, answer),
            Command::Set(_) => {}
            Command::InsertRow { list, index, id, answers } => {
                if name == Name::Answers {
                    insert_row(&mut txn, list, *index, id);
                }
                for answer in answers.iter().filter(|answer| here(answer)) {
                    set(&self.values, &mut txn, answer);
                }
            }
            Command::RemoveRow { list, id } => {
                if name == Name::Answers {
                    take_row(&mut txn, list, id);
                }
                forget_below(&self.values, &mut txn, &format!("{}/{id}/", list.join("/")));
            }
            Command::MoveRow { list, id, index } => {
                if name == Name::Answers && take_row(&mut txn, list, id) {
                    insert_row(&mut txn, list, *index, id);
                }
            }
        }
        txn.has_changes().then(|| txn.encode_update_v1())
    }

    pub(crate) fn merge(&mut self, bytes: &[u8]) -> Result<(), MergeError> {
        check(bytes)?;
        let update = Update::decode_v1(bytes).map_err(|_| MergeError::Malformed)?;
        self.doc.transact_mut().apply_update(update).map_err(|_| MergeError::Refused)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.doc.transact().state_vector() == StateVector::default()
    }

    pub(crate) fn snapshot(&self) -> Vec<u8> {
        self.doc.transact().encode_state_as_update_v1(&StateVector::default())
    }

    /// The lists: path and row ids in order. A row that was moved on two sides at once
    /// stands where it comes first.
    pub(crate) fn lists(&self) -> Vec<(String, Vec<String>)> {
        let mut lists = Vec::new();
        for path in self.roots(ROWS) {
            let array = self.doc.get_or_insert_array([ROWS, &path].concat());
            let txn = self.doc.transact();
            let mut ids: Vec<String> = Vec::new();
            for item in array.iter(&txn) {
                if let Out::Any(Any::String(id)) = item
                    && !ids.iter().any(|known| **known == *id)
                {
                    ids.push(id.as_ref().to_owned());
                }
            }
            lists.push((path, ids));
        }
        lists
    }

    /// Every answer: path and value.
    pub(crate) fn values(&self) -> Vec<(String, Any)> {
        let mut values = Vec::new();
        {
            let txn = self.doc.transact();
            for (path, value) in self.values.iter(&txn) {
                if let Out::Any(value) = value {
                    values.push((path.to_owned(), value));
                }
            }
        }
        for path in self.roots(TEXT) {
            let text = self.doc.get_or_insert_text([TEXT, &path].concat());
            let text = text.get_string(&self.doc.transact());
            if !text.is_empty() {
                values.push((path, Any::from(text)));
            }
        }
        values
    }

    fn roots(&self, prefix: &str) -> Vec<String> {
        let txn = self.doc.transact();
        let mut paths: Vec<String> = txn
            .root_refs()
            .filter_map(|(name, _)| name.strip_prefix(prefix).map(str::to_owned))
            .collect();
        paths.sort();
        paths
    }
}

fn set(values: &MapRef, txn: &mut TransactionMut<'_>, answer: &Answer) {
    let path = answer.path.join("/");
    if answer.long {
        let text = txn.get_or_insert_text([TEXT, &path].concat());
        let old = text.get_string(txn);
        let new = answer.value.as_str().unwrap_or_default();
        if let Some(change) = splice(&old, new) {
            if change.removed > 0 {
                text.remove_range(txn, change.at, change.removed);
            }
            if !change.inserted.is_empty() {
                text.insert(txn, change.at, change.inserted);
            }
        }
    } else if answer.value.is_null() {
        if values.contains_key(txn, &path) {
            values.remove(txn, &path);
        }
    } else {
        values.try_update(txn, path, to_any(&answer.value));
    }
}

fn insert_row(txn: &mut TransactionMut<'_>, list: &[String], index: u32, id: &str) {
    let rows = txn.get_or_insert_array([ROWS, &list.join("/")].concat());
    let index = index.min(rows.len(txn));
    rows.insert(txn, index, Any::String(Arc::from(id)));
}

/// Takes a row's id out of its list, wherever and however often it stands there.
fn take_row(txn: &mut TransactionMut<'_>, list: &[String], id: &str) -> bool {
    let rows = txn.get_or_insert_array([ROWS, &list.join("/")].concat());
    let places: Vec<u32> = (0u32..)
        .zip(rows.iter(txn))
        .filter(|(_, item)| matches!(item, Out::Any(Any::String(known)) if **known == *id))
        .map(|(index, _)| index)
        .collect();
    for index in places.iter().rev() {
        rows.remove(txn, *index);
    }
    !places.is_empty()
}

/// Takes away all answers below a path.
fn forget_below(values: &MapRef, txn: &mut TransactionMut<'_>, below: &str) {
    let paths: Vec<String> =
        values.keys(txn).filter(|path| path.starts_with(below)).map(str::to_owned).collect();
    for path in paths {
        values.remove(txn, &path);
    }
    let under = [TEXT, below].concat();
    let texts: Vec<String> = txn
        .root_refs()
        .filter(|(name, _)| name.starts_with(&under))
        .map(|(name, _)| name.to_owned())
        .collect();
    for name in texts {
        let text = txn.get_or_insert_text(name);
        let length = text.len(txn);
        if length > 0 {
            text.remove_range(txn, 0, length);
        }
    }
}

//! Epochs: a document that its own history outweighs is begun anew from its content.
//!
//! The server that all replicas share decides. It makes the first update of the new epoch with
//! [`Draft::rebuild`] and keeps the old one, to which it adds what still comes for it and carries
//! that over ([`Closed`](crate::Closed)). A replica first brings all that it has to the server
//! under the old name, and then goes on with the new epoch ([`Draft::renew`]).

use yrs::{Any, Array, Map, Text, Transact, TransactionMut, WriteTxn};

use crate::carry::carry;
use crate::document::assist::{chat, entries, put, say};
use crate::document::slots::{self, Slot};
use crate::document::{Document, GONE, ROWS, TEXT, roots, rows, texts};
use crate::json::to_any;
use crate::{Address, Draft, MergeError, Name, Update};

/// The client that rebuilt documents are written by; no replica has it.
const REBUILDER: u64 = 0;

impl Draft {
    /// The document from its content alone, as the first update of its next epoch
    /// ([`Address::next`]): answers with who wrote them, conflicts, rows, texts. What was
    /// removed or replaced leaves no trace.
    ///
    /// Worth it where [`Self::snapshot`] is several times as long.
    pub fn rebuild(&self, name: Name) -> Vec<u8> {
        let old = self.document(name);
        let mut fresh = Document::new(REBUILDER, "", 0);
        for Slot { name, .. } in &old.slots {
            fresh.slot(name);
        }
        let from = old.doc.transact_mut();
        let mut txn = fresh.doc.transact_mut();
        for Slot { name, map } in &old.slots {
            let at = fresh.slots.partition_point(|slot| *slot.name < **name);
            for (path, value) in slots::entries(map, &from) {
                // Also that an answer was taken away: somebody may have written it meanwhile.
                fresh.slots[at].map.insert(&mut txn, path.as_str(), to_any(&value));
                keep_gone(&mut txn, &from, &path);
            }
        }
        for list in roots(&from, ROWS) {
            let ids: Vec<Any> = rows::ids(&from, &list).into_iter().map(Any::String).collect();
            if !ids.is_empty() {
                let array = txn.get_or_insert_array([ROWS, &list].concat());
                array.insert_range(&mut txn, 0, ids);
            } else if let Some(id) = rows::first(&from, &list) {
                // That it is a list must stay known, for answers that still come to its rows.
                rows::insert(&mut txn, &list, 0, &id);
                rows::remove(&mut txn, &list, &id);
            }
        }
        for path in roots(&from, TEXT) {
            let text = texts::read(&from, &path);
            if !text.is_empty() {
                txn.get_or_insert_text([TEXT, &path].concat()).insert(&mut txn, 0, &text);
                keep_gone(&mut txn, &from, &path);
            }
        }
        for ((author, id), entry) in entries(&from) {
            put(&mut txn, &author, &id, &entry);
        }
        for (author, messages) in chat(&from) {
            for message in messages {
                say(&mut txn, &author, &message);
            }
        }
        txn.encode_update_v1()
    }

    /// Leaves the document's epoch for a later one, and carries over what this replica holds
    /// and `base`, the last state of the old epoch, does not. Everything is to be read anew
    /// afterwards. `opened` is what `base` amounts to in the new epoch.
    ///
    /// What is carried over twice stands twice in long texts: see [`Closed`](crate::Closed).
    /// What others wrote in the new epoch is merged after it. Conflicts are found as ever: what
    /// this replica had not seen stands beside what it carries over.
    pub fn move_on(
        &mut self,
        to: Address,
        base: &[u8],
        opened: &[u8],
    ) -> Result<Option<Update>, MergeError> {
        let (client, author) = (self.client, &*self.author);
        let mine = &mut self.documents[to.name as usize];
        if to.epoch <= mine.epoch {
            return Err(MergeError::Epoch);
        }
        let mut shared = Document::new(client, author, mine.epoch);
        shared.merge(base)?;
        let mut next = Document::new(client, author, to.epoch);
        next.merge(opened)?;
        mine.merge(base)?;
        let bytes = carry(mine, &mut shared, &mut next)?;
        *mine = next;
        Ok(bytes.map(|bytes| Update { document: to, bytes }))
    }
}

/// Keeps that the row of an answer is gone: another wrote it while the row was removed, and
/// it is seen again when the row comes back.
fn keep_gone(txn: &mut TransactionMut<'_>, from: &TransactionMut<'_>, path: &str) {
    if let Some(row) = rows::gone_above(from, path) {
        let gone = txn.get_or_insert_map(GONE);
        gone.try_update(txn, row, true);
    }
}

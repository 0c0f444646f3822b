//! One Yjs document.

pub(crate) mod assist;
mod read;
pub(crate) mod rows;
pub(crate) mod slots;
pub(crate) mod texts;
pub(crate) mod watch;

use std::sync::Arc;

use yrs::block::ClientID;
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{
    Doc, OffsetKind, Options, ReadTxn, Snapshot, StateVector, Transact, TransactionMut, Update,
};

use crate::check::{Needs, check_state_vector, checked};
use crate::{Answer, Command, MergeError, Name};
use slots::{Slot, slot_name};
use watch::{Touch, Watch};

/// Begins the name of a replica's root map of answers.
pub(crate) const SLOT: &str = "v:";
/// Before the path in the name of a root array of row ids.
pub(crate) const ROWS: &str = "rows:";
/// Before the path in the name of a root text.
pub(crate) const TEXT: &str = "text:";
/// The root map of rows that are gone, by path.
pub(crate) const GONE: &str = "gone";
/// Before an author in the name of their root map of entries of the assist document.
pub(crate) const PUT: &str = "put:";
/// Before an author in the name of their root array of messages of the assist document.
pub(crate) const SAY: &str = "say:";

pub(crate) struct Document {
    pub(crate) epoch: u32,
    /// Whose it is here: what they write carries their name.
    author: String,
    pub(crate) doc: Doc,
    /// The replicas' maps by name; the later one is shown in a conflict.
    pub(crate) slots: Vec<Slot>,
    /// Which of them is this replica's.
    pub(crate) own: usize,
    watch: Watch,
    /// Updates that came before others that they follow.
    waiting: Vec<(Vec<u8>, Needs)>,
}

impl Document {
    pub(crate) fn new(client: u64, author: &str, epoch: u32) -> Self {
        let doc = Doc::with_options(Options {
            // Matches what a DOM selection counts.
            offset_kind: OffsetKind::Utf16,
            ..Options::with_client_id(ClientID::new(client))
        });
        let mut document = Self {
            epoch,
            author: author.to_owned(),
            doc,
            slots: Vec::new(),
            own: 0,
            watch: Watch::default(),
            waiting: Vec::new(),
        };
        document.own = document.slot(&slot_name(client, author));
        document.watch(GONE);
        document
    }

    /// Carries out the part of a command that concerns this document.
    pub(crate) fn apply(&mut self, name: Name, command: &Command) -> Option<Vec<u8>> {
        let here = |answer: &&Answer| answer.sensitive == (name == Name::Private);
        let (list, answers): (Option<&[String]>, &[Answer]) = match command {
            Command::Put { .. } | Command::Say { .. } if name == Name::Assist => (None, &[]),
            Command::Put { .. } | Command::Say { .. } => return None,
            _ if name == Name::Assist => return None,
            Command::Set(answer) | Command::Settle(answer) => (None, std::slice::from_ref(answer)),
            Command::InsertRow { list, answers, .. } => (Some(list), answers),
            Command::RemoveRow { list, .. } | Command::MoveRow { list, .. } => (Some(list), &[]),
        };
        let list = list.map(|list| list.join("/"));
        for answer in answers.iter().filter(here).filter(|answer| answer.long) {
            self.watch(&[TEXT, &answer.path.join("/")].concat());
        }
        match (&list, name) {
            (Some(list), Name::Answers) => self.watch(&[ROWS, list].concat()),
            (_, Name::Assist) => {
                self.watch(&[PUT, &self.author].concat());
                self.watch(&[SAY, &self.author].concat());
            }
            _ => {}
        }
        let list = list.unwrap_or_default();

        let mut txn = self.doc.transact_mut();
        match command {
            Command::Put { id, entry } => assist::put(&mut txn, &self.author, id, entry),
            Command::Say { message } => assist::say(&mut txn, &self.author, message),
            Command::InsertRow { index, id, .. } if name == Name::Answers => {
                rows::insert(&mut txn, &list, *index, id);
            }
            Command::RemoveRow { id, .. } => {
                if name == Name::Answers {
                    rows::remove(&mut txn, &list, id);
                }
                let below = [&*list, "/", id, "/"].concat();
                self.forget(&mut txn, &below);
                texts::forget(&mut txn, &below);
            }
            Command::MoveRow { id, index, .. } if name == Name::Answers => {
                rows::shift(&mut txn, &list, id, *index);
            }
            _ => {}
        }
        for answer in answers.iter().filter(here) {
            let path = answer.path.join("/");
            if answer.long {
                texts::set(&mut txn, &path, answer.value.as_str().unwrap_or_default());
            } else {
                self.set(&mut txn, &path, &answer.value, matches!(command, Command::Settle(_)));
            }
        }
        txn.has_changes().then(|| txn.encode_update_v1())
    }

    pub(crate) fn merge(&mut self, bytes: &[u8]) -> Result<(), MergeError> {
        let checked = checked(bytes)?;
        for root in checked.roots {
            self.watch(root);
        }
        if !self.has(&checked.needs) {
            if !self.waiting.iter().any(|(known, _)| known == bytes) {
                self.waiting.push((bytes.to_vec(), checked.needs));
            }
            return Ok(());
        }
        self.take_in(bytes)?;
        while let Some(next) = self.waiting.iter().position(|(_, needs)| self.has(needs)) {
            let (bytes, _) = self.waiting.swap_remove(next);
            // One that is refused would be so at any time.
            let _ = self.take_in(&bytes);
        }
        Ok(())
    }

    /// Whether updates wait for others that they follow.
    pub(crate) fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// What was inserted and deleted, and how many updates wait: grows with whatever is taken in.
    pub(crate) fn extent(&self) -> (Snapshot, usize) {
        (self.doc.transact_mut().snapshot(), self.waiting.len())
    }

    fn has(&self, needs: &Needs) -> bool {
        let known = self.doc.transact_mut().state_vector();
        needs.are_met(|client| u64::from(known.get(&ClientID::new(client))))
    }

    fn take_in(&self, bytes: &[u8]) -> Result<(), MergeError> {
        let update = Update::decode_v1(bytes).map_err(|_| MergeError::Malformed)?;
        self.doc.transact_mut().apply_update(update).map_err(|_| MergeError::Refused)
    }

    pub(crate) fn is_empty(&self) -> bool {
        !self.is_waiting() && self.doc.transact_mut().state_vector() == StateVector::default()
    }

    pub(crate) fn state_vector(&self) -> Vec<u8> {
        self.doc.transact_mut().state_vector().encode_v1()
    }

    pub(crate) fn since(&self, vector: &[u8]) -> Result<Vec<u8>, MergeError> {
        check_state_vector(vector)?;
        let known = StateVector::decode_v1(vector).map_err(|_| MergeError::Malformed)?;
        Ok(self.doc.transact_mut().encode_diff_v1(&known))
    }

    pub(crate) fn snapshot(&self) -> Vec<u8> {
        self.doc.transact_mut().encode_state_as_update_v1(&StateVector::default())
    }

    /// What was touched since the last time.
    pub(crate) fn touched(&self) -> Vec<Touch> {
        self.watch.take()
    }

    /// The place of a replica's map, which is made where it is not known.
    pub(crate) fn slot(&mut self, name: &str) -> usize {
        self.watch(name);
        self.slots.partition_point(|slot| *slot.name < *name)
    }

    pub(crate) fn watch(&mut self, root: &str) {
        if let Some(map) = self.watch.root(&self.doc, root) {
            let at = self.slots.partition_point(|slot| *slot.name < *root);
            if at <= self.own && !self.slots.is_empty() {
                self.own += 1;
            }
            self.slots.insert(at, Slot { name: Arc::from(root), map });
        }
    }
}

/// The paths of the roots of a kind, in order.
pub(crate) fn roots(txn: &TransactionMut<'_>, prefix: &str) -> Vec<String> {
    let mut paths: Vec<String> = txn
        .root_refs()
        .filter_map(|(name, _)| name.strip_prefix(prefix).map(str::to_owned))
        .collect();
    paths.sort_unstable();
    paths
}

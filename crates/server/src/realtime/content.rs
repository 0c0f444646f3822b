//! The content of an open document: the one place of the server that knows Yjs.

use bangban_contract::grants::Part;
use bangban_contract::realtime::DocumentName;
use bangban_draft::{Address, Carried, Closed, Draft, Name, Owners, check, check_state_vector};
use yrs::block::{ClientID, ID};
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{Doc, IdSet, ReadTxn, StateVector, Transact, Update};

/// Bytes that are not what they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an update or state vector of a document")]
pub(super) struct NotYjs;

/// That bytes are an update which every peer can take in: looked over before anything of Yjs
/// touches them, since some damaged ones make it panic.
pub(super) fn check_update(bytes: &[u8]) -> Result<(), NotYjs> {
    decode(bytes).map(drop)
}

fn decode(bytes: &[u8]) -> Result<Update, NotYjs> {
    check(bytes).map_err(|_| NotYjs)?;
    Update::decode_v1(bytes).map_err(|_| NotYjs)
}

/// A document that could be begun anew.
pub(super) struct Rebuilt {
    /// As it is.
    pub whole: Vec<u8>,
    /// The first update of its next epoch.
    pub opened: Vec<u8>,
}

/// What a document would be, begun anew from its content; nothing where something still waits for
/// what it follows, an error where something stored cannot be applied.
pub(super) fn rebuilt(name: &DocumentName, stored: &[Vec<u8>]) -> Result<Option<Rebuilt>, NotYjs> {
    let at = address(name);
    let mut draft = Draft::new(1, "");
    for bytes in stored {
        draft.load(at, bytes).map_err(|_| NotYjs)?;
    }
    if draft.is_waiting(at.name) {
        return Ok(None);
    }
    Ok(Some(Rebuilt { whole: draft.snapshot(at.name), opened: draft.rebuild(at.name) }))
}

/// What late updates of a closed epoch come to in the next; nothing where they were there.
pub(super) fn carried(
    name: &DocumentName,
    stored: &[Vec<u8>],
    late: &[Vec<u8>],
    landing: &[u8],
) -> Result<Option<Carried>, NotYjs> {
    // As long as that of any replica, and of nobody else.
    let client = rand::random::<u64>() >> 11;
    let closed = Closed::read(client, address(name), stored).map_err(|_| NotYjs)?;
    closed.take(late, landing).map_err(|_| NotYjs)
}

/// Whether a person writes answers into maps of their own alone, with late updates of an epoch of
/// which this is stored.
pub(super) fn are_of(stored: &[Vec<u8>], late: &[Vec<u8>], person: &str) -> Result<bool, NotYjs> {
    let mut owners = Owners::default();
    for bytes in stored {
        owners.note(bytes).map_err(|_| NotYjs)?;
    }
    owners.take(late, person).map_err(|_| NotYjs)
}

/// What of late updates is new to an epoch of which this is stored, as one update; nothing, where
/// nothing is.
pub(super) fn lacking(stored: &[Vec<u8>], late: &[Vec<u8>]) -> Result<Option<Vec<u8>>, NotYjs> {
    let (content, _) = Content::load(stored);
    let known = content.vector();
    let mut is_new = false;
    for bytes in late {
        is_new |= !content.knows(bytes)?;
        content.apply(bytes)?;
    }
    if is_new { content.since(&known).map(Some) } else { Ok(None) }
}

fn address(name: &DocumentName) -> Address {
    let part = match name.part {
        Part::Answers => Name::Answers,
        Part::Private => Name::Private,
        Part::Assist => Name::Assist,
    };
    Address { name: part, epoch: name.epoch }
}

/// A document in memory.
pub(super) struct Content {
    doc: Doc,
    owners: Owners,
}

impl Content {
    /// A document from its stored updates. One that cannot be applied is left out and counted:
    /// the others are still the applicant's work.
    pub(super) fn load(updates: &[Vec<u8>]) -> (Self, usize) {
        let mut content = Self { doc: Doc::new(), owners: Owners::default() };
        let refused = updates.iter().filter(|bytes| content.read(bytes).is_err()).count();
        (content, refused)
    }

    fn read(&mut self, bytes: &[u8]) -> Result<(), NotYjs> {
        self.apply(bytes)?;
        self.owners.note(bytes).map_err(|_| NotYjs)
    }

    /// Notes in whose maps that is which is stored now.
    pub(super) fn note(&mut self, bytes: &[u8]) {
        // It was applied: it is an update.
        let _ = self.owners.note(bytes);
    }

    /// Whether a person writes answers into maps of their own alone, with these and with what of
    /// theirs is on its way to the log before them.
    pub(super) fn are_of<B: AsRef<[u8]>>(
        &self,
        updates: &[B],
        person: &str,
    ) -> Result<bool, NotYjs> {
        self.owners.are_of(updates, person).map_err(|_| NotYjs)
    }

    /// Whether anything here was written by this client.
    pub(super) fn knows_client(&self, client: u64) -> bool {
        self.doc.transact().state_vector().get(&ClientID::new(client)) > 0
    }

    /// Takes in an update; one that was taken before changes nothing.
    pub(super) fn apply(&self, bytes: &[u8]) -> Result<(), NotYjs> {
        let update = decode(bytes)?;
        self.doc.transact_mut().apply_update(update).map_err(|_| NotYjs)
    }

    /// Whether the update has nothing that is not here already.
    pub(super) fn knows(&self, bytes: &[u8]) -> Result<bool, NotYjs> {
        let update = decode(bytes)?;
        let txn = self.doc.transact();
        let mut here = IdSet::new();
        for (&client, &clock) in txn.state_vector().iter() {
            here.insert(ID::new(client, 0), clock);
        }
        if !update.insertions(true).diff(&here).is_empty() {
            return Ok(false);
        }
        let deleted = update.delete_set();
        Ok(deleted.is_empty() || deleted.diff(&txn.snapshot().delete_set).is_empty())
    }

    /// Whether something here waits for what it builds on.
    pub(super) fn is_waiting(&self) -> bool {
        self.doc.transact().has_missing_updates()
    }

    /// Everything that a peer with this state vector lacks, as an update.
    pub(super) fn since(&self, vector: &[u8]) -> Result<Vec<u8>, NotYjs> {
        check_state_vector(vector).map_err(|_| NotYjs)?;
        let vector = StateVector::decode_v1(vector).map_err(|_| NotYjs)?;
        Ok(self.doc.transact().encode_state_as_update_v1(&vector))
    }

    /// The state vector: what is here.
    pub(super) fn vector(&self) -> Vec<u8> {
        self.doc.transact().state_vector().encode_v1()
    }

    /// Everything, what waits for something else included, as one update.
    pub(super) fn whole(&self) -> Vec<u8> {
        self.doc.transact().encode_state_as_update_v1(&StateVector::default())
    }
}

#[cfg(test)]
mod tests {
    use yrs::{GetString, Text};

    use super::*;

    /// Updates of one client that types these, one after the other.
    fn typed(words: &[&str]) -> Vec<Vec<u8>> {
        let doc = Doc::with_client_id(7);
        let text = doc.get_or_insert_text("text:a");
        let type_it = |word: &&str| {
            let mut txn = doc.transact_mut();
            text.push(&mut txn, word);
            txn.encode_update_v1()
        };
        words.iter().map(type_it).collect()
    }

    fn text(content: &Content) -> String {
        let text = content.doc.get_or_insert_text("text:a");
        text.get_string(&content.doc.transact())
    }

    #[test]
    fn what_is_here_is_known() {
        let updates = typed(&["a", "b", "c"]);
        let (content, refused) = Content::load(&updates[..2]);
        assert_eq!((text(&content).as_str(), refused), ("ab", 0));
        assert_eq!(content.knows(&updates[1]), Ok(true));
        assert_eq!(content.knows(&updates[2]), Ok(false));
        assert_eq!(content.knows(&[0, 0]), Ok(true));
        assert_eq!(content.knows(&content.whole()), Ok(true));
        assert_eq!(content.knows(b"garbage"), Err(NotYjs));
    }

    #[test]
    fn a_deletion_is_known_when_it_was_made() {
        let doc = Doc::with_client_id(7);
        let words = doc.get_or_insert_text("text:a");
        words.push(&mut doc.transact_mut(), "ab");
        let before = doc.transact().encode_state_as_update_v1(&StateVector::default());
        let deletion = {
            let mut txn = doc.transact_mut();
            words.remove_range(&mut txn, 0, 1);
            txn.encode_update_v1()
        };
        let (content, _) = Content::load(&[before]);
        assert_eq!(content.knows(&deletion), Ok(false));
        content.apply(&deletion).unwrap();
        assert_eq!(content.knows(&deletion), Ok(true));
        assert_eq!(content.knows(&content.since(&content.vector()).unwrap()), Ok(true));
    }

    /// What came before what it stands on is in the whole too: compaction loses nothing.
    #[test]
    fn what_waits_is_in_the_whole() {
        let updates = typed(&["a", "b", "c"]);
        let (early, _) = Content::load(&[updates[0].clone(), updates[2].clone()]);
        assert_eq!(text(&early), "a");
        let (later, _) = Content::load(&[early.whole(), updates[1].clone()]);
        assert_eq!(text(&later), "abc");
        let (nothing, _) = Content::load(&[updates[2].clone()]);
        let (later, _) = Content::load(&[nothing.whole(), updates[0].clone(), updates[1].clone()]);
        assert_eq!(text(&later), "abc");
    }

    #[test]
    fn a_damaged_row_costs_no_other() {
        let [a, b]: [Vec<u8>; 2] = typed(&["a", "b"]).try_into().unwrap();
        let (content, refused) = Content::load(&[a, b"damaged".to_vec(), b]);
        assert_eq!((text(&content).as_str(), refused), ("ab", 1));
    }

    #[test]
    fn vectors_of_others() {
        let (content, _) = Content::load(&typed(&["a"]));
        for vector in [&b""[..], &[1], &[255, 255, 255, 122], &[0, 0], &[0xff; 12]] {
            assert_eq!(content.since(vector), Err(NotYjs), "{vector:?}");
        }
        assert!(content.since(&[0]).is_ok());
    }
}

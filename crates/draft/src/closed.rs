//! An epoch that was closed, at the server: what still comes for it goes over to the next.
//!
//! Whoever was away sends what they have under the old name, and the server carries it over, so
//! that it happens once, whichever of somebody's tabs and devices bring it how often: what the
//! closed epoch knows already is not carried again.

use crate::{Address, Draft, MergeError};

/// A closed epoch of a document, with all that came for it so far.
pub struct Closed {
    draft: Draft,
    at: Address,
}

/// What late updates come to in the next epoch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The update of the next epoch; none where they change nothing there.
    pub update: Option<Vec<u8>>,
    /// What the closed epoch amounts to in the next one from now on.
    pub landing: Vec<u8>,
}

impl Closed {
    /// By its stored updates. `client` writes what is carried over: chosen at random as that of
    /// a replica, and used for nothing else.
    ///
    /// # Errors
    /// Where one of them cannot be taken in: what is carried over could then be wrong.
    pub fn read(client: u64, at: Address, stored: &[Vec<u8>]) -> Result<Self, MergeError> {
        let mut draft = Draft::new(client, "");
        draft.document_mut(at.name).epoch = at.epoch;
        stored.iter().try_for_each(|bytes| draft.load(at, bytes))?;
        Ok(Self { draft, at })
    }

    /// Takes in late updates and carries over what they change. `landing` is what the epoch
    /// amounted to in the next one before: the first update of that ([`Draft::rebuild`]) with all
    /// that was carried over, and nothing that was written there. Nothing, where all of it was
    /// known.
    ///
    /// # Errors
    /// Where they are no updates.
    pub fn take(mut self, late: &[Vec<u8>], landing: &[u8]) -> Result<Option<Carried>, MergeError> {
        let name = self.at.name;
        let (base, known) = (self.draft.snapshot(name), self.draft.document(name).extent());
        late.iter().try_for_each(|bytes| self.draft.load(self.at, bytes))?;
        if self.draft.document(name).extent() == known {
            return Ok(None);
        }
        let update = self.draft.move_on(self.at.next(), &base, landing)?;
        let landing = self.draft.snapshot(name);
        Ok(Some(Carried { update: update.map(|update| update.bytes), landing }))
    }
}

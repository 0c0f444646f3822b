//! Who shows what of themselves in a document (awareness). A client says where it is; who it is
//! says the server.

mod state;

use std::collections::BTreeMap;

use bangban_contract::realtime::User;
use bangban_wire::{Entry, U53};

use super::room::MemberId;
use crate::session::Key;

/// Clients that one member may speak for: a tab has one, and another after a reload of its
/// document.
const CLIENTS: usize = 4;

/// What a client said of itself.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub client: U53,
    pub clock: U53,
    /// JSON; `None`: it is gone.
    pub state: Option<String>,
}

impl Said {
    /// As it travels.
    pub(super) fn entry(&self) -> Entry<'_> {
        match &self.state {
            Some(state) => Entry { client: self.client, clock: self.clock, state },
            None => Entry::gone(self.client, self.clock),
        }
    }
}

impl From<Entry<'_>> for Said {
    fn from(entry: Entry<'_>) -> Self {
        let state = (!entry.is_gone()).then(|| entry.state.to_owned());
        Self { client: entry.client, clock: entry.clock, state }
    }
}

/// A client that is shown.
#[derive(Debug)]
struct Shown {
    member: MemberId,
    session: Key,
    clock: U53,
    state: Option<String>,
}

/// All clients of a document that have shown themselves, by their id.
#[derive(Debug, Default)]
pub(super) struct Presence(BTreeMap<U53, Shown>);

impl Presence {
    /// Takes in what a member says and gives what the others are told. Left out is what is not
    /// the member's to say (another one's client), what is old, and what cannot be read. A client
    /// that the same session has on another socket is taken over: that is its tab, connected
    /// anew before the old connection is known to be broken.
    pub(super) fn take(
        &mut self,
        (member, session): (MemberId, Key),
        user: &User,
        said: Vec<Said>,
    ) -> Vec<Said> {
        let mut told = Vec::new();
        for mut one in said {
            let known = self.0.get(&one.client);
            let theirs = match known {
                Some(shown) => shown.member == member || shown.session == session,
                None => self.0.values().filter(|shown| shown.member == member).count() < CLIENTS,
            };
            let newer = known.is_none_or(|shown| {
                let goes = one.state.is_none() && shown.state.is_some();
                one.clock > shown.clock || (one.clock == shown.clock && goes)
            });
            if !theirs || !newer {
                continue;
            }
            if let Some(state) = one.state.take() {
                let Some(state) = state::rewrite(&state, user) else { continue };
                one.state = Some(state);
            }
            let (clock, state) = (one.clock, one.state.clone());
            self.0.insert(one.client, Shown { member, session, clock, state });
            told.push(one);
        }
        told
    }

    /// The members for whose clients newer things are said than they said themselves: more than an
    /// echo, as some clients send of all that they hear.
    pub(super) fn spoken_for(&self, said: &[Said]) -> impl Iterator<Item = MemberId> {
        said.iter().filter_map(|one| {
            let shown = self.0.get(&one.client)?;
            (one.clock > shown.clock).then_some(shown.member)
        })
    }

    /// Whether a client is that of another person's session, as far as it has shown itself.
    pub(super) fn is_of_others(&self, client: u64, session: Key) -> bool {
        let shown = U53::new(client).and_then(|client| self.0.get(&client));
        shown.is_some_and(|shown| shown.session != session)
    }

    /// Forgets a member's clients and gives what the others are told: they are gone.
    pub(super) fn leave(&mut self, member: MemberId) -> Vec<Said> {
        let mut gone = Vec::new();
        self.0.retain(|&client, shown| {
            let stays = shown.member != member;
            if !stays && shown.state.is_some() {
                let clock = U53::new(shown.clock.get() + 1).unwrap_or(U53::MAX);
                gone.push(Said { client, clock, state: None });
            }
            stays
        });
        gone
    }

    /// Everyone that a member can see: all that are there but themselves.
    pub(super) fn others(&self, member: MemberId) -> Vec<Said> {
        let others = self.0.iter().filter(|(_, shown)| shown.member != member);
        others
            .filter(|(_, shown)| shown.state.is_some())
            .map(|(&client, shown)| Said { client, clock: shown.clock, state: shown.state.clone() })
            .collect()
    }
}

#[cfg(test)]
mod tests;

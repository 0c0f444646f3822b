//! Who else is in a document, as they show themselves, by the rules of awareness: of two states of
//! a client the one with the higher clock holds, and who is silent for too long is gone.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Presence, REAP};
use crate::realtime::{USER, User, UserRole};

/// Clients that are remembered; more are passed over.
const MOST: usize = 128;

/// A client that is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Peer {
    /// Who, by the server's word.
    pub user: User,
    /// What they show.
    pub shown: Presence,
    /// When that was last something else, milliseconds.
    moved: f64,
}

#[derive(Clone, Debug)]
struct Known {
    clock: u64,
    heard: f64,
    /// None: it is gone, and what was sent before that and comes late is not taken.
    peer: Option<Peer>,
}

/// All clients that have shown themselves, by their ids.
#[derive(Clone, Debug, Default)]
pub struct Peers(BTreeMap<u64, Known>);

impl Peers {
    /// Takes in what a client shows (`None`: it is gone) at a time in milliseconds; whether
    /// anything is different now.
    pub fn take(&mut self, client: u64, clock: u64, state: Option<&Value>, now: f64) -> bool {
        let known = self.0.get(&client);
        if known.is_none() && self.0.len() >= MOST {
            return false;
        }
        let newer = known.is_none_or(|known| {
            let goes = state.is_none() && known.peer.is_some();
            clock > known.clock || (clock == known.clock && goes)
        });
        if !newer {
            return false;
        }
        let before = known.and_then(|known| known.peer.as_ref());
        let peer = state.and_then(|state| {
            let user = serde_json::from_value(state.get(USER)?.clone()).ok()?;
            let shown = Presence::read(state);
            let same = before.filter(|before| before.shown == shown);
            Some(Peer { user, moved: same.map_or(now, |same| same.moved), shown })
        });
        let changed = before != peer.as_ref();
        self.0.insert(client, Known { clock, heard: now, peer });
        changed
    }

    /// Forgets who has been silent for too long; whether anything is different now.
    pub fn reap(&mut self, now: f64) -> bool {
        let before = self.0.values().filter(|known| known.peer.is_some()).count();
        self.0.retain(|_, known| now - known.heard < REAP);
        before != self.0.values().filter(|known| known.peer.is_some()).count()
    }

    /// Nobody is there any more, as far as can be seen: the line is cut.
    pub fn clear(&mut self) -> bool {
        let was = self.0.values().any(|known| known.peer.is_some());
        self.0.clear();
        was
    }

    /// Who is there on one side: each person once, by the device on which they did something last.
    pub fn of(&self, role: UserRole) -> Vec<&Peer> {
        let mut all: Vec<&Peer> = Vec::new();
        for peer in self.0.values().filter_map(|known| known.peer.as_ref()) {
            if peer.user.role != role {
                continue;
            }
            match all.iter_mut().find(|one| one.user.id == peer.user.id) {
                Some(one) if one.moved < peer.moved => *one = peer,
                Some(_) => {}
                None => all.push(peer),
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn state(id: &str, role: &str, field: &str) -> Value {
        json!({"user": {"id": id, "name": {"zh": id, "en": id}, "role": role}, "field": field})
    }

    fn seen(peers: &Peers, role: UserRole) -> Vec<(String, String)> {
        let one = |peer: &Peer| (peer.user.id.clone(), peer.shown.field.clone().unwrap());
        peers.of(role).into_iter().map(one).collect()
    }

    #[test]
    fn clocks_and_silence() {
        let mut peers = Peers::default();
        let (a, b) = (state("u", "applicant", "a"), state("u", "applicant", "b"));
        // Client, clock, state, time; whether it changes something, and what is seen then.
        for (client, clock, state, now, changes, field) in [
            (1, 1, Some(&a), 0.0, true, Some("a")),
            (1, 1, Some(&b), 1.0, false, Some("a")),
            (1, 2, Some(&a), 2.0, false, Some("a")),
            (1, 3, Some(&b), 3.0, true, Some("b")),
            (1, 3, None, 4.0, true, None),
            (1, 3, Some(&b), 5.0, false, None),
            (1, 4, Some(&b), 6.0, true, Some("b")),
            // Without the server's word for who it is, it is nobody.
            (2, 1, Some(&json!({"field": "x"})), 7.0, false, Some("b")),
            (2, 2, Some(&json!(17)), 8.0, false, Some("b")),
        ] {
            assert_eq!(peers.take(client, clock, state, now), changes, "{now}");
            let found = seen(&peers, UserRole::Applicant);
            assert_eq!(found.first().map(|one| one.1.as_str()), field, "{now}");
        }
        assert!(!peers.reap(6.0 + REAP - 1.0));
        assert!(peers.reap(6.0 + REAP));
        assert!(seen(&peers, UserRole::Applicant).is_empty());
    }

    #[test]
    fn a_person_is_where_they_did_something_last() {
        let mut peers = Peers::default();
        for (client, clock, id, role, field, now) in [
            (1, 1, "u", "applicant", "desktop", 0.0),
            (2, 1, "u", "applicant", "phone", 1.0),
            (3, 1, "h", "assistant", "x", 2.0),
            // Shown anew, and nothing done.
            (1, 2, "u", "applicant", "desktop", 3.0),
        ] {
            peers.take(client, clock, Some(&state(id, role, field)), now);
        }
        assert_eq!(seen(&peers, UserRole::Applicant), [("u".into(), "phone".into())]);
        assert_eq!(seen(&peers, UserRole::Assistant), [("h".into(), "x".into())]);
        peers.take(1, 3, Some(&state("u", "applicant", "other")), 4.0);
        assert_eq!(seen(&peers, UserRole::Applicant), [("u".into(), "other".into())]);
        assert!(peers.clear());
        assert!(!peers.clear());
    }

    #[test]
    fn a_crowd_is_not_remembered() {
        let mut peers = Peers::default();
        for client in 0..500 {
            let one = state(&client.to_string(), "applicant", "a");
            assert_eq!(peers.take(client, 1, Some(&one), 0.0), client < MOST as u64);
        }
    }
}

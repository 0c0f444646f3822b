//! Whose map of answers an update writes into, as the server checks it: a replica writes into
//! maps of its own person alone, and takes away from those of others what it saw.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::MergeError;
use crate::check::{Item, Place, items};
use crate::document::SLOT;
use crate::document::slots::author;

/// Which items are answers, and in whose maps. What stands beside one of them is in the same map,
/// and does not say so itself.
#[derive(Debug, Default)]
pub struct Owners {
    written: Spans<Arc<str>>,
    /// How far each client is known.
    known: BTreeMap<u64, u64>,
}

/// Something by client and first clock, with the clock behind the last.
#[derive(Debug)]
struct Spans<T>(BTreeMap<(u64, u64), (u64, T)>);

/// In whose map an item is.
#[derive(Clone, Debug)]
enum Owner {
    /// In that of this author.
    Is(Arc<str>),
    /// It is no answer.
    Nobody,
    /// That cannot be told here.
    Unknown,
}

impl<T> Default for Spans<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Spans<T> {
    fn put(&mut self, item: &Item<'_>, it: T) {
        self.0.insert((item.client, item.clock), (item.clock + item.length, it));
    }

    fn at(&self, client: u64, clock: u64) -> Option<&T> {
        let (_, (end, it)) = self.0.range((client, 0)..=(client, clock)).next_back()?;
        (clock < *end).then_some(it)
    }
}

impl Owners {
    /// Notes what an update wrote that is stored.
    ///
    /// # Errors
    /// Where it is no update.
    pub fn note(&mut self, update: &[u8]) -> Result<(), MergeError> {
        let items = items(update)?;
        for (item, owner) in items.iter().zip(self.owners(&items)) {
            if let Owner::Is(owner) = owner {
                self.written.put(item, owner);
            }
            let known = self.known.entry(item.client).or_default();
            *known = (item.clock + item.length).max(*known);
        }
        Ok(())
    }

    /// Whether all answers that updates write are in maps of this author. What was noted before is
    /// not written again. What follows something that is not here cannot be told, and counts as
    /// another's. Nothing is noted: what is refused for another reason was never written.
    ///
    /// # Errors
    /// Where they are no updates.
    pub fn are_of<B: AsRef<[u8]>>(&self, updates: &[B], by: &str) -> Result<bool, MergeError> {
        let mut all = Vec::new();
        for update in updates {
            all.extend(items(update.as_ref())?);
        }
        all.retain(|item| item.clock + item.length > self.known(item.client));
        Ok(self.owners(&all).into_iter().all(|owner| match owner {
            Owner::Is(owner) => *owner == *by,
            Owner::Nobody => true,
            Owner::Unknown => false,
        }))
    }

    /// The same; where they are, they are noted.
    ///
    /// # Errors
    /// Where they are no updates.
    pub fn take<B: AsRef<[u8]>>(&mut self, updates: &[B], by: &str) -> Result<bool, MergeError> {
        let are_own = self.are_of(updates, by)?;
        if are_own {
            updates.iter().try_for_each(|update| self.note(update.as_ref()))?;
        }
        Ok(are_own)
    }

    fn known(&self, client: u64) -> u64 {
        self.known.get(&client).copied().unwrap_or_default()
    }

    /// In whose map each item is.
    fn owners(&self, items: &[Item<'_>]) -> Vec<Owner> {
        let mut places = Spans::default();
        for (index, item) in items.iter().enumerate() {
            places.put(item, index);
        }
        let mut found = vec![Owner::Unknown; items.len()];
        let mut is_seen = vec![false; items.len()];
        for start in 0..items.len() {
            // From one to what it stands beside, until it is known; then all of them are.
            let (mut way, mut at) = (Vec::new(), start);
            let owner = loop {
                if is_seen[at] {
                    // Where it is on this very way, they stand beside each other in a circle.
                    break found[at].clone();
                }
                is_seen[at] = true;
                way.push(at);
                match items[at].place {
                    Place::Root(root) => {
                        break if root.starts_with(SLOT) {
                            Owner::Is(Arc::from(author(root)))
                        } else {
                            Owner::Nobody
                        };
                    }
                    Place::Beside(client, clock) => {
                        if let Some(next) = places.at(client, clock) {
                            at = *next;
                        } else if let Some(owner) = self.written.at(client, clock) {
                            break Owner::Is(owner.clone());
                        } else {
                            let is_known = clock < self.known(client);
                            break if is_known { Owner::Nobody } else { Owner::Unknown };
                        }
                    }
                }
            };
            for index in way {
                found[index].clone_from(&owner);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::{Answer, Command, Draft, Name};

    fn set(path: &str, value: Value) -> Command {
        let long = path == "text";
        Command::Set(Answer { path: vec![path.to_owned()], value, long, sensitive: false })
    }

    fn take(server: &mut Draft, owners: &mut Owners, from: &mut Draft, command: &Command) {
        for update in from.apply(command) {
            owners.note(&update.bytes).expect("an update");
            server.merge(update.document, &update.bytes).expect("merges");
        }
    }

    #[test]
    fn one_writes_into_ones_own_maps_alone() {
        let (mut server, mut owners) = (Draft::new(9, ""), Owners::default());
        let (mut one, mut two) = (Draft::new(1, "one"), Draft::new(2, "two"));
        for value in 0..5 {
            take(&mut server, &mut owners, &mut one, &set("x", json!(value)));
            take(&mut server, &mut owners, &mut one, &set(["y", "z"][value % 2], json!(value)));
        }
        take(&mut server, &mut owners, &mut one, &set("text", json!("甲乙")));
        let snapshot = server.snapshot(Name::Answers);
        two.merge(server.address(Name::Answers), &snapshot).expect("merges");
        // From a snapshot as from the updates.
        let from_snapshot = || {
            let mut owners = Owners::default();
            owners.note(&snapshot).expect("an update");
            owners
        };
        for (command, of_one) in [
            (set("x", json!("new")), false),
            (set("other", json!(1)), false),
            (set("text", json!("甲丙乙")), true),
        ] {
            let mut two = Draft::new(2, "two");
            two.merge(server.address(Name::Answers), &snapshot).expect("merges");
            let bytes = two.apply(&command).remove(0).bytes;
            assert_eq!(from_snapshot().take(&[&bytes], "one"), Ok(of_one), "{command:?}");
            let mut owners = from_snapshot();
            assert_eq!(owners.take(&[&bytes], "two"), Ok(true), "{command:?}");
            // What is on its way already counts, and all that somebody has, as they answer what
            // the server lacks.
            let more = two.apply(&set("x", json!("newer"))).remove(0).bytes;
            assert_eq!(owners.take(&[&more], "two"), Ok(true), "{command:?}");
            let all = two.snapshot(Name::Answers);
            assert_eq!(owners.take(&[&all], "two"), Ok(true), "{command:?}");
            let mut owners = from_snapshot();
            assert_eq!(owners.take(&[&bytes, &more], "two"), Ok(true), "{command:?}");
        }
        // In the map of another, beside what stands there: it does not say in which map it is.
        let forged = one_of(&snapshot);
        assert_eq!(from_snapshot().take(&[&forged], "two"), Ok(false));
        assert_eq!(owners.take(&[&forged], "two"), Ok(false));
        assert_eq!(owners.take(&[&forged], "one"), Ok(true));
        assert_eq!(owners.take(&[b"garbage"], "one"), Err(MergeError::Malformed));
        let mut ahead = Draft::new(3, "two");
        ahead.apply(&set("text", json!("甲")));
        let second = ahead.apply(&set("text", json!("甲乙"))).remove(0).bytes;
        assert_eq!(owners.take(&[&second], "two"), Ok(false), "what it follows is not here");
    }

    /// What was refused is not known: it cannot hide what comes in its place.
    #[test]
    fn what_was_only_looked_at_is_not_noted() {
        let mut own = Draft::new(7, "two");
        let own = own.apply(&set("x", json!(1))).remove(0).bytes;
        let forged = Draft::new(7, "one").apply(&set("x", json!(1))).remove(0).bytes;
        let mut owners = Owners::default();
        assert_eq!(owners.are_of(&[&own], "two"), Ok(true));
        assert_eq!(owners.are_of(&[&forged], "two"), Ok(false));
        // Nor where both are on their way.
        assert_eq!(owners.are_of(&[&own, &forged], "two"), Ok(false));
        owners.note(&own).expect("an update");
        assert_eq!(owners.are_of(&[&own], "two"), Ok(true));
    }

    /// An update that writes again what stands in the map of client 1, by client 77.
    fn one_of(snapshot: &[u8]) -> Vec<u8> {
        use yrs::updates::decoder::Decode;
        use yrs::{Doc, Map, Transact, Update};
        let doc = Doc::with_client_id(77);
        let update = Update::decode_v1(snapshot).expect("an update");
        doc.transact_mut().apply_update(update).expect("applies");
        let name = crate::document::slots::slot_name(1, "one");
        let map = doc.get_or_insert_map(name);
        let mut txn = doc.transact_mut();
        map.insert(&mut txn, "x", "forged");
        txn.encode_update_v1()
    }
}

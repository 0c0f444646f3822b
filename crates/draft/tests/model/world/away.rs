//! The first replica is the server. It rebuilds when it likes; who was away brings what they have
//! under the old name, and goes on with the new epoch.

use std::collections::BTreeSet;

use bangban_draft::{Address, Closed, Name, Update};

use super::{Packet, World};
use crate::oracle::Op;

/// What the server keeps of an epoch that it closed.
pub(super) struct ClosedEpoch {
    /// Of each document.
    updates: [Vec<Vec<u8>>; 3],
    /// What it amounts to in the next epoch.
    landing: [Vec<u8>; 3],
    /// The packets that came for it.
    log: BTreeSet<usize>,
    saw: BTreeSet<Op>,
}

impl World {
    /// The server rebuilds, whoever is away.
    pub(super) fn close_epoch(&mut self) {
        let server = &mut self.replicas[0];
        let landing = Name::ALL.map(|name| server.draft.rebuild(name));
        self.closed.push(ClosedEpoch {
            updates: Name::ALL.map(|name| vec![server.draft.snapshot(name)]),
            landing: landing.clone(),
            log: server.log.iter().copied().collect(),
            saw: server.saw.clone(),
        });
        self.epoch += 1;
        let updates = Name::ALL.map(|name| Update {
            document: Address { name, epoch: self.epoch },
            bytes: landing[name as usize].clone(),
        });
        self.packets.push(Packet { updates: updates.into(), ops: server.saw.clone() });
        server.log = vec![self.packets.len() - 1];
        for name in Name::ALL {
            let to = Address { name, epoch: self.epoch };
            let events = server.draft.renew(to, &[landing[name as usize].clone()]);
            assert_eq!(events, Ok(Vec::new()), "a rebuilt document looks the same");
        }
        self.at[0] = self.epoch;
        server.heard();
        server.check_all(&self.oracle);
    }

    /// A replica exchanges with the server, in an epoch or out of one.
    pub(super) fn call_in(&mut self, who: usize) {
        if self.at[who] == self.epoch {
            self.exchange_with_relay(who);
            return;
        }
        let known = &self.closed[self.at[who] as usize].log;
        let late: Vec<usize> =
            self.replicas[who].log.iter().copied().filter(|one| !known.contains(one)).collect();
        self.carry(self.at[who], &late, false);
        // An answer may be lost: it is brought again.
        if self.below(3) == 0 {
            self.carry(self.at[who], &late, true);
        }
        let order = self.replicas[0].log.clone();
        let [server, replica] = self.replicas.get_disjoint_mut([0, who]).expect("two");
        for name in Name::ALL {
            let to = Address { name, epoch: self.epoch };
            let events = replica.draft.renew(to, &[server.draft.snapshot(name)]).expect("renews");
            replica.hear(&events);
        }
        replica.heard();
        replica.saw.extend(&server.saw);
        assert_eq!(replica.saw, server.saw, "nothing was lost on the way");
        replica.log = order;
        self.at[who] = self.epoch;
        replica.check_all(&self.oracle);
    }

    /// The server takes late packets of an epoch in, and carries them over to the current one.
    fn carry(&mut self, from: u32, late: &[usize], again: bool) {
        let ops: BTreeSet<Op> =
            late.iter().flat_map(|packet| self.packets[*packet].ops.clone()).collect();
        let mut bring = Name::ALL.map(|name| {
            let updates = late.iter().flat_map(|packet| &self.packets[*packet].updates);
            let of = updates.filter(|update| update.document.name == name);
            of.map(|update| update.bytes.clone()).collect::<Vec<_>>()
        });
        for epoch in from..self.epoch {
            let client = self.client();
            let closed = &mut self.closed[epoch as usize];
            for name in Name::ALL {
                let (at, late) =
                    (Address { name, epoch }, std::mem::take(&mut bring[name as usize]));
                let stored = &mut closed.updates[name as usize];
                let landing = &mut closed.landing[name as usize];
                let read = Closed::read(client, at, stored).expect("was stored");
                let carried = read.take(&late, landing).expect("updates");
                assert!(!again || carried.is_none(), "carried over twice");
                if let Some(carried) = carried {
                    stored.extend(late);
                    *landing = carried.landing;
                    bring[name as usize].extend(carried.update);
                }
            }
            let shared = closed.saw.clone();
            closed.log.extend(late);
            closed.saw.extend(&ops);
            let saw = closed.saw.clone();
            self.oracle.carry(&ops, &shared, &saw);
        }
        let mut updates = Vec::new();
        for (name, bytes) in Name::ALL.into_iter().zip(bring) {
            let document = Address { name, epoch: self.epoch };
            updates.extend(bytes.into_iter().map(|bytes| Update { document, bytes }));
        }
        let server = &mut self.replicas[0];
        for Update { document, bytes } in &updates {
            let events = server.draft.merge(*document, bytes).expect("merges");
            server.hear(&events);
            self.seen[3] += 1;
        }
        server.heard();
        if !again {
            server.saw.extend(&ops);
            self.packets.push(Packet { updates, ops });
            server.log.push(self.packets.len() - 1);
            server.check_all(&self.oracle);
        }
    }
}

//! Replicas, what they do, and how what they did travels.

mod away;

use std::collections::BTreeSet;

use bangban_draft::{Address, Answer, Command, Draft, Name, Update};
use serde_json::{Value, json};

use crate::oracle::{Op, Oracle, PATHS, ROWS, sensitive};
use crate::replica::{Replica, segments};

/// What travels together.
struct Packet {
    updates: Vec<Update>,
    ops: BTreeSet<Op>,
}

/// How documents are rebuilt meanwhile.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Epochs {
    /// Never.
    None,
    /// All replicas move on at once, each carrying over what it holds.
    Together,
    /// By the first replica, the server, while the others are away.
    Away,
}

pub struct World {
    random: u64,
    oracle: Oracle,
    replicas: Vec<Replica>,
    packets: Vec<Packet>,
    values: i64,
    epoch: u32,
    /// What the server keeps of the epochs before.
    closed: Vec<away::ClosedEpoch>,
    /// In which epoch each replica is.
    at: Vec<u32>,
    /// Conflicts that stood at the end, steps undone, restarts, changes carried over.
    pub seen: [usize; 4],
}

impl World {
    pub fn new(seed: u64) -> Self {
        let mut world = Self {
            random: seed,
            oracle: Oracle::default(),
            replicas: Vec::new(),
            packets: Vec::new(),
            values: 0,
            epoch: 0,
            closed: Vec::new(),
            at: Vec::new(),
            seen: [0; 4],
        };
        for _ in 0..=world.below(5) {
            let (client, author) = (world.client(), world.below(3));
            world.replicas.push(Replica::new(client, author));
            world.at.push(0);
        }
        world
    }

    /// SplitMix64.
    fn next(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.random;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("below a usize")
    }

    fn client(&mut self) -> u64 {
        self.next() >> 11
    }

    pub fn run(&mut self, epochs: Epochs) {
        for _ in 0..10 + self.below(30) {
            let who = self.below(self.replicas.len());
            match self.below(20) {
                0 => self.restart(who),
                1..=5 if epochs == Epochs::Away => self.call_in(who),
                1..=5 if epochs == Epochs::Together => self.exchange_with_relay(who),
                1..=5 => {
                    let from = self.below(self.replicas.len());
                    let end = self.below(self.replicas[from].log.len() + 1);
                    self.deliver(from, end, who);
                }
                6 if epochs == Epochs::Away => self.close_epoch(),
                6 if epochs == Epochs::Together => self.begin_epoch(),
                7 | 8 => self.undo(who),
                _ => self.command(who),
            }
            self.replicas[who].check(&self.oracle);
        }
        // All hear of everything.
        if epochs == Epochs::Away {
            (0..self.replicas.len()).for_each(|who| self.call_in(who));
        }
        for who in 0..self.replicas.len() {
            self.deliver(who, self.replicas[who].log.len(), 0);
        }
        for who in 1..self.replicas.len() {
            self.deliver(0, self.replicas[0].log.len(), who);
        }
        for replica in &self.replicas {
            assert!(Name::ALL.into_iter().all(|name| !replica.draft.is_waiting(name)));
            replica.check_all(&self.oracle);
            assert_eq!(replica.saw.len(), self.oracle.ops);
            assert_eq!(replica.draft.answers(), self.replicas[0].draft.answers());
            assert_eq!(replica.draft.conflicts(), self.replicas[0].draft.conflicts());
        }
        self.seen[0] = self.replicas[0].draft.conflicts().len();
    }

    /// Delivers the first packets of a log, in any order and some of them twice.
    fn deliver(&mut self, from: usize, end: usize, to: usize) {
        let known: BTreeSet<usize> = self.replicas[to].log.iter().copied().collect();
        let sent = self.replicas[from].log[..end].to_vec();
        let new: Vec<usize> =
            sent.iter().copied().filter(|packet| !known.contains(packet)).collect();
        let mut order = new.clone();
        for _ in 0..self.below(3) {
            if !sent.is_empty() {
                order.push(sent[self.below(sent.len())]);
            }
        }
        self.shuffle(&mut order);
        for packet in order {
            for update in &self.packets[packet].updates {
                let replica = &mut self.replicas[to];
                let events = replica.draft.merge(update.document, &update.bytes).expect("merges");
                replica.hear(&events);
            }
        }
        let replica = &mut self.replicas[to];
        replica.heard();
        for packet in new {
            replica.saw.extend(&self.packets[packet].ops);
            replica.log.push(packet);
        }
    }

    /// The first replica is the relay; the others hear from it alone.
    fn exchange_with_relay(&mut self, who: usize) {
        self.deliver(who, self.replicas[who].log.len(), 0);
        self.deliver(0, self.replicas[0].log.len(), who);
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for index in (1..order.len()).rev() {
            let other = self.below(index + 1);
            order.swap(index, other);
        }
    }

    /// Opens the draft again from the log or from a snapshot, as a new replica.
    fn restart(&mut self, who: usize) {
        self.seen[2] += 1;
        let client = self.client();
        let old = &self.replicas[who];
        let mut draft = Draft::new(client, &old.author.to_string());
        let mut order = old.log.clone();
        if self.below(2) == 0 {
            for name in Name::ALL {
                let old = &self.replicas[who].draft;
                draft.load(old.address(name), &old.snapshot(name)).expect("loads");
            }
            order.truncate(self.below(order.len() + 1));
        }
        self.shuffle(&mut order);
        for packet in order {
            for update in &self.packets[packet].updates {
                draft.load(update.document, &update.bytes).expect("loads");
            }
        }
        let replica = &mut self.replicas[who];
        assert_eq!(draft.answers(), replica.draft.answers());
        assert_eq!(draft.conflicts(), replica.draft.conflicts());
        replica.draft = draft;
        replica.client = client;
        replica.look();
    }

    /// Keeps what a replica did.
    fn keep(&mut self, who: usize, op: Op, updates: Vec<Update>) {
        self.oracle.ops = op + 1;
        self.oracle.clients.push(self.replicas[who].client);
        self.packets.push(Packet { updates, ops: BTreeSet::from([op]) });
        let replica = &mut self.replicas[who];
        replica.saw.insert(op);
        replica.log.push(self.packets.len() - 1);
        replica.look();
    }

    fn command(&mut self, who: usize) {
        if self.below(3) == 0 {
            self.replicas[who].draft.boundary();
        }
        match self.below(12) {
            0 => self.insert_row(who),
            1 => self.remove_row(who),
            2 => self.move_row(who),
            3..=5 => {
                for _ in 0..=self.below(3) {
                    self.type_text(who);
                }
            }
            6 => self.settle(who),
            _ => {
                let end = [2, PATHS.len()][self.below(2)];
                let path = PATHS[self.below(end)];
                let rows = self.replicas[who].rows();
                let row = path.split('/').nth(1);
                if row.is_none_or(|row| rows.iter().any(|known| known == row)) {
                    let value = self.value();
                    self.set(who, path, value, false);
                }
            }
        }
    }

    /// Mostly one that no one else writes.
    fn value(&mut self) -> Value {
        match self.below(10) {
            0 => Value::Null,
            1 | 2 => json!("same"),
            _ => {
                self.values += 1;
                json!(self.values)
            }
        }
    }

    fn set(&mut self, who: usize, path: &str, value: Value, settle: bool) {
        let (op, replica) = (self.oracle.ops, &mut self.replicas[who]);
        let writer = (replica.client, replica.author);
        let changes = self.oracle.write(op, &replica.saw, writer, (path, &value, settle));
        let answer =
            Answer { path: segments(path), value, long: false, sensitive: sensitive(path) };
        let command = if settle { Command::Settle(answer) } else { Command::Set(answer) };
        let updates = replica.draft.apply(&command);
        assert_eq!(!updates.is_empty(), changes, "{command:?}");
        if changes {
            self.keep(who, op, updates);
        }
    }

    fn settle(&mut self, who: usize) {
        let conflicts = self.replicas[who].draft.conflicts();
        if !conflicts.is_empty() {
            let conflict = &conflicts[self.below(conflicts.len())];
            let version = &conflict.versions[self.below(conflict.versions.len())];
            self.set(who, &conflict.path.join("/"), version.value.clone(), true);
        }
    }

    fn insert_row(&mut self, who: usize) {
        let id = ROWS[self.below(ROWS.len())];
        // An id is never used again, nor by two.
        if self.oracle.rows.contains_key(id) {
            return;
        }
        let (op, value, index) = (self.oracle.ops, self.value(), self.below(4));
        let replica = &mut self.replicas[who];
        let path = format!("p/{id}/n");
        let writer = (replica.client, replica.author);
        self.oracle.write(op, &replica.saw, writer, (&path, &value, false));
        self.oracle.rows.entry(id.to_owned()).or_default()[0].insert(op);
        let answer = Answer { path: segments(&path), value, long: false, sensitive: false };
        let updates = replica.draft.apply(&Command::InsertRow {
            list: segments("p"),
            index: u32::try_from(index).expect("small"),
            id: id.to_owned(),
            answers: vec![answer],
        });
        self.keep(who, op, updates);
    }

    fn remove_row(&mut self, who: usize) {
        let rows = self.replicas[who].rows();
        if rows.is_empty() {
            return;
        }
        let (op, id) = (self.oracle.ops, rows[self.below(rows.len())].clone());
        let replica = &mut self.replicas[who];
        self.oracle.forget(op, &replica.saw, &id);
        self.oracle.rows.entry(id.clone()).or_default()[1].insert(op);
        let updates = replica.draft.apply(&Command::RemoveRow { list: segments("p"), id });
        self.keep(who, op, updates);
    }

    fn move_row(&mut self, who: usize) {
        let rows = self.replicas[who].rows();
        if rows.is_empty() {
            return;
        }
        let (id, index) = (rows[self.below(rows.len())].clone(), self.below(rows.len()));
        let replica = &mut self.replicas[who];
        let updates = replica.draft.apply(&Command::MoveRow {
            list: segments("p"),
            id: id.clone(),
            index: u32::try_from(index).expect("small"),
        });
        assert_eq!(replica.rows()[index], id);
        if !updates.is_empty() {
            self.keep(who, self.oracle.ops, updates);
        }
    }

    /// Puts characters into the long text that never were there, or takes some out.
    fn type_text(&mut self, who: usize) {
        let before = self.replicas[who].text();
        let mut text: Vec<char> = before.chars().collect();
        let at = self.below(text.len() + 1);
        if self.below(3) == 0 {
            let end = (at + 1 + self.below(2)).min(text.len());
            text.drain(at.min(end)..end);
        } else {
            for _ in 0..=self.below(2) {
                self.values += 1;
                let c = char::from_u32(0x4e00 + u32::try_from(self.values).expect("small"));
                text.insert(at, c.expect("Han"));
            }
        }
        let value = json!(text.iter().collect::<String>());
        let answer = Answer { path: segments("t"), value, long: true, sensitive: false };
        let updates = self.replicas[who].draft.apply(&Command::Set(answer));
        if !updates.is_empty() {
            self.text_changed(who, &before);
            self.keep(who, self.oracle.ops, updates);
        }
    }

    /// Tells the model which characters came and went.
    fn text_changed(&mut self, who: usize, before: &str) {
        let (op, after) = (self.oracle.ops, self.replicas[who].text());
        for c in after.chars().filter(|c| !before.contains(*c)) {
            self.oracle.characters.entry(c).or_default()[0].insert(op);
        }
        for c in before.chars().filter(|c| !after.contains(*c)) {
            self.oracle.characters.entry(c).or_default()[1].insert(op);
        }
    }

    fn undo(&mut self, who: usize) {
        let op = self.oracle.ops;
        let back = self.below(3) > 0;
        let replica = &mut self.replicas[who];
        let client = replica.client;
        let (text, rows) = (replica.text(), replica.rows());
        let undone = if back { replica.draft.undo() } else { replica.draft.redo() };
        let Some(undone) = undone else { return };
        replica.hear(&undone.events);
        replica.heard();
        self.seen[1] += 1;
        let after = replica.text();
        for c in text.chars().filter(|c| !after.contains(*c)) {
            assert!(self.oracle.brought(&replica.saw, client, c), "{c} was another's");
        }
        let path = undone.path.join("/");
        if let Some(row) = undone.path.get(1) {
            let known = rows.contains(row);
            assert!(known || undone.path.len() == 2, "{path} is in a row that is gone");
            let removed = known && !replica.rows().contains(row);
            assert!(!removed || self.oracle.is_own(&replica.saw, client, &path), "{path}");
        }
        if undone.path.len() != 2 {
            assert!(self.oracle.is_own(&replica.saw, client, &path), "{path} is another's");
        }
        self.text_changed(who, &text);
        let replica = &self.replicas[who];
        let after = replica.rows();
        if let [_, row] = &undone.path[..] {
            let there = [&rows, &after].map(|rows| rows.contains(row));
            if there == [true, false] {
                self.oracle.forget(op, &replica.saw, row);
                self.oracle.rows.entry(row.clone()).or_default()[1].insert(op);
            } else if there == [false, true] {
                self.oracle.rows.entry(row.clone()).or_default()[0].insert(op);
            }
        }
        // What was written is seen from what is there, and must be below what was told.
        let saw = replica.saw_with(op);
        for path in PATHS {
            let value = replica.draft.answer(&segments(path));
            if value != self.oracle.shown(&self.oracle.standing(&saw, path)) {
                assert!(segments(path).starts_with(&undone.path), "{path}");
                let writer = (replica.client, replica.author);
                self.oracle.write(op, &replica.saw, writer, (path, &value, false));
            }
        }
        self.keep(who, op, undone.updates);
    }

    /// The relay rebuilds the documents, and every replica moves on with what it holds.
    fn begin_epoch(&mut self) {
        let relay = &self.replicas[0].draft;
        let base = Name::ALL.map(|name| relay.snapshot(name));
        let opened = Name::ALL.map(|name| relay.rebuild(name));
        let shared = self.replicas[0].saw.clone();
        self.epoch += 1;
        let update = |(name, bytes): (Name, &Vec<u8>)| {
            let document = Address { name, epoch: self.epoch };
            Update { document, bytes: bytes.clone() }
        };
        let updates: Vec<Update> = Name::ALL.into_iter().zip(&opened).map(update).collect();
        self.packets.push(Packet { updates, ops: shared.clone() });
        let first = self.packets.len() - 1;
        for replica in &mut self.replicas {
            let ops: BTreeSet<Op> = replica.saw.difference(&shared).copied().collect();
            let mut updates = Vec::new();
            for ((name, base), opened) in Name::ALL.into_iter().zip(&base).zip(&opened) {
                let address = Address { name, epoch: self.epoch };
                updates.extend(replica.draft.move_on(address, base, opened).expect("moves on"));
            }
            assert!(!ops.is_empty() || updates.is_empty(), "nothing was there to carry over");
            replica.log = vec![first];
            replica.saw.extend(&shared);
            self.oracle.carry(&ops, &shared, &replica.saw);
            if !ops.is_empty() {
                self.packets.push(Packet { updates, ops });
                replica.log.push(self.packets.len() - 1);
            }
            replica.look();
            replica.check_all(&self.oracle);
        }
    }
}

impl Replica {
    fn saw_with(&self, op: Op) -> BTreeSet<Op> {
        let mut saw = self.saw.clone();
        saw.insert(op);
        saw
    }
}

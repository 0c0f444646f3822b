//! What should be: sets of writes, and who saw which.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

/// Something that one replica did.
pub type Op = usize;

/// The paths of answers that are replaced as a whole; below `p` those of rows.
pub const PATHS: [&str; 11] =
    ["x", "y", "id", "p/a/n", "p/a/id", "p/b/n", "p/b/id", "p/c/n", "p/c/id", "p/d/n", "p/d/id"];
pub const ROWS: [&str; 4] = ["a", "b", "c", "d"];

/// Whether the answer at a path is sensitive.
pub fn sensitive(path: &str) -> bool {
    path.ends_with("id")
}

pub struct Write {
    pub op: Op,
    pub client: u64,
    pub author: usize,
    pub value: Value,
    /// The operations that saw it and took it away.
    pub gone_by: BTreeSet<Op>,
}

#[derive(Default)]
pub struct Oracle {
    pub ops: Op,
    /// Which client did what.
    pub clients: Vec<u64>,
    pub writes: Vec<Write>,
    /// The writes at each path.
    at: BTreeMap<String, Vec<usize>>,
    /// Which operations brought a row, or took it away.
    pub rows: BTreeMap<String, [BTreeSet<Op>; 2]>,
    /// Which operations brought a character of the long text, or took it away.
    pub characters: BTreeMap<char, [BTreeSet<Op>; 2]>,
}

impl Oracle {
    /// What stands at a path for those who saw these operations, the shown one last.
    pub fn standing(&self, saw: &BTreeSet<Op>, path: &str) -> Vec<usize> {
        let mut found = self.at.get(path).cloned().unwrap_or_default();
        found.retain(|index| {
            let write = &self.writes[*index];
            saw.contains(&write.op) && !write.gone_by.iter().any(|op| saw.contains(op))
        });
        found.sort_by_key(|index| self.writes[*index].client);
        found
    }

    pub fn shown(&self, standing: &[usize]) -> Value {
        standing.last().map(|index| self.writes[*index].value.clone()).unwrap_or_default()
    }

    /// Whether two people wrote different things.
    pub fn torn(&self, standing: &[usize]) -> bool {
        standing.iter().any(|one| {
            let one = &self.writes[*one];
            standing.iter().any(|other| {
                let other = &self.writes[*other];
                one.author != other.author && one.value != other.value
            })
        })
    }

    /// What stands in a conflict, as sorted pairs of author and value.
    pub fn versions(&self, standing: &[usize]) -> BTreeSet<String> {
        if !self.torn(standing) {
            return BTreeSet::new();
        }
        let version = |index: &usize| {
            let write = &self.writes[*index];
            json!([write.author.to_string(), write.value]).to_string()
        };
        standing.iter().map(version).collect()
    }

    /// A write by a replica that saw these operations; gives whether it changes anything.
    pub fn write(
        &mut self,
        op: Op,
        saw: &BTreeSet<Op>,
        (client, author): (u64, usize),
        (path, value, settle): (&str, &Value, bool),
    ) -> bool {
        let standing = self.standing(saw, path);
        let torn = self.torn(&standing);
        let (replaced, same) = if torn && !settle {
            let mine: Vec<usize> =
                standing.into_iter().filter(|one| self.writes[*one].author == author).collect();
            let same = !mine.is_empty() && self.shown(&mine) == *value;
            (mine, same)
        } else {
            let same = !torn && self.shown(&standing) == *value;
            (standing, same)
        };
        if same {
            return false;
        }
        for one in replaced {
            self.writes[one].gone_by.insert(op);
        }
        self.at.entry(path.to_owned()).or_default().push(self.writes.len());
        let value = value.clone();
        self.writes.push(Write { op, client, author, value, gone_by: BTreeSet::new() });
        true
    }

    /// A row's answers are taken away.
    pub fn forget(&mut self, op: Op, saw: &BTreeSet<Op>, row: &str) {
        let below = format!("p/{row}/");
        for path in PATHS.iter().filter(|path| path.starts_with(&below)) {
            for one in self.standing(saw, path) {
                self.writes[one].gone_by.insert(op);
            }
        }
    }

    /// Operations are carried over to another epoch as what they changed altogether: who wrote
    /// again what was there before has not written.
    pub fn carry(&mut self, ops: &BTreeSet<Op>, shared: &BTreeSet<Op>, saw: &BTreeSet<Op>) {
        for path in PATHS {
            let before = self.standing(shared, path);
            for after in self.standing(saw, path) {
                let same = before.iter().copied().find(|before| {
                    let (before, after) = (&self.writes[*before], &self.writes[after]);
                    before.client == after.client && before.value == after.value
                });
                if let Some(same) = same.filter(|same| *same != after) {
                    self.writes[same].gone_by.retain(|op| !ops.contains(op));
                    self.at.entry(path.to_owned()).or_default().retain(|one| *one != after);
                }
            }
        }
    }

    /// Whether nothing stands at a path or below it but what this client wrote.
    pub fn is_own(&self, saw: &BTreeSet<Op>, client: u64, at: &str) -> bool {
        let below = format!("{at}/");
        PATHS
            .iter()
            .filter(|path| **path == at || path.starts_with(&below))
            .flat_map(|path| self.standing(saw, path))
            .all(|one| self.writes[one].client == client || self.writes[one].value.is_null())
    }

    /// Whether this client brought a character.
    pub fn brought(&self, saw: &BTreeSet<Op>, client: u64, c: char) -> bool {
        self.characters[&c][0].intersection(saw).any(|op| self.clients[*op] == client)
    }

    /// Whether a row must be there (true), must not (false), or may (none), by what was seen.
    pub fn row(&self, saw: &BTreeSet<Op>, row: &str) -> Option<bool> {
        let Some([came, went]) = self.rows.get(row) else { return Some(false) };
        let (came, went) = (came.intersection(saw).count(), went.intersection(saw).count());
        match (came, went) {
            (0, _) => Some(false),
            (_, 0) => Some(true),
            (1, _) => Some(false),
            _ => None,
        }
    }

    /// Checks the long text.
    pub fn check_text(&self, saw: &BTreeSet<Op>, text: &str) {
        for c in text.chars() {
            let came =
                self.characters.get(&c).map_or(0, |[came, _]| came.intersection(saw).count());
            let there = text.chars().filter(|other| *other == c).count();
            assert!(there <= came, "{c} came {came} times and is there {there} times");
        }
        for (c, [came, went]) in &self.characters {
            let (came, went) = (came.intersection(saw).count(), went.intersection(saw).count());
            match (came, went) {
                (0, _) => {}
                (_, 0) => assert!(text.contains(*c), "{c} is lost"),
                (1, _) => assert!(!text.contains(*c), "{c} is back"),
                _ => {}
            }
        }
    }
}

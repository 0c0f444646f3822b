//! One replica under test, and what an app would know from its events.

use std::collections::{BTreeMap, BTreeSet};

use bangban_draft::{Conflict, Draft, Event};
use serde_json::{Value, json};

use crate::oracle::{Op, Oracle, PATHS};

pub struct Replica {
    pub draft: Draft,
    pub client: u64,
    pub author: usize,
    /// The packets in its log, in an order in which each follows what it depends on.
    pub log: Vec<usize>,
    /// The operations that it saw.
    pub saw: BTreeSet<Op>,
    mirror: Mirror,
}

/// What an app knows from reading once and from events since.
#[derive(Default, PartialEq, Debug)]
struct Mirror {
    answers: BTreeMap<String, Value>,
    conflicts: BTreeMap<String, BTreeSet<String>>,
    rows: Vec<String>,
    text: String,
}

pub fn segments(path: &str) -> Vec<String> {
    path.split('/').map(str::to_owned).collect()
}

pub fn versions(conflict: Option<&Conflict>) -> BTreeSet<String> {
    let versions = conflict.iter().flat_map(|conflict| &conflict.versions);
    versions.map(|one| json!([one.author, one.value]).to_string()).collect()
}

impl Replica {
    pub fn new(client: u64, author: usize) -> Self {
        let draft = Draft::new(client, &author.to_string());
        let (log, saw) = (Vec::new(), BTreeSet::new());
        let mut new = Self { draft, client, author, log, saw, mirror: Mirror::default() };
        new.look();
        new
    }

    pub fn text(&self) -> String {
        self.draft.answer(&segments("t")).as_str().unwrap_or_default().to_owned()
    }

    pub fn rows(&self) -> Vec<String> {
        let answers = self.draft.answers();
        let rows = answers.get("p").and_then(Value::as_array).cloned().unwrap_or_default();
        rows.iter().map(|row| row["_id"].as_str().unwrap_or_default().to_owned()).collect()
    }

    fn read(&self) -> Mirror {
        let answers = self.draft.answers();
        let mut mirror = Mirror::default();
        for row in answers["p"].as_array().into_iter().flatten() {
            mirror.rows.push(row["_id"].as_str().expect("an id").to_owned());
        }
        mirror.text.push_str(answers["t"].as_str().unwrap_or_default());
        for path in PATHS {
            if mirror.has(path) {
                mirror.answers.insert(path.to_owned(), at(&answers, path).clone());
            }
        }
        for conflict in self.draft.conflicts() {
            let path = conflict.path.join("/");
            if mirror.has(&path) {
                mirror.conflicts.insert(path, versions(Some(&conflict)));
            }
        }
        mirror
    }

    /// Reads everything anew, as after an own command.
    pub fn look(&mut self) {
        self.mirror = self.read();
    }

    /// Takes in events.
    pub fn hear(&mut self, events: &[Event]) {
        for event in events {
            match event {
                Event::Answer { path, value } => {
                    let path = path.join("/");
                    if self.mirror.has(&path) {
                        let old = self.mirror.answers.insert(path.clone(), value.clone());
                        let said = old.as_ref() == Some(value);
                        assert!(
                            !said || path.contains('/'),
                            "{path} is told to change to what it is"
                        );
                    }
                }
                Event::Text { text, .. } => self.mirror.text.clone_from(text),
                Event::Rows { ids, .. } => {
                    self.mirror.rows.clone_from(ids);
                    for path in PATHS.into_iter().filter(|path| path.contains('/')) {
                        if self.mirror.has(path) {
                            self.mirror.read(&self.draft, path);
                        } else {
                            self.mirror.answers.remove(path);
                            self.mirror.conflicts.remove(path);
                        }
                    }
                }
                Event::Conflict(conflict) => {
                    let path = conflict.path.join("/");
                    if self.mirror.has(&path) {
                        self.mirror.conflicts.insert(path, versions(Some(conflict)));
                    }
                }
                Event::Settled { path } => drop(self.mirror.conflicts.remove(&path.join("/"))),
                Event::Entry { .. } | Event::Chat => {}
            }
        }
    }

    /// Compares what events told with what is there.
    pub fn heard(&self) {
        assert_eq!(self.mirror, self.read(), "events and draft");
    }

    /// Compares with the model.
    pub fn check(&self, oracle: &Oracle) {
        let read = self.read();
        let unique: BTreeSet<&String> = read.rows.iter().collect();
        assert_eq!(unique.len(), read.rows.len(), "a row is there twice");
        for row in crate::oracle::ROWS {
            if let Some(there) = oracle.row(&self.saw, row) {
                assert_eq!(read.rows.iter().any(|known| known == row), there, "row {row}");
            }
        }
        for path in PATHS.into_iter().filter(|path| read.has(path)) {
            let standing = oracle.standing(&self.saw, path);
            assert_eq!(read.answers[path], oracle.shown(&standing), "{path}");
            let conflict = read.conflicts.get(path).cloned().unwrap_or_default();
            assert_eq!(conflict, oracle.versions(&standing), "{path}");
        }
        oracle.check_text(&self.saw, &read.text);
    }

    /// Compares what stands in rows that are gone too, and what is asked for one by one.
    pub fn check_all(&self, oracle: &Oracle) {
        self.check(oracle);
        let read = self.read();
        for path in PATHS {
            let standing = oracle.standing(&self.saw, path);
            assert_eq!(self.draft.answer(&segments(path)), oracle.shown(&standing), "{path}");
            let conflict = self.draft.conflict(&segments(path));
            assert_eq!(conflict.is_some(), read.conflicts.contains_key(path), "{path}");
        }
    }
}

/// An answer among all.
fn at<'a>(answers: &'a Value, path: &str) -> &'a Value {
    path.split('/').fold(answers, |at, segment| match at {
        Value::Array(rows) => rows.iter().find(|row| row["_id"] == *segment).expect("a row"),
        other => &other[segment],
    })
}

impl Mirror {
    fn has(&self, path: &str) -> bool {
        path.split('/').nth(1).is_none_or(|row| self.rows.iter().any(|known| known == row))
    }

    fn read(&mut self, draft: &Draft, path: &str) {
        let at = segments(path);
        if let Some(conflict) = draft.conflict(&at) {
            self.conflicts.insert(path.to_owned(), versions(Some(&conflict)));
        } else {
            self.conflicts.remove(path);
        }
        self.answers.insert(path.to_owned(), draft.answer(&at));
    }
}

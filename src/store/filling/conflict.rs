//! Conflicts (冲突): what two people wrote at the same time, until one of them chooses.

use bangban_draft::{Command, Conflict};
use bangban_forms::Key;
use leptos::prelude::*;
use serde_json::Value;

use super::Filling;
use super::core::Core;
use crate::store::journal::Journal;

/// One of the answers in a conflict.
#[derive(Clone, PartialEq)]
pub struct Side {
    /// Whether this person wrote it, and not another.
    pub mine: bool,
    /// The answer; `Null` where it was taken away.
    pub value: Value,
}

impl Filling {
    /// Settles the conflict at a field with one of its sides, for all who fill.
    pub fn settle(self, key: Key, side: usize) {
        self.catch_up();
        let changes = self.core.try_update_value(|core| {
            let value = core.record(key).torn.get(side)?.value.clone();
            let answer = core.answer(key, value.clone());
            core.journal.run(&Command::Settle(answer));
            core.tear(key);
            core.record(key).refused = None;
            core.written(key);
            Some(core.state.set(key, value))
        });
        if let Some(changes) = changes.flatten() {
            self.spread(changes, Some(key), false);
        }
    }

    /// Shows or hides the sensitive answers of a conflict in full.
    pub fn reveal(self, key: Key) {
        self.core.update_value(|core| {
            let record = core.record(key);
            record.is_revealed = !record.is_revealed;
            core.show(key, false);
        });
    }

    /// The shown fields at which a conflict stands. Untracked.
    pub fn conflicts(self) -> Vec<Key> {
        self.core.with_value(|core| {
            let torn = core.records.iter().filter(|(_, record)| !record.torn.is_empty());
            torn.map(|(key, _)| *key).filter(|key| core.state.visible(*key)).collect()
        })
    }
}

impl Core {
    /// Reads all conflicts from the draft.
    pub(super) fn read_conflicts(&mut self) {
        for conflict in self.journal.conflicts() {
            if let Some(key) = self.key(&conflict.path) {
                self.record(key).torn = sides(&self.journal, &conflict);
            }
        }
    }

    /// Reads whether a conflict stands at a field.
    pub(super) fn tear(&mut self, key: Key) {
        let conflict = self.journal.conflict(&self.state.path(key));
        let sides = conflict.map(|conflict| sides(&self.journal, &conflict));
        let record = self.record(key);
        record.is_revealed &= sides.is_some();
        record.torn = sides.unwrap_or_default();
    }
}

/// The sides of a conflict, this person's own first.
fn sides(journal: &Journal, conflict: &Conflict) -> Vec<Side> {
    let mut sides = Vec::with_capacity(conflict.versions.len());
    for version in &conflict.versions {
        let mine = journal.is_mine(&version.author);
        let side = Side { mine, value: version.value.clone() };
        if mine {
            sides.insert(0, side);
        } else if !sides.contains(&side) {
            sides.push(side);
        }
    }
    sides
}

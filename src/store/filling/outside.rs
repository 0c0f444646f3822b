//! What changed without anybody typing it here: another person's or tab's changes, and undo.

use bangban_draft::{Event, RowChange, row_changes};
use bangban_forms::{Changes, FieldKind, Key, RowId};
use leptos::prelude::*;
use serde_json::Value;

use super::Filling;
use super::core::Core;
use crate::platform::{clock, focus};

impl Filling {
    /// Shows what changed in the draft. Nothing is written to it, and no field counts as
    /// visited.
    pub fn apply_outside(self, events: Vec<Event>) {
        // It may come late, when the page is already another one.
        if self.core.is_disposed() {
            return;
        }
        for event in events {
            match event {
                Event::Answer { path, value } => self.adopt_answer(&path, value),
                Event::Text { path, text } => self.adopt_answer(&path, Value::String(text)),
                Event::Rows { list, ids } => self.adopt_rows(&list, &ids),
                Event::Conflict(conflict) => self.adopt_conflict(&conflict.path),
                Event::Settled { path } => {
                    self.adopt_conflict(&path);
                    // What was typed here in the conflict may have been given up.
                    let value = self.journal().answer(&path);
                    self.adopt_answer(&path, value);
                }
                Event::Entry { .. } | Event::Chat => {}
            }
        }
    }

    /// An input method has begun to compose, or has come to an end. What is composed must
    /// not be written over.
    pub fn composing(self, now: bool) {
        self.core.try_update_value(|core| core.composing = now);
    }

    /// Waits until nothing is being composed by an input method. To be awaited right before a
    /// merge: what is shown must not change under it, and what comes in must be seen before
    /// one types on.
    pub async fn quiet(self) {
        while self.core.try_with_value(|core| core.composing) == Some(true) {
            clock::sleep(50).await;
        }
        self.catch_up();
    }

    fn adopt_answer(self, path: &[String], value: Value) {
        let changed = self.core.try_update_value(|core| {
            let key = core.key(path)?;
            core.record(key).refused = None;
            core.written(key);
            Some((key, core.state.set(key, value)))
        });
        if let Some((key, changes)) = changed.flatten() {
            self.spread(changes, Some(key), false);
        }
    }

    fn adopt_conflict(self, path: &[String]) {
        let is_stale = self.core.try_update_value(|core| {
            let key = core.key(path)?;
            core.tear(key);
            core.show(key, false);
            let shown = core.state.raw(key).clone();
            let is_empty = |value: &Value| value.is_null() || value == "";
            let stands = |one: &Value| *one == shown || is_empty(one) && is_empty(&shown);
            let torn = &core.record(key).torn;
            Some(!torn.is_empty() && !torn.iter().any(|side| stands(&side.value)))
        });
        // What was typed here in it has been written over elsewhere, by the same person.
        if is_stale.flatten() == Some(true) {
            let value = self.journal().answer(path);
            self.adopt_answer(path, value);
        }
    }

    fn adopt_rows(self, path: &[String], ids: &[String]) {
        let steps = self.core.try_with_value(|core| {
            let list = core.key(path)?;
            let state = &core.state;
            if !matches!(state.model().field(list.field).kind, FieldKind::List(_)) {
                return None;
            }
            let now: Vec<&str> = state.rows(list).iter().map(|row| state.row_id(*row)).collect();
            Some((list, row_changes(&now, ids)))
        });
        let Some((list, steps)) = steps.flatten() else { return };
        if steps.is_empty() {
            return;
        }
        focus::keep();
        let come = steps.iter().any(|step| matches!(step, RowChange::Insert(..)));
        let answers = if come { self.journal().answers() } else { Value::Null };
        let rows = at(&answers, path);
        for step in steps {
            let done = self.core.try_update_value(|core| core.row_step(list, &step, rows));
            for changes in done.into_iter().flatten() {
                self.spread(changes, None, true);
            }
        }
        if come {
            self.core.update_value(|core| core.read_conflicts());
        }
    }
}

impl Core {
    /// The field at a path of the draft.
    pub(super) fn key(&self, path: &[String]) -> Option<Key> {
        let names: Vec<&str> = path.iter().map(String::as_str).collect();
        self.state.resolve(&names)
    }

    /// Counts that the answer of a field has to be written into its control.
    pub(super) fn written(&mut self, key: Key) {
        let count = &mut self.record(key).outside;
        *count = count.wrapping_add(1);
    }

    fn row_step(&mut self, list: Key, step: &RowChange, rows: &Value) -> Vec<Changes> {
        match step {
            RowChange::Remove(id) => {
                let row = self.state.row_named(list, id);
                row.map(|row| self.state.remove_row(row)).into_iter().collect()
            }
            RowChange::Move(index, id) => {
                let row = self.state.row_named(list, id);
                row.map(|row| self.state.move_row(row, *index)).into_iter().collect()
            }
            RowChange::Insert(index, id) => {
                let values = named(rows, id);
                let (row, changes) = self.state.insert_row(list, *index, id, values);
                let mut all = vec![changes];
                // A default that was taken away does not come back with the row.
                let model = self.state.model().clone();
                for field in model.list_fields(list.field) {
                    if field.default.is_some() && at(values, &field.path).is_null() {
                        all.push(self.state.set(Key::new(field.id, row), Value::Null));
                    }
                }
                self.show_row(row);
                all
            }
        }
    }

    /// A row has come back under its number: what was shown of it before is out of date.
    fn show_row(&mut self, row: RowId) {
        let keys = self.records.iter().map(|(key, _)| *key).filter(|key| key.row == row);
        let keys: Vec<Key> = keys.collect();
        for key in keys {
            self.written(key);
            self.show(key, false);
        }
        for ((node, of), signal) in self.nodes.iter() {
            if *of == row {
                signal.set(self.state.node_visible(*node, row));
            }
        }
    }
}

/// What stands at a path of names and row ids; `Null` where there is nothing.
fn at<'a>(answers: &'a Value, path: &[String]) -> &'a Value {
    path.iter().fold(answers, |at, name| match at {
        Value::Array(_) => named(at, name),
        _ => &at[name.as_str()],
    })
}

/// The row of an id.
fn named<'a>(rows: &'a Value, id: &str) -> &'a Value {
    let mut rows = rows.as_array().into_iter().flatten();
    rows.find(|row| row["_id"] == *id).unwrap_or(&Value::Null)
}

//! Rows that come and go by this person's hand.

use bangban_draft::{Answer, Command};
use bangban_forms::{Changes, Field, Key, RowId};
use leptos::prelude::*;
use serde_json::Value;

use super::Filling;
use super::core::Core;

impl Filling {
    /// Adds a row at the end and returns it.
    pub fn add_row(self, list: Key) -> RowId {
        self.insert_row(list, usize::MAX, &Value::Null)
    }

    /// Inserts a row with answers, as undoing a removal does.
    pub fn insert_row(self, list: Key, index: usize, values: &Value) -> RowId {
        self.catch_up();
        let added = self.core.try_update_value(|core| {
            let index = index.min(core.state.rows(list).len());
            let id = row_id();
            let (row, changes) = core.state.insert_row(list, index, &id, values);
            let answers = core.row_answers(list, row);
            core.journal.run(&Command::InsertRow {
                list: core.state.path(list),
                index: u32::try_from(index).unwrap_or(u32::MAX),
                id,
                answers,
            });
            (row, changes)
        });
        let (row, changes) = added.unwrap_or((RowId(0), Changes::default()));
        self.spread(changes, None, true);
        row
    }

    /// Removes a row; returns where it stood and its answers, so that it can come back.
    pub fn remove_row(self, list: Key, row: RowId) -> Option<(usize, Value)> {
        self.catch_up();
        let removed = self.core.try_update_value(|core| {
            let index = core.state.rows(list).iter().position(|at| *at == row)?;
            let values = core.row_values(list, row);
            core.journal.run(&Command::RemoveRow {
                list: core.state.path(list),
                id: core.state.row_id(row).to_owned(),
            });
            Some((index, values, core.state.remove_row(row)))
        });
        let (index, values, changes) = removed.flatten()?;
        self.spread(changes, None, true);
        Some((index, values))
    }
}

impl Core {
    /// The answers of a row, on their way into the draft.
    fn row_answers(&self, list: Key, row: RowId) -> Vec<Answer> {
        let model = self.state.model().clone();
        let keys = model.list_fields(list.field).map(|field| Key::new(field.id, row));
        keys.filter(|key| !self.state.raw(*key).is_null())
            .map(|key| self.answer(key, self.state.raw(key).clone()))
            .collect()
    }

    /// The answers of a row as typed, as an object.
    fn row_values(&self, list: Key, row: RowId) -> Value {
        let mut values = Value::Object(serde_json::Map::new());
        let model = self.state.model().clone();
        for field in model.list_fields(list.field) {
            put(&mut values, field, self.state.raw(Key::new(field.id, row)).clone());
        }
        values
    }
}

/// A fresh id for a row.
fn row_id() -> String {
    let mut id = crate::platform::files::random_id();
    id.truncate(12);
    id
}

/// Puts an answer at a field's path in an object, making the objects on the way.
fn put(into: &mut Value, field: &Field, answer: Value) {
    if answer.is_null() {
        return;
    }
    let mut at = into;
    for name in &field.path {
        let Value::Object(map) = at else { return };
        at = map.entry(name.clone()).or_insert_with(|| Value::Object(serde_json::Map::new()));
    }
    *at = answer;
}

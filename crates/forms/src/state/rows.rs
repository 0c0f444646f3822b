//! Rows of lists: filled in on loading, added, removed, moved.

use std::sync::Arc;

use serde_json::Value;

use super::{Changes, Row, Slot, State, Tally};
use crate::model::{Prop, Shape};
use crate::{FieldId, FieldKind, Key, RowId};

impl State {
    /// Adds a row with a stable id at a position (or at the end), with some answers. A row that
    /// is there already stays as it is.
    pub fn insert_row(
        &mut self,
        list: Key,
        index: usize,
        id: &str,
        values: &Value,
    ) -> (RowId, Changes) {
        let mut work = self.begin();
        if let Some(row) = self.row_named(list, id) {
            return (row, self.finish(work));
        }
        let is_list = matches!(self.model.field(list.field).kind, FieldKind::List(_));
        if !is_list || !self.slots.contains_key(&list) {
            return (RowId::ROOT, self.finish(work));
        }
        let row = self.add_row(list, index, id, values, true);
        self.settle(list.field, row);
        work.changes.lists.push(list);
        work.changes.steps.push(self.model.field(list.field).step);
        self.refresh(list, &mut work);
        self.touch(list, &mut work);
        // A check of the row may have its place outside.
        self.report_row(list.field, row, &mut work);
        work.changes.keys.push(list);
        (row, self.finish(work))
    }

    /// Removes a row and all that is in it. One that is gone changes nothing.
    pub fn remove_row(&mut self, row: RowId) -> Changes {
        let mut work = self.begin();
        let Some(list) = self.rows.get(row.0 as usize).map(|row| row.list) else {
            return self.finish(work);
        };
        let Some(at) = self.rows(list).iter().position(|r| *r == row) else {
            return self.finish(work);
        };
        self.clear(list.field, row);
        if let Some(rows) = self.lists.get_mut(&list) {
            rows.remove(at);
        }
        work.changes.lists.push(list);
        work.changes.keys.push(list);
        work.changes.steps.push(self.model.field(list.field).step);
        self.refresh(list, &mut work);
        self.touch(list, &mut work);
        self.report_row(list.field, list.row, &mut work);
        self.finish(work)
    }

    /// Moves a row to a position among its like.
    pub fn move_row(&mut self, row: RowId, index: usize) -> Changes {
        let mut work = self.begin();
        if let Some(list) = self.rows.get(row.0 as usize).map(|row| row.list)
            && let Some(rows) = self.lists.get_mut(&list)
            && let Some(at) = rows.iter().position(|r| *r == row)
        {
            rows.remove(at);
            rows.insert(index.min(rows.len()), row);
            work.changes.lists.push(list);
        }
        self.finish(work)
    }

    /// Makes the slots of an object's fields, with its answers.
    pub(super) fn fill(&mut self, shape: &Shape, values: &Value, row: RowId, defaults: bool) {
        let model = Arc::clone(&self.model);
        for (name, prop) in &shape.props {
            let value = values.get(name).unwrap_or(&Value::Null);
            let id = match prop {
                Prop::Object(inner) => {
                    self.fill(inner, value, row, defaults);
                    continue;
                }
                Prop::Field(id) => *id,
            };
            let field = model.field(id);
            let key = Key::new(id, row);
            let mut slot = Slot { raw: Value::Null, answer: Ok(None), tally: Tally::default() };
            if let FieldKind::List(_) = field.kind {
                self.slots.insert(key, slot);
                self.lists.insert(key, Vec::new());
                for (i, value) in value.as_array().into_iter().flatten().enumerate() {
                    let name = value.get("_id").and_then(Value::as_str).map(String::from);
                    let name = name.unwrap_or_else(|| {
                        let mut name = String::from("#");
                        name.push_str(&i.to_string());
                        name
                    });
                    self.add_row(key, usize::MAX, &name, value, defaults);
                }
            } else {
                let value = match &field.default {
                    Some(default) if defaults && value.is_null() => default,
                    _ => value,
                };
                slot.answer = crate::normalise::answer(field, value);
                slot.raw = value.clone();
                self.slots.insert(key, slot);
            }
        }
    }

    /// Adds a row and its slots, without evaluating anything.
    fn add_row(&mut self, list: Key, index: usize, id: &str, values: &Value, new: bool) -> RowId {
        let name = (list, String::from(id));
        let row = if let Some(row) = self.names.get(&name) {
            // A row that comes back, as by undo, has its old number. One that is there twice in
            // the stored answers is taken once.
            if self.rows(list).contains(row) {
                return *row;
            }
            *row
        } else {
            let row = RowId(u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
            self.rows.push(Row { list, id: String::from(id) });
            self.names.insert(name, row);
            row
        };
        let rows = self.lists.entry(list).or_default();
        rows.insert(index.min(rows.len()), row);
        let model = Arc::clone(&self.model);
        if let Some(shape) = model.rows.get(&list.field) {
            self.fill(shape, values, row, new);
        }
        row
    }

    /// Evaluates all that lives in a new row: rules, checks, fields, and the rows within.
    fn settle(&mut self, list: FieldId, row: RowId) {
        let model = Arc::clone(&self.model);
        for id in model.row_gates.get(&Some(list)).into_iter().flatten() {
            let open = self.gate_holds(*id, row);
            self.gates.insert((*id, row), open);
        }
        for field in model.list_fields(list) {
            for inner in self.rows(Key::new(field.id, row)).to_vec() {
                self.settle(field.id, inner);
            }
        }
        if let Some(checks) = model.row_checks.get(&Some(list)) {
            self.check_all(checks, row);
        }
        for field in model.list_fields(list) {
            self.retally(Key::new(field.id, row));
        }
    }

    /// Takes a row and all that is in it out of the books.
    fn clear(&mut self, list: FieldId, row: RowId) {
        let model = Arc::clone(&self.model);
        for field in model.list_fields(list) {
            let key = Key::new(field.id, row);
            for inner in self.lists.remove(&key).unwrap_or_default() {
                self.clear(field.id, inner);
            }
            if let Some(slot) = self.slots.remove(&key) {
                slot.tally.leave(&mut self.progress[field.step]);
            }
        }
        for id in model.row_gates.get(&Some(list)).into_iter().flatten() {
            self.gates.remove(&(*id, row));
        }
        for id in model.row_checks.get(&Some(list)).into_iter().flatten() {
            self.failing.remove(&(*id, row));
        }
    }

    /// The checks that live in the rows of a list may report at fields further out.
    fn report_row(&mut self, list: FieldId, row: RowId, work: &mut super::propagate::Work) {
        let model = Arc::clone(&self.model);
        for id in model.row_checks.get(&Some(list)).into_iter().flatten() {
            self.report(*id, row, work);
        }
    }
}

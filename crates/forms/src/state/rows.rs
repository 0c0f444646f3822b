//! Rows of lists: filled in on loading, added, removed, moved.

use std::sync::Arc;

use serde_json::Value;

use super::{Changes, Row, State};
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
        if !is_list || self.slot(list).is_none() {
            return (RowId::ROOT, self.finish(work));
        }
        let row = self.add_row(list, index, id, values, true);
        self.settle(list.field, row);
        work.changes.lists.push(list);
        work.step(self.model.field(list.field).step);
        self.refresh(list, &mut work);
        self.touch(list, &mut work);
        // A check of the row may have its place outside.
        self.report_row(list.field, row, &mut work);
        self.note(list, &mut work);
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
        if let Some(slot) = self.slot_mut(list) {
            slot.rows.remove(at);
        }
        work.changes.lists.push(list);
        work.step(self.model.field(list.field).step);
        self.note(list, &mut work);
        self.refresh(list, &mut work);
        self.touch(list, &mut work);
        self.report_row(list.field, list.row, &mut work);
        self.finish(work)
    }

    /// Moves a row to a position among its like.
    pub fn move_row(&mut self, row: RowId, index: usize) -> Changes {
        let mut work = self.begin();
        if let Some(list) = self.rows.get(row.0 as usize).map(|row| row.list)
            && let Some(slot) = self.slot_mut(list)
            && let Some(at) = slot.rows.iter().position(|r| *r == row)
        {
            slot.rows.remove(at);
            slot.rows.insert(index.min(slot.rows.len()), row);
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
            if let FieldKind::List(_) = field.kind {
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
                if let Some(slot) = self.slot_mut(key) {
                    slot.answer = crate::normalise::answer(field, value);
                    slot.raw = value.clone();
                }
            }
        }
    }

    /// Adds a row and its slots, without evaluating anything.
    fn add_row(&mut self, list: Key, index: usize, id: &str, values: &Value, new: bool) -> RowId {
        let model = Arc::clone(&self.model);
        let level = model.level(Some(list.field));
        let new_row = Row::new(list, id, level);
        let row = match self.rows.iter().position(|row| row.list == list && row.id == id) {
            // One that is there twice in the stored answers is taken once.
            Some(at) if self.rows(list).iter().any(|row| row.0 as usize == at) => {
                return number(at);
            }
            // A row that comes back, as by undo, has its old number.
            Some(at) => {
                self.rows[at] = new_row;
                number(at)
            }
            None => {
                self.rows.push(new_row);
                number(self.rows.len() - 1)
            }
        };
        if let Some(slot) = self.slot_mut(list) {
            slot.rows.insert(index.min(slot.rows.len()), row);
        }
        self.fill(&level.shape, values, row, new);
        row
    }

    /// Evaluates all that lives in a new row: rules, checks, fields, and the rows within.
    fn settle(&mut self, list: FieldId, row: RowId) {
        let model = Arc::clone(&self.model);
        let level = model.level(Some(list));
        for (slot, id) in level.gates.iter().enumerate() {
            let open = self.gate_holds(*id, row);
            self.rows[row.0 as usize].gates[slot] = open;
        }
        for field in model.list_fields(list) {
            for inner in self.rows(Key::new(field.id, row)).to_vec() {
                self.settle(field.id, inner);
            }
        }
        self.check_all(level, row);
        for field in model.list_fields(list) {
            self.retally(Key::new(field.id, row));
        }
    }

    /// Takes a row and all that is in it out of the books.
    fn clear(&mut self, list: FieldId, row: RowId) {
        let model = Arc::clone(&self.model);
        let at = &mut self.rows[row.0 as usize];
        at.gates = Vec::new();
        at.failing = Vec::new();
        for (slot, field) in std::mem::take(&mut at.slots).into_iter().zip(model.list_fields(list))
        {
            slot.tally.leave(&mut self.progress[field.step]);
            for inner in slot.rows {
                self.clear(field.id, inner);
            }
        }
    }

    /// The checks that live in the rows of a list may report at fields further out.
    fn report_row(&mut self, list: FieldId, row: RowId, work: &mut super::propagate::Work) {
        let model = Arc::clone(&self.model);
        for id in &model.level(Some(list)).checks {
            self.report(*id, row, work);
        }
    }
}

fn number(at: usize) -> RowId {
    RowId(u32::try_from(at).unwrap_or(u32::MAX))
}

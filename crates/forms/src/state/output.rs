//! What leaves the form: the submission, and the list of problems.

use serde_json::{Map, Value};

use super::State;
use crate::model::{Prop, Shape};
use crate::{FieldKind, Key, Located, NodeId, NodeKind, RowId};

impl State {
    /// The answers to submit: visible ones only, in canonical form, rows without their ids.
    /// Malformed answers are in it as typed, so that whoever validates can say so.
    pub fn submission(&self) -> Value {
        Value::Object(self.object(&self.model.level(None).shape, RowId::ROOT))
    }

    fn object(&self, shape: &Shape, row: RowId) -> Map<String, Value> {
        let mut map = Map::new();
        for (name, prop) in &shape.props {
            let value = match prop {
                Prop::Object(inner) => {
                    let inner = self.object(inner, row);
                    (!inner.is_empty()).then_some(Value::Object(inner))
                }
                Prop::Field(id) => self.submitted(Key::new(*id, row)),
            };
            if let Some(value) = value {
                map.insert(name.clone(), value);
            }
        }
        map
    }

    fn submitted(&self, key: Key) -> Option<Value> {
        if !self.visible(key) {
            return None;
        }
        if let FieldKind::List(_) = self.model.field(key.field).kind {
            let shape = &self.model.rows_of(key.field)?.shape;
            let rows = self.rows(key);
            let objects = rows.iter().map(|row| Value::Object(self.object(shape, *row)));
            return (!rows.is_empty()).then(|| Value::Array(objects.collect()));
        }
        let slot = self.slot(key)?;
        match &slot.answer {
            Ok(answer) => answer.clone(),
            Err(_) => Some(slot.raw.clone()),
        }
    }

    /// Everything that is wrong, in the order of the form; missing answers included.
    pub fn all_problems(&self) -> Vec<Located> {
        let mut all = Vec::new();
        for step in &self.model.steps {
            self.gather(&step.children, RowId::ROOT, &mut all);
        }
        all
    }

    fn gather(&self, nodes: &[NodeId], row: RowId, all: &mut Vec<Located>) {
        for id in nodes {
            let node = self.model.node(*id);
            let (NodeKind::Field(field) | NodeKind::List(field)) = node.kind else {
                self.gather(&node.children, row, all);
                continue;
            };
            let key = Key::new(field, row);
            for problem in self.problems(key) {
                all.push(self.at(key, problem));
            }
            if let FieldKind::List(spec) = &self.model.field(field).kind {
                for row in self.rows(key) {
                    self.gather(&spec.detail, *row, all);
                }
            }
        }
    }

    /// A problem with its place.
    pub(crate) fn at(&self, key: Key, problem: crate::Problem) -> Located {
        let label = self.model.field(key.field).label.clone();
        Located { pointer: self.pointer(key), key: Some(key), label, problem }
    }

    /// Fields and lists that have an answer although they are hidden, the outermost only.
    pub(crate) fn hidden_answers(&self) -> Vec<Key> {
        let mut keys = Vec::new();
        for level in &self.model.levels {
            for row in self.instances(level.list, RowId::ROOT) {
                if row != RowId::ROOT && !self.visible(self.list_of(row)) {
                    continue;
                }
                for field in &level.fields {
                    let key = Key::new(*field, row);
                    let answered = !crate::normalise::is_empty(self.raw(key));
                    if (answered || !self.rows(key).is_empty()) && !self.visible(key) {
                        keys.push(key);
                    }
                }
            }
        }
        keys
    }
}

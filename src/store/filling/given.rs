//! Answers that were given before or elsewhere: submitted ones, those of registers, and what
//! the server refused of them.

use bangban_contract::filing::SupplementPoint;
use bangban_forms::{FieldKind, Key, Problem, State};
use leptos::prelude::*;
use serde_json::Value;

use super::Filling;

impl Filling {
    /// Takes answers that were submitted before, as when a filing is to be mended.
    pub fn adopt(self, answers: &Value) {
        let model = self.model();
        let before = State::load(model.clone(), answers);
        for field in model.fields().iter().filter(|field| field.list.is_none()) {
            let key = Key::root(field.id);
            if matches!(field.kind, FieldKind::List(_)) {
                let rows = answers.pointer(&before.pointer(key)).and_then(Value::as_array);
                for row in rows.into_iter().flatten() {
                    self.insert_row(key, usize::MAX, row);
                }
            } else if !before.raw(key).is_null() {
                self.input(key, before.raw(key).clone());
            }
        }
    }

    /// Takes what registers say: fills what is not answered yet, unless `only_mark`, and marks
    /// where an answer comes from. Returns how many were filled in.
    pub fn prefill(self, values: &[(String, Value)], only_mark: bool) -> usize {
        let model = self.model();
        let mut filled = 0;
        for field in model.fields() {
            let Some(wanted) = field.prefill.as_ref().filter(|_| field.list.is_none()) else {
                continue;
            };
            let Some((_, value)) = values.iter().find(|(key, _)| key == wanted) else { continue };
            let key = Key::root(field.id);
            self.core.update_value(|core| {
                core.record(key).registered = Some(value.clone());
            });
            let empty = self.with_state(|state| {
                state.raw(key).is_null() || Some(state.raw(key)) == field.default.as_ref()
            });
            if matches!(field.kind, FieldKind::List(_)) {
                if !only_mark && self.with_state(|state| state.rows(key).is_empty()) {
                    for row in value.as_array().into_iter().flatten() {
                        self.insert_row(key, usize::MAX, row);
                        filled += 1;
                    }
                }
            } else if empty && !only_mark {
                self.input(key, value.clone());
                filled += 1;
            }
            self.core.update_value(|core| core.show(key, false));
        }
        filled
    }

    /// The materials among what has to be mended (补正) are required from now on.
    pub fn demand(self, pointers: &[SupplementPoint]) {
        let pointers = pointers.iter().map(|point| &*point.pointer);
        self.core.update_value(|core| core.state.demand(pointers));
    }

    /// Shows what the server refused on the fields that it names; returns those that no
    /// field of the form could be found for.
    pub fn refuse(self, errors: Vec<(String, Problem)>) -> Vec<(String, Problem)> {
        let mut elsewhere = Vec::new();
        self.core.update_value(|core| {
            for (pointer, problem) in errors {
                match core.state.key_at(&pointer) {
                    Some(key) => {
                        let record = core.record(key);
                        record.is_visited = true;
                        record.refused = Some(problem);
                        core.show(key, true);
                    }
                    None => elsewhere.push((pointer, problem)),
                }
            }
        });
        elsewhere
    }
}

//! The reactive read model of a filing that is being filled: one signal a field.
//!
//! A view asks here for the signals of its field and sends what was typed here; nothing
//! else changes an answer. What a change touches is found by the form engine, and only
//! those signals move, so the cost of a keystroke does not depend on the number of fields.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bangban_draft::{Answer, Command};
use bangban_forms::{
    Changes, Field, FieldKind, Key, Located, Model, NodeId, Problem, Progress, RowId, State,
};
use leptos::prelude::*;
use serde_json::Value;

use crate::store::journal::Journal;

/// What a field shows besides its answer.
#[derive(Clone, PartialEq, Default)]
pub struct Standing {
    /// Whether it can be answered.
    pub enabled: bool,
    /// Whether it must be answered.
    pub required: bool,
    /// The problem to show: found, and the person has left the field or tried to go on.
    pub problem: Option<Problem>,
    /// Whether the answer is the one that a register gave.
    pub from_register: bool,
}

struct Core {
    state: State,
    journal: Journal,
    standings: BTreeMap<Key, ArcRwSignal<Standing>>,
    nodes: BTreeMap<(NodeId, RowId), ArcRwSignal<bool>>,
    lists: BTreeMap<Key, ArcRwSignal<Vec<RowId>>>,
    steps: Vec<ArcRwSignal<Progress>>,
    /// Fields that the person has left, or tried to go on from.
    visited: BTreeSet<Key>,
    /// Fields whose problems moved while something was typed: shown when it is left.
    pending: BTreeSet<Key>,
    /// Problems that the server found in what was submitted, until the answer changes.
    refused: BTreeMap<Key, Problem>,
    /// What registers say, by field.
    registered: BTreeMap<Key, Value>,
}

/// A handle to the filing being filled; cheap to copy into every view.
#[derive(Clone, Copy)]
pub struct Filling {
    core: StoredValue<Core, LocalStorage>,
    /// Moves when the list of materials that apply may have changed.
    pub materials: RwSignal<u32>,
    /// Moves with every change of an answer.
    pub revision: RwSignal<u32>,
}

/// The filing that the views around are filling.
pub fn use_filling() -> Filling {
    expect_context::<Filling>()
}

impl Filling {
    /// Opens the read model over what the journal holds.
    pub fn new(model: Arc<Model>, journal: Journal) -> Self {
        let state = State::load(model.clone(), &journal.answers());
        let steps =
            (0..model.steps().len()).map(|step| ArcRwSignal::new(state.progress(step))).collect();
        let core = Core {
            state,
            journal,
            standings: BTreeMap::new(),
            nodes: BTreeMap::new(),
            lists: BTreeMap::new(),
            steps,
            visited: BTreeSet::new(),
            pending: BTreeSet::new(),
            refused: BTreeMap::new(),
            registered: BTreeMap::new(),
        };
        Self {
            core: StoredValue::new_local(core),
            materials: RwSignal::new(0),
            revision: RwSignal::new(0),
        }
    }

    /// The form.
    pub fn model(self) -> Arc<Model> {
        self.core.with_value(|core| core.state.model().clone())
    }

    /// Reads the state of the form, untracked.
    pub fn with_state<R>(self, read: impl FnOnce(&State) -> R) -> R {
        self.core.with_value(|core| read(&core.state))
    }

    /// Where what was typed is kept.
    pub fn journal(self) -> Journal {
        self.core.with_value(|core| core.journal.clone())
    }

    /// The answer as typed, untracked.
    pub fn raw(self, key: Key) -> Value {
        self.with_state(|state| state.raw(key).clone())
    }

    /// The answer as text for an input, untracked.
    pub fn text(self, key: Key) -> String {
        self.with_state(|state| match state.raw(key) {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => String::new(),
        })
    }

    /// What a field shows besides its answer.
    pub fn standing(self, key: Key) -> ArcRwSignal<Standing> {
        self.core
            .try_update_value(|core| {
                if let Some(signal) = core.standings.get(&key) {
                    return signal.clone();
                }
                let signal = ArcRwSignal::new(core.look(key, true));
                core.standings.insert(key, signal.clone());
                signal
            })
            .unwrap_or_default()
    }

    /// Whether a layout element is visible in a row.
    pub fn visible(self, node: NodeId, row: RowId) -> ArcRwSignal<bool> {
        self.core
            .try_update_value(|core| {
                let state = &core.state;
                core.nodes
                    .entry((node, row))
                    .or_insert_with(|| ArcRwSignal::new(state.node_visible(node, row)))
                    .clone()
            })
            .unwrap_or_default()
    }

    /// The rows of a list.
    pub fn rows(self, list: Key) -> ArcRwSignal<Vec<RowId>> {
        self.core
            .try_update_value(|core| {
                let state = &core.state;
                core.lists
                    .entry(list)
                    .or_insert_with(|| ArcRwSignal::new(state.rows(list).to_vec()))
                    .clone()
            })
            .unwrap_or_default()
    }

    /// How far a step is.
    pub fn progress(self, step: usize) -> ArcRwSignal<Progress> {
        self.core.with_value(|core| core.steps[step].clone())
    }

    /// Takes what was typed: keeps it, and moves what depends on it. An error that is shown
    /// and no longer true goes at once; a new one waits until the field is left.
    pub fn input(self, key: Key, value: Value) {
        let changes = self.core.try_update_value(|core| {
            let answer = core.answer(key, value.clone());
            core.journal.run(&Command::Set(answer));
            core.refused.remove(&key);
            core.state.set(key, value)
        });
        if let Some(changes) = changes {
            self.spread(changes, Some(key), false);
        }
    }

    /// The person has left a field: its problem may be shown, and those that its answer
    /// caused elsewhere.
    pub fn leave(self, key: Key) {
        // It may come late, when the page is already another one.
        self.core.try_update_value(|core| {
            core.visited.insert(key);
            core.pending.insert(key);
            let pending = std::mem::take(&mut core.pending);
            for key in pending {
                core.show(key, true);
            }
        });
    }

    /// Takes a choice made in one go (radio, select, date): input and leave together.
    pub fn choose(self, key: Key, value: Value) {
        self.input(key, value);
        self.leave(key);
    }

    /// The person tries to go on: every problem of the step is shown and returned, in order.
    pub fn attempt(self, step: Option<usize>) -> Vec<Located> {
        self.core
            .try_update_value(|core| {
                let model = core.state.model().clone();
                let mut problems = core.state.all_problems();
                problems.retain(|found| {
                    let at = found.key.map(|key| model.field(key.field).step);
                    step.is_none() || at == step
                });
                for found in &problems {
                    if let Some(key) = found.key {
                        core.visited.insert(key);
                        core.show(key, true);
                    }
                }
                problems
            })
            .unwrap_or_default()
    }

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
                core.registered.insert(key, value.clone());
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

    /// Shows what the server refused on the fields that it names; returns those that no
    /// field of the form could be found for.
    pub fn refuse(self, errors: Vec<(String, Problem)>) -> Vec<(String, Problem)> {
        let mut elsewhere = Vec::new();
        self.core.update_value(|core| {
            for (pointer, problem) in errors {
                match core.state.key_at(&pointer) {
                    Some(key) => {
                        core.visited.insert(key);
                        core.refused.insert(key, problem);
                        core.show(key, true);
                    }
                    None => elsewhere.push((pointer, problem)),
                }
            }
        });
        elsewhere
    }

    /// Adds a row at the end and returns it.
    pub fn add_row(self, list: Key) -> RowId {
        self.insert_row(list, usize::MAX, &Value::Null)
    }

    /// Inserts a row with answers, as undoing a removal does.
    pub fn insert_row(self, list: Key, index: usize, values: &Value) -> RowId {
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

    /// Shows what others changed.
    pub fn apply_outside(self, events: Vec<bangban_draft::Event>) {
        drop(events);
    }

    fn spread(self, changes: Changes, typed: Option<Key>, all: bool) {
        let materials = changes.materials;
        self.core.update_value(|core| {
            for (node, row) in changes.nodes {
                if let Some(signal) = core.nodes.get(&(node, row)) {
                    signal.set(core.state.node_visible(node, row));
                }
            }
            for list in changes.lists {
                if let Some(signal) = core.lists.get(&list) {
                    signal.set(core.state.rows(list).to_vec());
                }
            }
            for step in changes.steps {
                core.steps[step].set(core.state.progress(step));
            }
            for key in changes.keys {
                core.show(key, all);
                core.pending.insert(key);
            }
            if let Some(key) = typed {
                core.show(key, false);
            }
        });
        if materials {
            self.materials.update(|count| *count = count.wrapping_add(1));
        }
        self.revision.update(|count| *count = count.wrapping_add(1));
    }
}

impl Core {
    /// What to show at a field. While something is typed (`settled` false) a problem that is
    /// shown may go or change, and none appears.
    fn look(&self, key: Key, settled: bool) -> Standing {
        let shown = self
            .standings
            .get(&key)
            .is_some_and(|signal| signal.with_untracked(|standing| standing.problem.is_some()));
        let problem = if (settled && self.visited.contains(&key)) || shown {
            let refused = self.refused.get(&key).cloned();
            refused.or_else(|| self.state.problems(key).into_iter().next())
        } else {
            None
        };
        Standing {
            enabled: self.state.enabled(key),
            required: self.state.required(key),
            problem,
            from_register: self
                .registered
                .get(&key)
                .is_some_and(|value| value == self.state.raw(key)),
        }
    }

    fn answer(&self, key: Key, value: Value) -> Answer {
        let field = self.state.model().field(key.field);
        Answer {
            path: self.state.path(key),
            value: if value == "" { Value::Null } else { value },
            long: matches!(field.kind, FieldKind::LongText),
            sensitive: field.sensitive,
        }
    }

    fn show(&self, key: Key, settled: bool) {
        let standing = self.look(key, settled);
        if let Some(signal) = self.standings.get(&key) {
            if signal.with_untracked(|old| *old != standing) {
                signal.set(standing);
            }
        }
    }

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

//! A form with answers in it: what is visible, what is wrong, what is needed.
//!
//! Evaluated once on loading; afterwards each change evaluates what depends on it, by the index
//! that the model holds, and reports what came out differently.

mod address;
mod evaluate;
mod output;
mod propagate;
mod rows;

pub(crate) use address::escape_into;

use std::sync::Arc;
use std::sync::atomic::AtomicU32;

use serde_json::Value;

use crate::model::Level;
use crate::normalise::counted;
use crate::problem::Fault;
use crate::{FieldId, FieldKind, Key, Model, NodeId, Problem, ProblemCode, RowId};

/// A form with answers in it.
pub struct State {
    model: Arc<Model>,
    /// By row id; the first is the root. Rows that were removed keep their number.
    rows: Vec<Row>,
    /// By material: whether it applies.
    applies: Vec<bool>,
    progress: Vec<Progress>,
    /// Counted while evaluating, which only reads; atomic, so that a state can be shared.
    evaluated: AtomicU32,
    /// Counts changes, to note each field once in each.
    change: u32,
}

/// An answer.
struct Slot {
    raw: Value,
    answer: Result<Option<Value>, Fault>,
    tally: Tally,
    /// The rows, if it is a list.
    rows: Vec<RowId>,
    /// The last change that noted it.
    noted: u32,
}

/// What an instance of a field counts for; compared to see whether anything changed.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools)] // independent facts, compared as one
struct Tally {
    visible: bool,
    enabled: bool,
    required: bool,
    answered: bool,
    problem: bool,
}

/// The root, or a row of a list, with all that lives in it. Empty once it is removed.
struct Row {
    list: Key,
    id: String,
    /// By field, in the order of the level.
    slots: Vec<Slot>,
    /// By rule: whether it is open by itself.
    gates: Vec<bool>,
    /// By check: its problem, if it fails.
    failing: Vec<Option<Problem>>,
}

/// What came out differently after a change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Elements with a rule that are shown or hidden now.
    pub nodes: Vec<(NodeId, RowId)>,
    /// Fields whose visibility, enabling, requirement or problems changed.
    pub keys: Vec<Key>,
    /// Lists with rows added, removed or moved.
    pub lists: Vec<Key>,
    /// Steps whose progress changed.
    pub steps: Vec<usize>,
    /// Whether other materials apply than before.
    pub materials: bool,
    /// How many rules, checks, fields and rows were looked at.
    pub evaluated: u32,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Fields that must be answered.
    pub required: u32,
    /// Those of them that are, and well.
    pub answered: u32,
    /// Fields answered with a problem.
    pub problems: u32,
}

/// A material that applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applies {
    /// Index into [`Model::materials`].
    pub index: usize,
    /// Must be attached: required, and not exempted.
    pub required: bool,
}

static NULL: Value = Value::Null;

impl State {
    /// An empty form, with the defaults of the definition.
    pub fn new(model: Arc<Model>) -> State {
        State::build(model, &NULL, true)
    }

    /// A form with answers. Lenient: what does not fit its question is kept as it is and is a
    /// problem, what belongs to no question is left out. Rows are objects with an `_id`; without
    /// one they are named by their position, `#0`. Defaults are not applied.
    pub fn load(model: Arc<Model>, answers: &Value) -> State {
        State::build(model, answers, false)
    }

    fn build(model: Arc<Model>, answers: &Value, defaults: bool) -> State {
        let mut state = State {
            rows: Vec::new(),
            applies: Vec::new(),
            progress: vec![Progress::default(); model.steps.len()],
            evaluated: AtomicU32::new(0),
            change: 0,
            model,
        };
        let model = Arc::clone(&state.model);
        state.rows.push(Row::new(Key::root(FieldId(u32::MAX)), "", model.level(None)));
        state.fill(&model.level(None).shape, answers, RowId::ROOT, defaults);
        // Rules first, each after those it depends on; then what they decide.
        for id in &model.gate_order {
            let gate = &model.gates[id.0 as usize];
            for row in state.instances(gate.list, RowId::ROOT) {
                let open = state.gate_holds(*id, row);
                state.rows[row.0 as usize].gates[gate.slot as usize] = open;
            }
        }
        for level in &model.levels {
            for row in state.instances(level.list, RowId::ROOT) {
                state.check_all(level, row);
            }
        }
        for level in &model.levels {
            for row in state.instances(level.list, RowId::ROOT) {
                for field in &level.fields {
                    state.retally(Key::new(*field, row));
                }
            }
        }
        for index in 0..model.materials.len() {
            let applies = state.material_applies(index);
            state.applies.push(applies);
        }
        state
    }

    /// The form.
    pub fn model(&self) -> &Arc<Model> {
        &self.model
    }

    /// Answers a question with whatever was typed or stored: numbers may be text. `null` or `""`
    /// is no answer. A key that is gone, or a list, changes nothing.
    pub fn set(&mut self, key: Key, value: Value) -> Changes {
        let model = Arc::clone(&self.model);
        let mut work = self.begin();
        let is_list = matches!(model.field(key.field).kind, FieldKind::List(_));
        let visible = self.visible(key);
        if let Some(slot) = self.slot_mut(key).filter(|_| !is_list) {
            let answer = crate::normalise::answer(model.field(key.field), &value);
            slot.raw = value;
            if slot.answer != answer {
                let moved = slot.answer.as_ref().ok() != answer.as_ref().ok();
                slot.answer = answer;
                self.note(key, &mut work);
                self.refresh(key, &mut work);
                if moved && visible {
                    self.touch(key, &mut work);
                }
            }
        }
        self.finish(work)
    }

    /// The answer as typed.
    pub fn raw(&self, key: Key) -> &Value {
        self.slot(key).map_or(&NULL, |slot| &slot.raw)
    }

    /// The canonical answer; `None` if it is empty, malformed or hidden.
    pub fn value(&self, key: Key) -> Option<&Value> {
        match &self.slot(key)?.answer {
            Ok(Some(value)) if self.visible(key) => Some(value),
            _ => None,
        }
    }

    /// Whether the question is shown.
    pub fn visible(&self, key: Key) -> bool {
        self.slot(key).is_some() && self.gate_open(self.model.field(key.field).show, key.row)
    }

    /// Whether the question can be answered.
    pub fn enabled(&self, key: Key) -> bool {
        self.gate_open(self.model.field(key.field).enable, key.row)
    }

    /// Whether the question must be answered: by its definition, while it is shown and enabled.
    pub fn required(&self, key: Key) -> bool {
        self.model.field(key.field).required && self.visible(key) && self.enabled(key)
    }

    /// Whether an element is shown, in a row or at the root.
    pub fn node_visible(&self, node: NodeId, row: RowId) -> bool {
        self.gate_open(self.model.node(node).show, row)
    }

    /// What is wrong with an answer: by itself, and together with others. Nothing is wrong with a
    /// hidden one. A required question without an answer has the problem `required`, from the
    /// start; when to show it is for the caller to say.
    pub fn problems(&self, key: Key) -> Vec<Problem> {
        if !self.visible(key) {
            return Vec::new();
        }
        let mut problems: Vec<Problem> = self.own_problem(key).into_iter().collect();
        problems.extend(self.failing_at(key).cloned());
        problems
    }

    /// The rows of a list, in order.
    pub fn rows(&self, list: Key) -> &[RowId] {
        self.slot(list).map_or(&[], |slot| &slot.rows)
    }

    /// The stable id of a row (`_id`).
    pub fn row_id(&self, row: RowId) -> &str {
        self.rows.get(row.0 as usize).map_or("", |row| &row.id)
    }

    /// The row of a list with that stable id.
    pub fn row_named(&self, list: Key, id: &str) -> Option<RowId> {
        self.rows(list).iter().copied().find(|row| self.row_id(*row) == id)
    }

    /// How far a step is.
    pub fn progress(&self, step: usize) -> Progress {
        self.progress.get(step).copied().unwrap_or_default()
    }

    /// The materials that apply now.
    pub fn materials(&self) -> Vec<Applies> {
        let materials = self.model.materials.iter().zip(&self.applies).enumerate();
        materials
            .filter(|(_, (_, applies))| **applies)
            .map(|(index, (material, _))| Applies {
                index,
                required: material.required && material.exemption.is_none(),
            })
            .collect()
    }

    fn slot(&self, key: Key) -> Option<&Slot> {
        let field = self.model.fields.get(key.field.0 as usize)?;
        let row = self.rows.get(key.row.0 as usize)?;
        (field.list == row.of()).then(|| row.slots.get(field.slot as usize))?
    }

    fn slot_mut(&mut self, key: Key) -> Option<&mut Slot> {
        let field = self.model.fields.get(key.field.0 as usize)?;
        let row = self.rows.get_mut(key.row.0 as usize)?;
        (field.list == row.of()).then(|| row.slots.get_mut(field.slot as usize))?
    }

    /// What is wrong with an answer by itself.
    fn own_problem(&self, key: Key) -> Option<Problem> {
        let field = self.model.field(key.field);
        let required = self.required(key);
        let missing = if let FieldKind::List(spec) = &field.kind {
            let count = self.rows(key).len();
            if count > 0 {
                return counted(count, spec.min, spec.max).err().map(|fault| *fault);
            }
            true
        } else {
            match &self.slot(key)?.answer {
                Err(problem) => return Some((**problem).clone()),
                Ok(answer) => answer.is_none(),
            }
        };
        (missing && required).then(|| {
            Problem::new(match field.kind {
                FieldKind::YesNo { must: Some(_), .. } => ProblemCode::MustAccept,
                _ => ProblemCode::Required,
            })
        })
    }

    /// The cross-field problems of a field.
    fn failing_at(&self, key: Key) -> impl Iterator<Item = &Problem> {
        self.model.checks_at[key.field.0 as usize].iter().filter_map(move |id| {
            let list = self.model.checks[id.0 as usize].list;
            // A check deeper than its place cannot be: scopes are resolved outwards only. One
            // further in reports at an outer field, for any of its rows.
            let slot = self.model.checks[id.0 as usize].slot as usize;
            let rows = self.instances(list, key.row);
            rows.into_iter().find_map(|row| self.rows[row.0 as usize].failing.get(slot)?.as_ref())
        })
    }
}

impl Row {
    fn new(list: Key, id: &str, level: &Level) -> Row {
        Row {
            list,
            id: String::from(id),
            slots: level.fields.iter().map(|_| Slot::empty()).collect(),
            gates: vec![false; level.gates.len()],
            failing: level.checks.iter().map(|_| None).collect(),
        }
    }

    /// The list it is a row of; `None` for the root.
    fn of(&self) -> Option<FieldId> {
        (self.list.field.0 != u32::MAX).then_some(self.list.field)
    }
}

impl Slot {
    fn empty() -> Slot {
        Slot {
            raw: Value::Null,
            answer: Ok(None),
            tally: Tally::default(),
            rows: Vec::new(),
            noted: 0,
        }
    }
}

//! A form with answers in it: what is visible, what is wrong, what is needed.
//!
//! Evaluated once on loading; afterwards each change evaluates what depends on it, by the index
//! that the model holds, and reports what came out differently.

mod address;
mod changes;
mod days;
mod evaluate;
mod output;
mod propagate;
mod rows;
mod slot;

use std::sync::Arc;
use std::sync::atomic::AtomicU32;

use serde_json::Value;

pub(crate) use self::address::escape_into;
pub use self::changes::{Applies, Changes, Progress, Standing};
use self::slot::{Row, Slot};
use crate::normalise::counted;
use crate::{Day, FieldId, FieldKind, Key, Model, NodeId, Problem, ProblemCode, RowId};

/// A form with answers in it.
pub struct State {
    model: Arc<Model>,
    /// The day on which it is filled in, where that matters.
    today: Option<Day>,
    /// By row id; the first is the root. Rows that were removed keep their number.
    rows: Vec<Row>,
    /// By material: whether it applies.
    applies: Vec<bool>,
    /// Ids of the materials that may not follow later any more.
    demanded: Vec<String>,
    progress: Vec<Progress>,
    /// Counted while evaluating, which only reads; atomic, so that a state can be shared.
    evaluated: AtomicU32,
    /// Counts changes, to note each field once in each.
    change: u32,
}

static NULL: Value = Value::Null;

impl State {
    /// An empty form, with the defaults of the definition.
    pub fn new(model: Arc<Model>) -> State {
        State::build(model, &NULL, true, None)
    }

    /// A form with answers. Lenient: what does not fit its question is kept as it is and is a
    /// problem, what belongs to no question is left out. Rows are objects with an `_id`; without
    /// one they are named by their position, `#0`. Defaults are not applied.
    /// Days are taken as they are, as in what was submitted long ago.
    pub fn load(model: Arc<Model>, answers: &Value) -> State {
        State::build(model, answers, false, None)
    }

    /// [`State::load`], to be filled in on a day: days that the definition has limits for (`x-day`,
    /// `x-begin`, `x-end`) are held against them.
    pub fn load_on(model: Arc<Model>, answers: &Value, today: Option<Day>) -> State {
        State::build(model, answers, false, today)
    }

    fn build(model: Arc<Model>, answers: &Value, defaults: bool, today: Option<Day>) -> State {
        let mut state = State {
            today,
            rows: Vec::new(),
            demanded: Vec::new(),
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

    /// The day on which it is filled in, where that matters.
    pub fn today(&self) -> Option<Day> {
        self.today
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
            .map(|(index, (material, _))| {
                let due = material.required && !material.tolerable
                    || self.demanded.contains(&material.id);
                Applies { index, required: due && material.exemption.is_none() }
            })
            .collect()
    }

    /// From now on these materials (`/materials/{id}`) are required, whether or not they might
    /// have followed later (容缺): they were asked for (补正). Other pointers are passed over.
    pub fn demand<'a>(&mut self, pointers: impl IntoIterator<Item = &'a str>) {
        let ids = pointers.into_iter().filter_map(|pointer| pointer.strip_prefix("/materials/"));
        self.demanded = ids.map(str::to_owned).collect();
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
                Ok(Some(answer)) => return self.off_day(field, answer),
                Ok(None) => true,
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

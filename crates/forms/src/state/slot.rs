//! What a state holds for each row and each field.

use serde_json::Value;

use super::Progress;
use crate::model::Level;
use crate::problem::Fault;
use crate::{FieldId, Key, Problem, RowId};

/// An answer.
pub(super) struct Slot {
    pub raw: Value,
    pub answer: Result<Option<Value>, Fault>,
    pub tally: Tally,
    /// The rows, if it is a list.
    pub rows: Vec<RowId>,
    /// The last change that noted it.
    pub noted: u32,
}

/// What an instance of a field counts for; compared to see whether anything changed.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools)] // independent facts, compared as one
pub(super) struct Tally {
    pub visible: bool,
    pub enabled: bool,
    pub required: bool,
    pub answered: bool,
    pub problem: bool,
}

/// The root, or a row of a list, with all that lives in it. Empty once it is removed.
pub(super) struct Row {
    pub list: Key,
    pub id: String,
    /// By field, in the order of the level.
    pub slots: Vec<Slot>,
    /// By rule: whether it is open by itself.
    pub gates: Vec<bool>,
    /// By check: its problem, if it fails.
    pub failing: Vec<Option<Problem>>,
}

impl Row {
    pub fn new(list: Key, id: &str, level: &Level) -> Row {
        Row {
            list,
            id: String::from(id),
            slots: level.fields.iter().map(|_| Slot::empty()).collect(),
            gates: vec![false; level.gates.len()],
            failing: level.checks.iter().map(|_| None).collect(),
        }
    }

    /// The list it is a row of; `None` for the root.
    pub fn of(&self) -> Option<FieldId> {
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

impl Tally {
    pub fn leave(self, progress: &mut Progress) {
        progress.required -= u32::from(self.required);
        progress.answered -= u32::from(self.answered);
        progress.problems -= u32::from(self.problem);
    }

    pub fn enter(self, progress: &mut Progress) {
        progress.required += u32::from(self.required);
        progress.answered += u32::from(self.answered);
        progress.problems += u32::from(self.problem);
    }
}

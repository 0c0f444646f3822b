//! What is known of a field besides its answer.

use bangban_forms::{Key, Problem, RowId};
use leptos::prelude::*;
use serde_json::Value;

use super::Standing;
use super::conflict::Side;
use super::core::Core;

#[derive(Default)]
pub(super) struct Record {
    pub(super) standing: Option<ArcRwSignal<Standing>>,
    /// The rows, of a list.
    pub(super) rows: Option<ArcRwSignal<Vec<RowId>>>,
    /// Whether the person has left it, or tried to go on from it.
    pub(super) is_visited: bool,
    /// The problem that the server found in what was submitted, until the answer changes.
    pub(super) refused: Option<Problem>,
    /// What registers say.
    pub(super) registered: Option<Value>,
    /// How often the answer came from elsewhere than the control.
    pub(super) outside: u32,
    /// The conflict that stands at it; mostly empty.
    pub(super) torn: Vec<Side>,
    /// Whether sensitive sides of a conflict are shown in full.
    pub(super) is_revealed: bool,
}

impl Core {
    pub(super) fn record(&mut self, key: Key) -> &mut Record {
        self.records.at(key, Record::default)
    }
}

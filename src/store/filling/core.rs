//! What is behind the signals.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bangban_draft::Answer;
use bangban_forms::{FieldKind, Key, Model, NodeId, Problem, Progress, RowId, State};
use leptos::prelude::*;
use serde_json::Value;

use super::Standing;
use super::conflict::Side;
use super::typing::Late;
use crate::store::journal::Journal;

/// What a filing that is open holds.
pub(super) struct Core {
    pub(super) state: State,
    pub(super) journal: Journal,
    pub(super) standings: BTreeMap<Key, ArcRwSignal<Standing>>,
    pub(super) nodes: BTreeMap<(NodeId, RowId), ArcRwSignal<bool>>,
    pub(super) lists: BTreeMap<Key, ArcRwSignal<Vec<RowId>>>,
    pub(super) steps: Vec<ArcRwSignal<Progress>>,
    /// Fields that the person has left, or tried to go on from.
    pub(super) visited: BTreeSet<Key>,
    /// Fields whose problems moved while something was typed: shown when it is left.
    pub(super) pending: BTreeSet<Key>,
    /// Problems that the server found in what was submitted, until the answer changes.
    pub(super) refused: BTreeMap<Key, Problem>,
    /// What registers say, by field.
    pub(super) registered: BTreeMap<Key, Value>,
    /// How often an answer came from elsewhere than its control, by field.
    pub(super) outside: BTreeMap<Key, u32>,
    /// The conflicts that stand, by field.
    pub(super) torn: BTreeMap<Key, Vec<Side>>,
    /// Conflicts whose sensitive sides are shown in full.
    pub(super) revealed: BTreeSet<Key>,
    /// What is typed and not taken yet.
    pub(super) late: Option<Late>,
    /// Whether an input method is composing.
    pub(super) composing: bool,
}

impl Core {
    /// Reads what the journal holds.
    pub(super) fn new(model: Arc<Model>, journal: Journal) -> Self {
        let state = State::load(model.clone(), &journal.answers());
        let steps =
            (0..model.steps().len()).map(|step| ArcRwSignal::new(state.progress(step))).collect();
        let mut core = Self {
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
            outside: BTreeMap::new(),
            torn: BTreeMap::new(),
            revealed: BTreeSet::new(),
            late: None,
            composing: false,
        };
        core.read_conflicts();
        core
    }

    /// What to show at a field. While something is typed (`settled` false) a problem that is
    /// shown may go or change, and none appears.
    pub(super) fn look(&self, key: Key, settled: bool) -> Standing {
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
            outside: self.outside.get(&key).copied().unwrap_or_default(),
            sides: self.torn.get(&key).cloned().unwrap_or_default(),
            revealed: self.revealed.contains(&key),
        }
    }

    pub(super) fn answer(&self, key: Key, value: Value) -> Answer {
        let field = self.state.model().field(key.field);
        Answer {
            path: self.state.path(key),
            value: if value == "" { Value::Null } else { value },
            long: matches!(field.kind, FieldKind::LongText),
            sensitive: field.sensitive,
        }
    }

    pub(super) fn show(&self, key: Key, settled: bool) {
        let standing = self.look(key, settled);
        if let Some(signal) = self.standings.get(&key) {
            if signal.with_untracked(|old| *old != standing) {
                signal.set(standing);
            }
        }
    }
}

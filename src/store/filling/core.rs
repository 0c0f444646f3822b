//! What is behind the signals.

use std::sync::Arc;

use bangban_draft::Answer;
use bangban_forms::{Day, FieldKind, Key, Model, NodeId, Progress, RowId, State};
use leptos::prelude::*;
use serde_json::Value;

use super::Standing;
use super::record::Record;
use super::typing::{Late, Pace};
use crate::store::journal::Journal;
use crate::store::sorted::Sorted;

/// What a filing that is open holds.
pub(super) struct Core {
    pub(super) state: State,
    pub(super) journal: Journal,
    pub(super) records: Sorted<Key, Record>,
    pub(super) nodes: Sorted<(NodeId, RowId), ArcRwSignal<bool>>,
    pub(super) steps: Vec<ArcRwSignal<Progress>>,
    /// Fields whose problems moved while something was typed: shown when it is left.
    pub(super) moved: Vec<Key>,
    /// What is typed and not taken yet.
    pub(super) late: Option<Late>,
    /// What taking it costs on this device.
    pub(super) pace: Pace,
    /// Whether an input method is composing.
    pub(super) composing: bool,
}

impl Core {
    /// Reads what the journal holds, to be filled in on a day.
    pub(super) fn new(model: Arc<Model>, journal: Journal, day: Option<Day>) -> Self {
        let state = State::load_on(model.clone(), &journal.answers(), day);
        let steps =
            (0..model.steps().len()).map(|step| ArcRwSignal::new(state.progress(step))).collect();
        let mut core = Self {
            state,
            journal,
            records: Sorted::default(),
            nodes: Sorted::default(),
            steps,
            moved: Vec::new(),
            late: None,
            pace: Pace::default(),
            composing: false,
        };
        core.read_conflicts();
        core
    }

    /// What to show at a field. While something is typed (`settled` false) a problem that is
    /// shown may go or change, and none appears.
    pub(super) fn look(&self, key: Key, settled: bool) -> Standing {
        let nothing = Record::default();
        let record = self.records.get(&key).unwrap_or(&nothing);
        let shown = record
            .standing
            .as_ref()
            .is_some_and(|signal| signal.with_untracked(|standing| standing.problem.is_some()));
        let problem = if (settled && record.is_visited) || shown {
            let refused = record.refused.clone();
            refused.or_else(|| self.state.problems(key).into_iter().next())
        } else {
            None
        };
        Standing {
            enabled: self.state.enabled(key),
            required: self.state.required(key),
            problem,
            from_register: record
                .registered
                .as_ref()
                .is_some_and(|value| value == self.state.raw(key)),
            outside: record.outside,
            sides: record.torn.clone(),
            revealed: record.is_revealed,
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
        if let Some(signal) = self.records.get(&key).and_then(|record| record.standing.as_ref()) {
            if signal.with_untracked(|old| *old != standing) {
                signal.set(standing);
            }
        }
    }
}

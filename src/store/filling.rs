//! The reactive read model of a filing that is being filled: one signal a field.
//!
//! A view asks here for the signals of its field and sends what was typed here; nothing
//! else changes an answer. What a change touches is found by the form engine, and only
//! those signals move, so the cost of a keystroke does not depend on the number of fields.

mod conflict;
mod core;
mod given;
mod history;
mod outside;
mod record;
mod rows;
mod same;
mod typing;

use std::sync::Arc;

use bangban_draft::Command;
use bangban_forms::{Changes, Day, Key, Located, Model, NodeId, Problem, Progress, RowId, State};
use leptos::prelude::*;
use serde_json::Value;

pub use self::conflict::Side;
use self::core::Core;
use self::record::Record;
use crate::platform::clock;
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
    /// How often the answer came from elsewhere than the control: it is to be shown there.
    pub outside: u32,
    /// What people wrote here at the same time, until one chooses; mostly empty.
    pub sides: Vec<Side>,
    /// Whether sensitive sides are shown in full.
    pub revealed: bool,
}

/// A handle to the filing being filled; cheap to copy into every view.
#[derive(Clone, Copy)]
pub struct Filling {
    core: StoredValue<Core, LocalStorage>,
    /// Moves when the list of materials that apply may have changed.
    pub materials: RwSignal<u32>,
    /// Moves with every change of an answer.
    pub revision: RwSignal<u32>,
    /// Steps that the person has come to, a bit each.
    seen: RwSignal<u32>,
}

/// The filing that the views around are filling.
pub fn use_filling() -> Filling {
    expect_context::<Filling>()
}

/// The day on which a filing is filled in, in China: that of its first submission, an instant of
/// the contract, so that what was right then is not wrong when it is mended (补正); else today.
pub fn filled_on(submitted: Option<&str>) -> Day {
    Day::at(submitted.and_then(clock::ms_of).unwrap_or_else(clock::now_ms), clock::CHINA)
}

impl Filling {
    /// Opens the read model over what the journal holds, to be filled in on a day
    /// ([`filled_on`]).
    pub fn new(model: Arc<Model>, journal: Journal, day: Option<Day>) -> Self {
        let core = Core::new(model, journal, day);
        let filling = Self {
            core: StoredValue::new_local(core),
            materials: RwSignal::new(0),
            revision: RwSignal::new(0),
            seen: RwSignal::new(0),
        };
        filling.catch_up_in_the_end();
        filling
    }

    /// Whether the page that it belongs to has gone.
    pub fn is_gone(self) -> bool {
        self.core.is_disposed()
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
                if let Some(signal) = &core.record(key).standing {
                    return signal.clone();
                }
                let signal = ArcRwSignal::new(core.look(key, true));
                core.record(key).standing = Some(signal.clone());
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
                    .at((node, row), || ArcRwSignal::new(state.node_visible(node, row)))
                    .clone()
            })
            .unwrap_or_default()
    }

    /// The rows of a list.
    pub fn rows(self, list: Key) -> ArcRwSignal<Vec<RowId>> {
        self.core
            .try_update_value(|core| {
                let Core { state, records, .. } = core;
                records
                    .at(list, Record::default)
                    .rows
                    .get_or_insert_with(|| ArcRwSignal::new(state.rows(list).to_vec()))
                    .clone()
            })
            .unwrap_or_default()
    }

    /// How far a step is.
    pub fn progress(self, step: usize) -> ArcRwSignal<Progress> {
        self.core.with_value(|core| core.steps[step].clone())
    }

    /// The person has come to a step, or wants to be done with all (`None`).
    pub fn see(self, step: Option<usize>) {
        let bits = step.map_or(u32::MAX, |step| 1 << (step & 31));
        self.seen.update(|seen| *seen |= bits);
    }

    /// Whether the person has come to a step. Tracked. Those beyond the 32nd share with others.
    pub fn has_seen(self, step: usize) -> bool {
        self.seen.get() >> (step & 31) & 1 == 1
    }

    /// Takes what was typed: keeps it, and moves what depends on it. An error that is shown
    /// and no longer true goes at once; a new one waits until the field is left.
    pub fn input(self, key: Key, value: Value) {
        let changes = self.core.try_update_value(|core| {
            let answer = core.answer(key, value.clone());
            core.journal.run(&Command::Set(answer));
            if !core.record(key).torn.is_empty() {
                core.tear(key);
            }
            core.record(key).refused = None;
            core.state.set(key, value)
        });
        if let Some(changes) = changes {
            self.spread(changes, Some(key), false);
        }
    }

    /// The person has left a field: its problem may be shown, and those that its answer
    /// caused elsewhere.
    pub fn leave(self, key: Key) {
        self.catch_up();
        // It may come late, when the page is already another one.
        self.core.try_update_value(|core| {
            core.record(key).is_visited = true;
            core.show(key, true);
            for key in std::mem::take(&mut core.moved) {
                core.show(key, true);
            }
        });
    }

    /// Takes a choice made in one go (radio, select, date): input and leave together.
    pub fn choose(self, key: Key, value: Value) {
        self.catch_up();
        self.input(key, value);
        self.boundary();
        self.leave(key);
    }

    /// The person tries to go on: every problem of the step is shown and returned, in order.
    pub fn attempt(self, step: Option<usize>) -> Vec<Located> {
        self.catch_up();
        self.see(step);
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
                        core.record(key).is_visited = true;
                        core.show(key, true);
                    }
                }
                problems
            })
            .unwrap_or_default()
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
                if let Some(signal) =
                    core.records.get(&list).and_then(|record| record.rows.as_ref())
                {
                    signal.set(core.state.rows(list).to_vec());
                }
            }
            for step in changes.steps {
                core.steps[step].set(core.state.progress(step));
            }
            for key in changes.keys {
                core.show(key, all);
                if !core.moved.contains(&key) {
                    core.moved.push(key);
                }
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

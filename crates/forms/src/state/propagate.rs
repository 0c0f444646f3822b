//! From one change to all that depends on it, and no further.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Changes, Progress, State, Tally};
use crate::model::{CheckId, GateId, Reader};
use crate::{FieldKind, Key, RowId};

/// A change on its way.
pub(super) struct Work {
    pub changes: Changes,
    /// What is still to be evaluated: rules first, then checks, then materials.
    pending: BTreeSet<(Reader, RowId)>,
}

impl State {
    pub(super) fn begin(&mut self) -> Work {
        self.evaluated.set(0);
        Work { changes: Changes::default(), pending: BTreeSet::new() }
    }

    /// Evaluates until nothing is pending. It ends because rules cannot depend on each other in a
    /// circle.
    pub(super) fn finish(&mut self, mut work: Work) -> Changes {
        while let Some((reader, row)) = work.pending.pop_first() {
            match reader {
                Reader::Gate(id) => self.evaluate_gate(id, row, &mut work),
                Reader::Check(id) => self.evaluate_check(id, row, &mut work),
                Reader::Material(index) => {
                    let index = index as usize;
                    let applies = self.material_applies(index);
                    if std::mem::replace(&mut self.applies[index], applies) != applies {
                        work.changes.materials = true;
                    }
                }
            }
        }
        let mut changes = work.changes;
        changes.keys.sort_unstable();
        changes.keys.dedup();
        changes.steps.sort_unstable();
        changes.steps.dedup();
        changes.nodes.sort_unstable();
        changes.nodes.dedup();
        changes.evaluated = self.evaluated.get();
        changes
    }

    /// Marks what reads a field as pending.
    pub(super) fn touch(&self, key: Key, work: &mut Work) {
        for reader in &self.model.readers[key.field.0 as usize] {
            let list = match reader {
                Reader::Gate(id) => self.model.gates[id.0 as usize].list,
                Reader::Check(id) => self.model.checks[id.0 as usize].list,
                Reader::Material(_) => None,
            };
            for row in self.instances(list, key.row) {
                work.pending.insert((*reader, row));
            }
        }
    }

    fn evaluate_gate(&mut self, id: GateId, row: RowId, work: &mut Work) {
        let open = self.gate_holds(id, row);
        let before = self.gates.insert((id, row), open);
        let parent = self.model.gates[id.0 as usize].parent;
        if before != Some(open) && self.gate_open(parent, row) {
            self.spread(id, row, work);
        }
    }

    /// A rule opened or closed: what stands in its element follows.
    fn spread(&mut self, id: GateId, row: RowId, work: &mut Work) {
        let model = Arc::clone(&self.model);
        let gate = &model.gates[id.0 as usize];
        if gate.shows {
            work.changes.nodes.push((gate.node, row));
        }
        for field in &gate.fields {
            for row in self.instances(model.field(*field).list, row) {
                let key = Key::new(*field, row);
                self.refresh(key, work);
                if gate.shows {
                    self.touch(key, work);
                }
            }
        }
        for inner in &gate.inner {
            for row in self.instances(model.gates[inner.0 as usize].list, row) {
                if self.gates.get(&(*inner, row)) == Some(&true) {
                    self.spread(*inner, row, work);
                }
            }
        }
    }

    fn evaluate_check(&mut self, id: CheckId, row: RowId, work: &mut Work) {
        let problem = self.check_fails(id, row);
        let before = match &problem {
            Some(problem) => self.failing.insert((id, row), problem.clone()),
            None => self.failing.remove(&(id, row)),
        };
        if before != problem {
            self.report(id, row, work);
        }
    }

    /// The places of a check have another problem than before.
    pub(super) fn report(&mut self, id: CheckId, row: RowId, work: &mut Work) {
        let model = Arc::clone(&self.model);
        for field in &model.checks[id.0 as usize].at {
            let key = self.seen_from(*field, row);
            if self.visible(key) {
                work.changes.keys.push(key);
                self.refresh(key, work);
            }
        }
    }

    /// Evaluates checks in a new row.
    pub(super) fn check_all(&mut self, checks: &[CheckId], row: RowId) {
        for id in checks {
            if let Some(problem) = self.check_fails(*id, row) {
                self.failing.insert((*id, row), problem);
            }
        }
    }

    /// Brings what a field counts for up to date, and notes what changed.
    pub(super) fn refresh(&mut self, key: Key, work: &mut Work) {
        if let Some(step) = self.retally(key) {
            work.changes.keys.push(key);
            work.changes.steps.push(step);
        }
    }

    /// Brings what a field counts for up to date; the step, if that changed anything.
    pub(super) fn retally(&mut self, key: Key) -> Option<usize> {
        self.count();
        let tally = self.tally(key);
        let slot = self.slots.get_mut(&key)?;
        let before = std::mem::replace(&mut slot.tally, tally);
        if before == tally {
            return None;
        }
        let step = self.model.field(key.field).step;
        let progress = self.progress.get_mut(step)?;
        before.leave(progress);
        tally.enter(progress);
        Some(step)
    }

    fn tally(&self, key: Key) -> Tally {
        let visible = self.visible(key);
        let enabled = self.enabled(key);
        let mut tally = Tally { visible, enabled, ..Tally::default() };
        let Some(slot) = self.slots.get(&key) else { return tally };
        if !visible {
            return tally;
        }
        let (given, bad) = match self.model.field(key.field).kind {
            FieldKind::List(_) => {
                let given = !self.rows(key).is_empty();
                (given, given && self.own_problem(key).is_some())
            }
            _ => match &slot.answer {
                Ok(answer) => (answer.is_some(), false),
                Err(_) => (false, true),
            },
        };
        tally.required = enabled && self.model.field(key.field).required;
        tally.problem = bad || self.failing_at(key).next().is_some();
        tally.answered = tally.required && given && !bad;
        tally
    }
}

impl Tally {
    pub(super) fn leave(self, progress: &mut Progress) {
        progress.required -= u32::from(self.required);
        progress.answered -= u32::from(self.answered);
        progress.problems -= u32::from(self.problem);
    }

    fn enter(self, progress: &mut Progress) {
        progress.required += u32::from(self.required);
        progress.answered += u32::from(self.answered);
        progress.problems += u32::from(self.problem);
    }
}

//! From one change to all that depends on it, and no further.

use std::sync::Arc;

use super::slot::Tally;
use super::{Changes, State};
use crate::model::{CheckId, GateId, Level, Reader};
use crate::{FieldKind, Key, RowId};

/// A change on its way.
pub(super) struct Work {
    pub changes: Changes,
    /// What is still to be evaluated: all rules first, then checks and materials.
    gates: Vec<(GateId, RowId)>,
    others: Vec<(Reader, RowId)>,
}

impl State {
    pub(super) fn begin(&mut self) -> Work {
        *self.evaluated.get_mut() = 0;
        self.change = self.change.wrapping_add(1);
        Work { changes: Changes::default(), gates: Vec::new(), others: Vec::new() }
    }

    /// Evaluates until nothing is pending. It ends because rules cannot depend on each other in a
    /// circle.
    pub(super) fn finish(&mut self, mut work: Work) -> Changes {
        loop {
            if let Some((id, row)) = work.gates.pop() {
                self.evaluate_gate(id, row, &mut work);
                continue;
            }
            match work.others.pop() {
                None => break,
                Some((Reader::Check(id), row)) => self.evaluate_check(id, row, &mut work),
                Some((Reader::Material(index), _)) => {
                    let index = index as usize;
                    let applies = self.material_applies(index);
                    if std::mem::replace(&mut self.applies[index], applies) != applies {
                        work.changes.materials = true;
                    }
                }
                Some((Reader::Gate(id), row)) => work.gates.push((id, row)),
            }
        }
        work.changes.evaluated = *self.evaluated.get_mut();
        work.changes
    }

    /// Notes that a field changed, once.
    pub(super) fn note(&mut self, key: Key, work: &mut Work) {
        let change = self.change;
        if let Some(slot) = self.slot_mut(key)
            && std::mem::replace(&mut slot.noted, change) != change
        {
            work.changes.keys.push(key);
        }
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
                match reader {
                    Reader::Gate(id) if !work.gates.contains(&(*id, row)) => {
                        work.gates.push((*id, row));
                    }
                    Reader::Check(_) | Reader::Material(_)
                        if !work.others.contains(&(*reader, row)) =>
                    {
                        work.others.push((*reader, row));
                    }
                    _ => {}
                }
            }
        }
    }

    fn evaluate_gate(&mut self, id: GateId, row: RowId, work: &mut Work) {
        let open = self.gate_holds(id, row);
        let gate = &self.model.gates[id.0 as usize];
        let parent = gate.parent;
        let before = self.rows[row.0 as usize].gates.get_mut(gate.slot as usize);
        let flipped = before.is_some_and(|before| std::mem::replace(before, open) != open);
        if flipped && self.gate_open(parent, row) {
            self.spread(id, row, work);
        }
    }

    /// A rule opened or closed: what stands in its element follows.
    fn spread(&mut self, id: GateId, row: RowId, work: &mut Work) {
        let model = Arc::clone(&self.model);
        let gate = &model.gates[id.0 as usize];
        if gate.shows && !work.changes.nodes.contains(&(gate.node, row)) {
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
                let slot = model.gates[inner.0 as usize].slot as usize;
                if self.rows[row.0 as usize].gates.get(slot) == Some(&true) {
                    self.spread(*inner, row, work);
                }
            }
        }
    }

    fn evaluate_check(&mut self, id: CheckId, row: RowId, work: &mut Work) {
        let problem = self.check_fails(id, row);
        let slot = self.model.checks[id.0 as usize].slot as usize;
        if let Some(before) = self.rows[row.0 as usize].failing.get_mut(slot)
            && *before != problem
        {
            *before = problem;
            self.report(id, row, work);
        }
    }

    /// The places of a check have another problem than before.
    pub(super) fn report(&mut self, id: CheckId, row: RowId, work: &mut Work) {
        let model = Arc::clone(&self.model);
        for field in &model.checks[id.0 as usize].at {
            let key = self.seen_from(*field, row);
            if self.visible(key) {
                self.note(key, work);
                self.refresh(key, work);
            }
        }
    }

    /// Evaluates the checks of a new row.
    pub(super) fn check_all(&mut self, level: &Level, row: RowId) {
        for (slot, id) in level.checks.iter().enumerate() {
            self.rows[row.0 as usize].failing[slot] = self.check_fails(*id, row);
        }
    }

    /// Brings what a field counts for up to date, and notes what changed.
    pub(super) fn refresh(&mut self, key: Key, work: &mut Work) {
        if let Some(step) = self.retally(key) {
            self.note(key, work);
            work.step(step);
        }
    }

    /// Brings what a field counts for up to date; the step, if that changed anything.
    pub(super) fn retally(&mut self, key: Key) -> Option<usize> {
        self.count();
        let tally = self.tally(key);
        let slot = self.slot_mut(key)?;
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
        let Some(slot) = self.slot(key) else { return tally };
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

impl Work {
    /// Notes that the progress of a step changed; in order, once.
    pub(super) fn step(&mut self, step: usize) {
        let steps = &mut self.changes.steps;
        let at = steps.iter().position(|s| *s >= step).unwrap_or(steps.len());
        if steps.get(at) != Some(&step) {
            steps.insert(at, step);
        }
    }
}

//! Taking one step back.

use serde_json::Value;
use yrs::Transact;

use super::{Step, Undone, home, text};
use crate::document::rows;
use crate::splice::rebase;
use crate::{Answer, Command, Draft, Name};

impl Draft {
    /// Takes a step back, and gives the step that makes it again.
    pub(super) fn reverse(&mut self, step: Step) -> Option<(Undone, Step)> {
        self.history.open = false;
        let (path, command, reverse) = match step {
            Step::Answer { answer, before } => {
                if !self.rows_are_there(&answer.path) {
                    return None;
                }
                let wanted = if answer.long {
                    let now = self.current(&answer);
                    let text = rebase(text(&answer.value), text(&before), text(&now))?;
                    let text = if text.is_empty() { Value::Null } else { Value::String(text) };
                    (now, text)
                } else {
                    self.holds(&answer).then_some((answer.value.clone(), before))?
                };
                let (now, then) = wanted;
                let back = Answer { value: then, ..answer };
                let reverse = Step::Answer { answer: back.clone(), before: now };
                (back.path.clone(), Command::Set(back), reverse)
            }
            Step::Row { list, id, index, answers, there } => {
                let mut path = list.clone();
                path.push(id.clone());
                let now = self.index(&list, &id);
                if now.is_some() != there || !self.rows_are_there(&list) {
                    return None;
                }
                let content = self.row(&list, &id);
                let (command, index) = if there {
                    let below = [&path.join("/"), "/"].concat();
                    let own = [Name::Answers, Name::Private]
                        .into_iter()
                        .all(|name| self.document(name).is_own(&below));
                    if !same(&content, &answers) || !own {
                        return None;
                    }
                    let (list, id) = (list.clone(), id.clone());
                    (Command::RemoveRow { list, id }, now.unwrap_or(index))
                } else {
                    // What another wrote in the row meanwhile stays as they wrote it.
                    let mut answers = answers.clone();
                    answers.retain(|one| !content.iter().any(|other| other.path == one.path));
                    let (list, id) = (list.clone(), id.clone());
                    (Command::InsertRow { list, index, id, answers }, index)
                };
                (path, command, Step::Row { list, id, index, answers, there: !there })
            }
            Step::Move { list, id, from, to } => {
                if self.index(&list, &id) != Some(to) {
                    return None;
                }
                let mut path = list.clone();
                path.push(id.clone());
                let command = Command::MoveRow { list: list.clone(), id: id.clone(), index: from };
                (path, command, Step::Move { list, id, from: to, to: from })
            }
        };
        self.forget_touched();
        let updates = self.carry_out(&command);
        if updates.is_empty() {
            return None;
        }
        let events = self.events();
        Some((Undone { path, updates, events }, reverse))
    }

    /// Whether the rows that a path lies in are there.
    fn rows_are_there(&self, path: &[String]) -> bool {
        let txn = self.document(Name::Answers).doc.transact_mut();
        rows::are_there(&txn, &path.join("/"))
    }

    /// Whether this replica wrote what stands at an answer's place, and nobody else.
    fn holds(&self, answer: &Answer) -> bool {
        let document = self.document(home(answer));
        let found = document.candidates(&document.doc.transact_mut(), &answer.path.join("/"));
        match &found[..] {
            [] => answer.value.is_null(),
            [one] => one.slot == document.own && one.value == answer.value,
            _ => false,
        }
    }
}

/// Whether these are the same answers, in whatever order.
fn same(left: &[Answer], right: &[Answer]) -> bool {
    left.len() == right.len() && left.iter().all(|answer| right.contains(answer))
}

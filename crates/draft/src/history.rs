//! Undo and redo (撤销、重做) of one's own changes, by answer and row.
//!
//! A step holds what was there before and after, and is undone only where what it left is
//! still there. Where another has changed it since, the step is skipped.

mod reverse;

use serde_json::Value;
use yrs::Transact;

use crate::document::{rows, texts};
use crate::splice::adjoins;
use crate::{Answer, Command, Draft, Event, Name, Update};

/// No more steps are kept.
const LONGEST: usize = 200;

/// The steps that can be undone and redone, in memory only.
#[derive(Default)]
pub(crate) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Whether the last step may still grow.
    open: bool,
}

/// A change of one's own.
pub(crate) enum Step {
    /// An answer was set: the answer after, and the value before.
    Answer { answer: Answer, before: Value },
    /// A row came (`there`) or went, with its answers.
    Row { list: Vec<String>, id: String, index: u32, answers: Vec<Answer>, there: bool },
    /// A row was moved.
    Move { list: Vec<String>, id: String, from: u32, to: u32 },
}

/// What undoing or redoing did.
#[derive(Clone, Debug, PartialEq)]
pub struct Undone {
    /// Where: the path of an answer or of a row, to bring it into view.
    pub path: Vec<String>,
    /// To be kept and sent, as those of [`Draft::apply`].
    pub updates: Vec<Update>,
    /// What is to be shown.
    pub events: Vec<Event>,
}

impl Draft {
    /// Takes back the last change of this replica that is still there. Changes that others
    /// have changed since are skipped; none of theirs is ever taken back.
    pub fn undo(&mut self) -> Option<Undone> {
        while let Some(step) = self.history.done.pop() {
            if let Some((undone, reverse)) = self.reverse(step) {
                self.history.undone.push(reverse);
                return Some(undone);
            }
        }
        None
    }

    /// Makes again what was last undone, as long as nothing was changed here since.
    pub fn redo(&mut self) -> Option<Undone> {
        while let Some(step) = self.history.undone.pop() {
            if let Some((undone, reverse)) = self.reverse(step) {
                self.history.done.push(reverse);
                return Some(undone);
            }
        }
        None
    }

    /// Ends the step: what is typed from here on is undone apart from what was typed before.
    /// Call it when a field is left, and after a pause in typing (half a second or so).
    pub fn boundary(&mut self) {
        self.history.open = false;
    }

    /// Forgets what could be undone: what was done until now is where one starts from.
    pub fn begin(&mut self) {
        self.history = History::default();
    }

    /// Whether there is something to undo; it may still prove to be changed by others.
    pub fn can_undo(&self) -> bool {
        !self.history.done.is_empty()
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        !self.history.undone.is_empty()
    }

    /// What a command that is about to be carried out will change.
    pub(crate) fn step(&self, command: &Command) -> Option<Step> {
        match command {
            Command::Set(answer) => {
                let mut answer = answer.clone();
                if answer.long && answer.value == "" {
                    answer.value = Value::Null;
                }
                let before = self.current(&answer);
                Some(Step::Answer { answer, before })
            }
            Command::InsertRow { list, index, id, answers } => {
                let mut answers = answers.clone();
                answers.retain(|answer| !answer.value.is_null());
                let (list, id) = (list.clone(), id.clone());
                self.index(&list, &id).is_none().then_some(Step::Row {
                    list,
                    id,
                    index: *index,
                    answers,
                    there: true,
                })
            }
            Command::RemoveRow { list, id } => {
                let index = self.index(list, id)?;
                let (list, id) = (list.clone(), id.clone());
                let answers = self.row(&list, &id);
                Some(Step::Row { list, id, index, answers, there: false })
            }
            Command::MoveRow { list, id, index } => {
                let from = self.index(list, id)?;
                Some(Step::Move { list: list.clone(), id: id.clone(), from, to: *index })
            }
            Command::Settle(_) | Command::Put { .. } | Command::Say { .. } => None,
        }
    }

    /// Remembers a step that was carried out.
    pub(crate) fn remember(&mut self, step: Option<Step>) {
        let open = std::mem::take(&mut self.history.open);
        let Some(mut step) = step else { return };
        self.history.undone.clear();
        if let Step::Move { list, id, to, .. } = &mut step {
            let Some(index) = self.index(list, id) else { return };
            *to = index;
        }
        if let Step::Answer { answer, before } = &step {
            self.history.open = true;
            if let Some(Step::Answer { answer: last, before: first }) = self.history.done.last_mut()
                && open
                && last.path == answer.path
                && last.value == *before
                && (!answer.long || adjoins(text(first), text(before), text(&answer.value)))
            {
                last.value = answer.value.clone();
                return;
            }
        }
        if self.history.done.len() == LONGEST {
            self.history.done.remove(0);
        }
        self.history.done.push(step);
    }

    /// What stands at an answer's place now.
    fn current(&self, answer: &Answer) -> Value {
        let document = self.document(home(answer));
        let txn = document.doc.transact_mut();
        let path = answer.path.join("/");
        if answer.long {
            let text = texts::read(&txn, &path);
            return if text.is_empty() { Value::Null } else { Value::String(text) };
        }
        document.candidates(&txn, &path).pop().map(|one| one.value).unwrap_or_default()
    }

    /// Where a row stands, from 0.
    fn index(&self, list: &[String], id: &str) -> Option<u32> {
        let txn = self.document(Name::Answers).doc.transact_mut();
        let rows = rows::rows(&txn, &list.join("/"));
        let index = rows.iter().position(|(_, known)| **known == *id)?;
        u32::try_from(index).ok()
    }

    /// All answers of a row.
    fn row(&self, list: &[String], id: &str) -> Vec<Answer> {
        let below = [&list.join("/"), "/", id, "/"].concat();
        let mut answers = self.document(Name::Answers).below(&below, false);
        answers.extend(self.document(Name::Private).below(&below, true));
        answers
    }
}

fn home(answer: &Answer) -> Name {
    if answer.sensitive { Name::Private } else { Name::Answers }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

//! Whether the code that merges is there. It is the heaviest part of filling, and whoever begins
//! a filing has nothing to merge: what is typed until it comes is a list of commands.

use bangban_draft::{Command, Replica, Update};
use serde_json::Value;

use crate::platform::tabs::Turn;

/// What holds the draft.
pub(super) enum Stage {
    /// Nothing has been answered anywhere, and the code that merges is on its way.
    Waiting(Waiting),
    /// The draft.
    Merging(Box<dyn Replica>),
}

/// What was done until then.
pub(super) struct Waiting {
    done: Vec<Done>,
    /// Counts the commands.
    commands: usize,
    /// No other tab opens the filing meanwhile.
    _turn: Option<Turn>,
}

enum Done {
    Command(Command),
    Boundary,
    Begin,
}

impl Waiting {
    pub(super) fn new(turn: Option<Turn>) -> Self {
        Self { done: Vec::new(), commands: 0, _turn: turn }
    }

    /// All commands with their places, from 0.
    pub(super) fn commands(&self) -> impl Iterator<Item = (usize, &Command)> {
        let commands = self.done.iter().filter_map(|done| match done {
            Done::Command(command) => Some(command),
            _ => None,
        });
        commands.enumerate()
    }

    /// How many commands there are.
    pub(super) fn len(&self) -> usize {
        self.commands
    }

    /// Does all of it in the draft.
    pub(super) fn play(&self, draft: &mut dyn Replica) -> Vec<Update> {
        let mut updates = Vec::new();
        for done in &self.done {
            match done {
                Done::Command(command) => updates.extend(draft.apply(command)),
                Done::Boundary => draft.boundary(),
                Done::Begin => draft.begin(),
            }
        }
        updates
    }
}

impl Stage {
    /// Carries out a command, where the draft is there.
    pub(super) fn run(&mut self, command: &Command) -> Option<Vec<Update>> {
        match self {
            Self::Waiting(waiting) => {
                waiting.done.push(Done::Command(command.clone()));
                waiting.commands += 1;
                None
            }
            Self::Merging(draft) => Some(draft.apply(command)),
        }
    }

    pub(super) fn boundary(&mut self) {
        match self {
            Self::Waiting(waiting) => waiting.done.push(Done::Boundary),
            Self::Merging(draft) => draft.boundary(),
        }
    }

    pub(super) fn begin(&mut self) {
        match self {
            Self::Waiting(waiting) => waiting.done.push(Done::Begin),
            Self::Merging(draft) => draft.begin(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Waiting(waiting) => waiting.commands == 0,
            Self::Merging(draft) => draft.is_empty(),
        }
    }

    /// Reads the draft, where it is there.
    pub(super) fn read<R>(&self, read: impl FnOnce(&dyn Replica) -> R) -> Option<R> {
        match self {
            Self::Waiting(_) => None,
            Self::Merging(draft) => Some(read(&**draft)),
        }
    }

    /// Changes the draft, where it is there.
    pub(super) fn change<R>(&mut self, change: impl FnOnce(&mut dyn Replica) -> R) -> Option<R> {
        match self {
            Self::Waiting(_) => None,
            Self::Merging(draft) => Some(change(&mut **draft)),
        }
    }

    /// All answers of the draft.
    pub(super) fn answers(&self) -> Value {
        self.read(|draft| draft.answers()).unwrap_or_default()
    }
}

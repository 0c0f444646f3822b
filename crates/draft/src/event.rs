//! What a change of a draft looks like from outside.

use serde_json::Value;

use crate::Name;

/// Something that changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// Another answer is to be shown. A row that is not known yet may follow later: its
    /// answers are then read with [`Draft::answer`](crate::Draft::answer).
    Answer {
        /// Where, as in [`Answer::path`](crate::Answer::path).
        path: Vec<String>,
        /// The answer; `Null` where there is none any more.
        value: Value,
    },
    /// A long text changed.
    Text {
        /// Where.
        path: Vec<String>,
        /// The whole text.
        text: String,
    },
    /// The rows of a list may stand differently: some may be new, gone or moved.
    Rows {
        /// Path of the list.
        list: Vec<String>,
        /// All row ids in order.
        ids: Vec<String>,
    },
    /// Two people wrote the same answer at the same time, or went on doing so.
    Conflict(Conflict),
    /// The conflict at an answer is settled.
    Settled {
        /// Where.
        path: Vec<String>,
    },
    /// An entry of the assist document changed.
    Entry {
        /// Who put it there.
        author: String,
        /// Its id.
        id: String,
        /// What it is; `Null` where it is gone.
        entry: Value,
    },
    /// The chat has grown: read it with [`Draft::chat`](crate::Draft::chat).
    Chat,
}

/// An answer that people wrote at the same time without seeing each other's (冲突). All see
/// the same conflict, and all see the same version in the answers until it is settled.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The document that the answer is in: sensitive answers conflict in the private one.
    pub document: Name,
    /// Where.
    pub path: Vec<String>,
    /// What was written, the shown one last. At least two, by different authors.
    pub versions: Vec<Version>,
}

/// One of the answers in a conflict.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// Who wrote it.
    pub author: String,
    /// What; `Null` where they took the answer away.
    pub value: Value,
}

impl Conflict {
    /// What an author wrote there ("yours").
    pub fn mine(&self, author: &str) -> Option<&Value> {
        self.versions.iter().rev().find(|version| version.author == author).map(|one| &one.value)
    }

    /// What others wrote there ("theirs").
    pub fn theirs(&self, author: &str) -> impl Iterator<Item = &Version> {
        self.versions.iter().filter(move |version| version.author != author)
    }
}

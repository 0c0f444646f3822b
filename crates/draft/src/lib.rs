//! A filing's answers (办件草稿) as Yjs documents: commands in, update bytes out.
//!
//! The layout is chosen so that two people who begin at the same time always merge. A
//! shared type that is created inside another one is lost when the other side creates it
//! too, so nothing is nested: every answer is an entry of one root map under its path
//! (`org/name`, `posts/r1/count`), every list of rows is a root array of row ids, and
//! every long text is a root text. Moving a row moves its id and never its answers.
//!
//! Sensitive answers (敏感个人信息) have the same layout in a document of their own.

mod answers;
mod check;
mod command;
mod document;
mod json;
mod splice;

pub use check::{check, check_state_vector};
pub use command::{Answer, Command};

use document::Document;
use serde_json::Value;

/// One of a filing's documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    /// What an assistant may see too.
    Answers,
    /// Sensitive answers, synced to the applicant's side only.
    Private,
}

impl Name {
    /// Both documents.
    pub const ALL: [Self; 2] = [Self::Answers, Self::Private];

    /// Its name in stores and addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Private => "private",
        }
    }

    /// The document of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == name)
    }
}

/// Bytes that are not an update of a document, or that it cannot take.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// The bytes are not a Yjs update.
    #[error("not an update of the document")]
    Malformed,
    /// An update that the document refused: none of ours consists of such.
    #[error("the document refused the update")]
    Refused,
}

/// An update that a command made: to be kept, and sent to the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// Of which document.
    pub document: Name,
    /// Yjs update, encoding version 1.
    pub bytes: Vec<u8>,
}

/// The documents of one filing, open on one replica.
pub struct Draft {
    answers: Document,
    private: Document,
}

impl Draft {
    /// Opens empty documents. The client id names this replica in this tab; it is chosen at
    /// random (below 2^53), never kept, and never used by two at once.
    pub fn new(client: u64) -> Self {
        Self { answers: Document::new(client), private: Document::new(client) }
    }

    /// Carries out a command. No update, where it changes nothing.
    pub fn apply(&mut self, command: &Command) -> Vec<Update> {
        let mut updates = Vec::new();
        for name in Name::ALL {
            if let Some(bytes) = self.document_mut(name).apply(name, command) {
                updates.push(Update { document: name, bytes });
            }
        }
        updates
    }

    /// Takes in an update from the store, another tab or another person. An update that was
    /// taken before changes nothing.
    pub fn merge(&mut self, document: Name, bytes: &[u8]) -> Result<(), MergeError> {
        self.document_mut(document).merge(bytes)
    }

    /// All answers as one JSON object. Rows stand in their order, each with its `_id`.
    pub fn answers(&self) -> Value {
        answers::assemble([&self.answers, &self.private])
    }

    /// Whether nothing has been answered yet.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.private.is_empty()
    }

    /// The whole document as one update: what the log of updates is compacted to.
    pub fn snapshot(&self, document: Name) -> Vec<u8> {
        self.document(document).snapshot()
    }

    fn document(&self, name: Name) -> &Document {
        match name {
            Name::Answers => &self.answers,
            Name::Private => &self.private,
        }
    }

    fn document_mut(&mut self, name: Name) -> &mut Document {
        match name {
            Name::Answers => &mut self.answers,
            Name::Private => &mut self.private,
        }
    }
}

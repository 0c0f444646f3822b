//! What one can do to a draft.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An answer on its way into the draft.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Property names, and below a list the row id before the row's own names:
    /// `["posts", "r1", "count"]`.
    pub path: Vec<String>,
    /// The answer as typed; `Null` takes it away.
    pub value: Value,
    /// Long text, merged by character; anything else is replaced as a whole.
    pub long: bool,
    /// Sensitive: goes to the private document.
    pub sensitive: bool,
}

/// A change of a draft.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Sets an answer. Where a conflict stands at it, only what the same author wrote there
    /// is replaced, so that going on typing does not decide the conflict unseen.
    Set(Answer),
    /// Settles a conflict (冲突) at an answer: what is given replaces all that was written.
    Settle(Answer),
    /// Inserts a row, with answers where it comes back or is copied. A row that was removed
    /// comes back where it stood.
    InsertRow {
        /// Path of the list.
        list: Vec<String>,
        /// Where, from 0; beyond the end means at the end.
        index: u32,
        /// Its id: unique in the list, never used again for another row.
        id: String,
        /// Its answers, with full paths.
        answers: Vec<Answer>,
    },
    /// Removes a row with its answers. What another writes in the row at the same time is
    /// not seen either, until the row comes back.
    RemoveRow {
        /// Path of the list.
        list: Vec<String>,
        /// Its id.
        id: String,
    },
    /// Moves a row.
    MoveRow {
        /// Path of the list.
        list: Vec<String>,
        /// Its id.
        id: String,
        /// Where it stands afterwards, from 0.
        index: u32,
    },
    /// Puts an entry (a suggestion, a mark) into the assist document, in place of the one of
    /// that id. It must hold no sensitive answer: an assistant reads it.
    Put {
        /// Its id.
        id: String,
        /// What it is; `Null` takes it away.
        entry: Value,
    },
    /// Adds a message to the end of the chat in the assist document. It must hold no
    /// sensitive answer.
    Say {
        /// The message.
        message: Value,
    },
}

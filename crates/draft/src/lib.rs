//! A filing's answers (办件草稿) as Yjs documents: commands in, update bytes and events out.
//!
//! The layout is chosen so that people who begin at the same time always merge. A shared
//! type that is created inside another one is lost when the other side creates it too, so
//! nothing is nested: every root is known by its name alone.
//!
//! - Answers that are replaced as a whole are entries of root maps under their paths
//!   (`org/name`, `posts/r1/count`), one map a replica. A write takes away what it saw, so
//!   what people wrote at the same time stands side by side until one of them settles it.
//! - A list of rows is a root array of row ids. Moving a row moves its id, never its answers.
//! - A long text is a root text, merged by character.
//!
//! Sensitive answers (敏感个人信息) have the same layout in a document of their own. A third
//! document holds what goes between the applicant and an assistant.
//!
//! A write becomes an update at once, for the log on the device. Yjs keeps a trace of each,
//! a dozen bytes where fields take turns, so the server rebuilds a document from its content when
//! the traces outweigh it: see [`Draft::rebuild`], [`Closed`] and [`Draft::renew`].

mod answers;
mod carry;
mod changes;
mod check;
mod closed;
mod command;
mod document;
mod draft;
mod epoch;
mod event;
mod history;
mod inspector;
mod json;
mod name;
mod owners;
mod renew;
mod replica;
mod splice;
mod view;

pub use check::{check, check_state_vector, clients};
pub use closed::{Carried, Closed};
pub use command::{Answer, Command};
pub use draft::Draft;
pub use event::{Conflict, Event, Version};
pub use history::Undone;
pub use inspector::{Inspector, Part};
pub use name::{Address, Name};
pub use owners::Owners;
pub use replica::Replica;
pub use view::{RowChange, caret, row_changes};

/// The update that changes nothing.
pub const NOTHING: &[u8] = &[0, 0];

/// Bytes that are not an update of a document, or that it cannot take.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// The bytes are not a Yjs update.
    #[error("not an update of the document")]
    Malformed,
    /// An update that the document refused: none of ours consists of such.
    #[error("the document refused the update")]
    Refused,
    /// An update of another epoch of the document.
    #[error("an update of another epoch of the document")]
    Epoch,
}

/// An update that a command made: to be kept, and sent to the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// Of which document, in which epoch.
    pub document: Address,
    /// Yjs update, encoding version 1.
    pub bytes: Vec<u8>,
}

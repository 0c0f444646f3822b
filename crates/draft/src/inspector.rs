//! Looks at what an update touches before it is taken in by anybody: for a server that lets
//! someone write in some parts of a document and not in others.

use serde_json::Value;
use yrs::{Any, Array, Map, Out, ReadTxn, Transact};

use crate::MergeError;
use crate::check::checked;
use crate::document::slots::author;
use crate::document::watch::{Touch, scalar};
use crate::document::{Document, GONE, PUT, ROWS, SAY, SLOT, TEXT};

/// The client of an inspector, which never writes.
const READER: u64 = 0;

/// A copy of a document that is kept to see what updates would touch.
pub struct Inspector(Document);

/// A part of a document that an update touches.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The answer at a path, in a map of this author's replica: written, or taken away.
    Answer {
        /// Whose map it is.
        author: String,
        /// The path, `a/b`.
        path: String,
        /// Whether something is written; otherwise what stood there is taken away.
        written: bool,
    },
    /// The long text at a path.
    Text(String),
    /// The list at a path, or one of its rows.
    Rows(String),
    /// An entry of the assist document.
    Entry {
        /// Whose it is.
        author: String,
        /// Its id.
        id: String,
    },
    /// What an author said.
    Said(String),
    /// A root that no document of ours has.
    Other(String),
}

impl Inspector {
    /// A copy of what these updates make. One that cannot be taken in is left out.
    pub fn new<'a>(updates: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut inspector = Self(Document::new(READER, "", 0));
        for update in updates {
            inspector.take(update);
        }
        inspector
    }

    /// Takes in what was let through elsewhere.
    pub fn take(&mut self, update: &[u8]) {
        // Where it fails here it fails everywhere, and nobody has it.
        let _ = self.0.merge(update);
        self.0.touched();
    }

    /// What the update touches. It is taken in: where it is refused afterwards, this copy is of
    /// no use any more.
    ///
    /// # Errors
    /// Where it is no update of ours, or one that follows others which are not there: what it
    /// touches cannot be seen.
    pub fn look(&mut self, update: &[u8]) -> Result<Vec<Part>, MergeError> {
        let mut parts: Vec<Part> = checked(update)?
            .roots
            .into_iter()
            .filter(|root| !is_ours(root))
            .map(|root| Part::Other(root.to_owned()))
            .collect();
        self.0.merge(update)?;
        if self.0.is_waiting() {
            return Err(MergeError::Refused);
        }
        let touched = self.0.touched();
        let txn = self.0.doc.transact_mut();
        for touch in touched {
            parts.push(match touch {
                Touch::Slot { slot, path, .. } => {
                    let map = txn.get_map(&*slot);
                    let written = map.is_some_and(|map| map.contains_key(&txn, &path));
                    Part::Answer {
                        author: author(&slot).to_owned(),
                        path: (*path).to_owned(),
                        written,
                    }
                }
                Touch::Key(root, key) => match root.strip_prefix(PUT) {
                    Some(author) => {
                        Part::Entry { author: author.to_owned(), id: (*key).to_owned() }
                    }
                    None => {
                        Part::Rows(key.rsplit_once('/').map_or("", |(list, _)| list).to_owned())
                    }
                },
                Touch::Root(root) => part_of_root(&root),
            });
        }
        parts.sort_unstable();
        parts.dedup();
        Ok(parts)
    }

    /// An entry of the assist document.
    pub fn entry(&self, author: &str, id: &str) -> Value {
        let txn = self.0.doc.transact_mut();
        let map = txn.get_map([PUT, author].concat());
        map.and_then(|map| map.get(&txn, id)).and_then(|entry| scalar(&entry)).unwrap_or_default()
    }

    /// How long the longest message of an author is, about: its texts in bytes.
    pub fn longest_said(&self, author: &str) -> usize {
        let txn = self.0.doc.transact_mut();
        let Some(said) = txn.get_array([SAY, author].concat()) else { return 0 };
        let length = |one: Out| if let Out::Any(any) = one { length(&any) } else { 0 };
        said.iter(&txn).map(length).max().unwrap_or_default()
    }
}

fn length(any: &Any) -> usize {
    match any {
        Any::String(text) => text.len(),
        Any::Buffer(bytes) => bytes.len(),
        Any::Array(all) => all.iter().map(length).sum(),
        Any::Map(all) => all.iter().map(|(key, value)| key.len() + length(value)).sum(),
        _ => 8,
    }
}

fn is_ours(root: &str) -> bool {
    root == GONE || [SLOT, ROWS, TEXT, PUT, SAY].iter().any(|prefix| root.starts_with(prefix))
}

fn part_of_root(root: &str) -> Part {
    if let Some(path) = root.strip_prefix(TEXT) {
        Part::Text(path.to_owned())
    } else if let Some(list) = root.strip_prefix(ROWS) {
        Part::Rows(list.to_owned())
    } else if let Some(author) = root.strip_prefix(SAY) {
        Part::Said(author.to_owned())
    } else {
        Part::Other(root.to_owned())
    }
}

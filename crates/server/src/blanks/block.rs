//! What a blank form asks for, and how the sample answers it.

use serde::Deserialize;

/// A form on paper.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sheet {
    /// Its title.
    pub title: String,
    /// Its parts, in order.
    pub blocks: Vec<Block>,
}

/// A part of a form. In each the sample comes last.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Block {
    /// A paragraph that stands in both versions.
    Text(String),
    /// A paragraph with gaps, and the same filled in.
    Gaps(String, String),
    /// Names with a place to answer beside each.
    Fields(Vec<(String, String)>),
    /// Rows to fill in.
    Table {
        /// What the columns are called.
        columns: Vec<String>,
        /// Empty rows of the blank form.
        rows: usize,
        /// Rows of the sample.
        sample: Vec<Vec<String>>,
    },
    /// A name with room to write below.
    Area {
        /// What to write.
        name: String,
        /// Empty lines of the blank form.
        lines: usize,
        /// What the sample says, a paragraph each.
        sample: Vec<String>,
    },
    /// Where to sign or seal, and the date.
    Sign(Vec<(String, String)>),
    /// What to mind, in small print at the end.
    Note(String),
}

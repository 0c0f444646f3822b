use std::error::Error;
use std::fmt;

/// Why a packed index cannot be used. The number is that of the line, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexError {
    /// The first line names no version that this build reads.
    Version,
    /// A line of a kind that is not known.
    Unknown(u32),
    /// A line with too few fields, or a field that cannot be read.
    Malformed(u32),
    /// A line that names a department or a text that is not there.
    Dangling(u32),
}

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Version => "the index is of an unknown version",
            Self::Unknown(_) => "the index has a line of an unknown kind",
            Self::Malformed(_) => "the index has a malformed line",
            Self::Dangling(_) => "the index has a line that names what is not there",
        })
    }
}

impl Error for IndexError {}

/// Why a catalogue cannot be packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackError {
    /// A text holds a tab, a line break or, in an alias, a bar; or is empty where it must not be.
    Text(String),
    /// An item names a department that is not in the list.
    Department(String),
    /// The reading of a text has not one syllable a character, or one not of `a`–`z`.
    Reading(String),
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, which) = match self {
            Self::Text(text) => ("text that cannot be packed: ", text),
            Self::Department(id) => ("no such department: ", id),
            Self::Reading(text) => ("no usable reading of: ", text),
        };
        f.write_str(what)?;
        f.write_str(which)
    }
}

impl Error for PackError {}

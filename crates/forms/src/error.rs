//! What is wrong with a form definition.

use std::fmt;

/// A mistake in a form definition.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CompileError {
    /// RFC 6901 pointer into `{schema, ui, materials}`, such as `/ui/elements/0/rule`.
    pub pointer: String,
    /// The sort of mistake.
    pub kind: CompileErrorKind,
    /// The word at fault: a keyword, a scope, a format.
    pub detail: String,
}

/// The sort of mistake in a form definition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CompileErrorKind {
    /// A member that must be there is not.
    Missing,
    /// A member has the wrong JSON type or an impossible value.
    Malformed,
    /// A keyword, option or member that this engine does not know.
    UnknownKeyword,
    /// A format that this engine does not know.
    UnknownFormat,
    /// A kind of schema, layout element or effect that this engine does not support.
    Unsupported,
    /// A scope that names no property.
    DanglingScope,
    /// A condition or expression that can never be decided on what it reads.
    Unresolvable,
    /// Rules that depend on each other in a circle.
    Cycle,
    /// A property without a control: nobody could answer it.
    Unplaced,
    /// A second control for a property, or an id used twice.
    Duplicate,
}

impl CompileErrorKind {
    /// A plain phrase for the sort of mistake.
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Malformed => "malformed",
            Self::UnknownKeyword => "unknown keyword",
            Self::UnknownFormat => "unknown format",
            Self::Unsupported => "unsupported",
            Self::DanglingScope => "scope names no property",
            Self::Unresolvable => "condition cannot be decided",
            Self::Cycle => "rules depend on each other in a circle",
            Self::Unplaced => "property has no control",
            Self::Duplicate => "used twice",
        }
    }
}

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.pointer)?;
        f.write_str(": ")?;
        f.write_str(self.kind.phrase())?;
        f.write_str(": ")?;
        f.write_str(&self.detail)
    }
}

impl std::error::Error for CompileError {}

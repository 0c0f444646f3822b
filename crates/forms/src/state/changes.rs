//! What is told of a state: what changed, how far a step is, which materials apply.

use crate::{Key, NodeId, RowId};

/// What came out differently after a change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Elements with a rule that are shown or hidden now.
    pub nodes: Vec<(NodeId, RowId)>,
    /// Fields whose visibility, enabling, requirement or problems changed.
    pub keys: Vec<Key>,
    /// Lists with rows added, removed or moved.
    pub lists: Vec<Key>,
    /// Steps whose progress changed.
    pub steps: Vec<usize>,
    /// Whether other materials apply than before.
    pub materials: bool,
    /// How many rules, checks, fields and rows were looked at.
    pub evaluated: u32,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Fields that must be answered.
    pub required: u32,
    /// Those of them that are, and well.
    pub answered: u32,
    /// Fields answered with a problem.
    pub problems: u32,
}

/// How a step stands, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing that must be answered is.
    Untouched,
    /// So many answers are still needed.
    Begun(u32),
    /// All that must be answered is, and well.
    Done,
    /// So many answers have a problem, and the person has been there.
    Wrong(u32),
}

impl Progress {
    /// How the step stands. Of one that was not opened yet (`is_seen`) nothing is said to be
    /// wrong, as it was somebody else who answered, and nothing done that nobody had to do.
    pub fn standing(self, is_seen: bool) -> Standing {
        let left = self.required.saturating_sub(self.answered);
        match self.problems {
            0 if left > 0 && self.answered == 0 => Standing::Untouched,
            0 if left > 0 => Standing::Begun(left),
            0 if is_seen || self.required > 0 => Standing::Done,
            0 => Standing::Untouched,
            problems if is_seen => Standing::Wrong(problems),
            problems => Standing::Begun(left.max(problems)),
        }
    }
}

/// A material that applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applies {
    /// Index into [`crate::Model::materials`].
    pub index: usize,
    /// Must be attached: required, and not exempted.
    pub required: bool,
}

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

/// A material that applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applies {
    /// Index into [`crate::Model::materials`].
    pub index: usize,
    /// Must be attached: required, and not exempted.
    pub required: bool,
}

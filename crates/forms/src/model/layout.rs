//! Layout: where the questions stand.

use serde_json::Value;

use super::{FieldId, GateId};
use crate::Text;

/// A layout element.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NodeId(pub u32);

/// A step of the form (a `Category`).
pub struct Step {
    /// What it is called.
    pub label: Text,
    /// The situational questions (情形引导), asked first.
    pub situation: bool,
    /// What is in it, in order.
    pub children: Vec<NodeId>,
    /// Its own element, to ask whether it is visible.
    pub node: NodeId,
}

/// A layout element and what is in it.
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// What is in it, in order.
    pub children: Vec<NodeId>,
    /// The innermost rule that shows or hides it.
    pub(crate) show: Option<GateId>,
}

impl Node {
    /// Whether a rule of its own or of something around it can hide it; without one it is
    /// always visible, and nobody has to watch it.
    pub fn has_rule(&self) -> bool {
        self.show.is_some()
    }
}

/// What a layout element is.
pub enum NodeKind {
    /// A step.
    Step,
    /// A titled group.
    Group {
        /// Its title.
        label: Text,
        /// What may be copied into it (`x-same-as`), as the definition says it; read by
        /// [`crate::Model::same_as`] when somebody looks.
        same: Option<Value>,
    },
    /// One below the other.
    Vertical,
    /// Side by side where there is room.
    Horizontal,
    /// A paragraph.
    Label {
        /// Its words.
        text: Text,
    },
    /// A question.
    Field(FieldId),
    /// A list of rows.
    List(FieldId),
    /// The place of the material list.
    Materials,
}

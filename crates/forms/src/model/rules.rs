//! Rules and what they read.

use super::{FieldId, NodeId};
use crate::Text;
use crate::condition::Cond;
use crate::expression::{Expr, Op};

/// A rule of a layout element.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct GateId(pub u32);

/// A cross-field check.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct CheckId(pub u32);

/// A rule: opens or closes what stands in its element.
pub(crate) struct Gate {
    pub cond: Cond,
    /// Open when the condition holds (SHOW, ENABLE), or when it does not (HIDE, DISABLE).
    pub when: bool,
    /// Shows or hides; otherwise enables or disables.
    pub shows: bool,
    /// The next rule of the same sort further out.
    pub parent: Option<GateId>,
    /// The list in whose rows it lives.
    pub list: Option<FieldId>,
    /// Its place among the rules of its level.
    pub slot: u32,
    /// The element that carries it.
    pub node: NodeId,
    /// Fields and rules for which this is the innermost rule.
    pub fields: Vec<FieldId>,
    pub inner: Vec<GateId>,
}

/// A cross-field check (`x-checks`).
pub(crate) struct Check {
    pub id: String,
    pub when: Option<Cond>,
    pub op: Op,
    pub left: Expr,
    pub right: Expr,
    pub at: Vec<FieldId>,
    pub message: Text,
    pub list: Option<FieldId>,
    /// Its place among the checks of its level.
    pub slot: u32,
}

/// What has to be evaluated when an answer changes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reader {
    Gate(GateId),
    Check(CheckId),
    Material(u32),
}

/// What lives at the root, or in the rows of a list.
#[derive(Default)]
pub(crate) struct Level {
    /// The list; `None` for the root.
    pub list: Option<FieldId>,
    pub shape: Shape,
    pub fields: Vec<FieldId>,
    /// Each after those it depends on.
    pub gates: Vec<GateId>,
    pub checks: Vec<CheckId>,
}

/// The properties of an object, ending in fields.
#[derive(Default)]
pub(crate) struct Shape {
    /// Sorted by name.
    pub props: Vec<(String, Prop)>,
}

/// A property.
pub(crate) enum Prop {
    Object(Shape),
    Field(FieldId),
}

impl Shape {
    /// The property of that name.
    pub fn get(&self, name: &str) -> Option<&Prop> {
        self.find(name).ok().map(|at| &self.props[at].1)
    }

    /// Adds a property, in order of names: a form may have thousands.
    pub fn add(&mut self, name: &str, prop: Prop) {
        let at = self.find(name).unwrap_or_else(|at| at);
        self.props.insert(at, (String::from(name), prop));
    }

    fn find(&self, name: &str) -> Result<usize, usize> {
        self.props.binary_search_by(|(n, _)| n.as_str().cmp(name))
    }
}

//! The compiled form.

mod field;
mod layout;
mod material;
mod rules;

pub(crate) use field::Span;
pub use field::{Choice, Field, FieldId, FieldKind, Key, ListSpec, Look, RowId};
pub use layout::{Node, NodeId, NodeKind, Step};
pub use material::{Exemption, Material};
pub(crate) use rules::{Check, CheckId, Gate, GateId, Level, Prop, Reader, Shape};

/// A form, compiled: fields, layout, materials, and what depends on what.
///
/// Indices handed out by a model are valid for that model.
pub struct Model {
    pub(crate) fields: Vec<Field>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) steps: Vec<Step>,
    pub(crate) materials: Vec<Material>,
    /// The root first, then the rows of each list.
    pub(crate) levels: Vec<Level>,
    pub(crate) gates: Vec<Gate>,
    /// Gates such that each comes after those it depends on.
    pub(crate) gate_order: Vec<GateId>,
    pub(crate) checks: Vec<Check>,
    /// By field: whatever has to be evaluated when its answer changes.
    pub(crate) readers: Vec<Vec<Reader>>,
    /// By field: the checks that put their problem there.
    pub(crate) checks_at: Vec<Vec<CheckId>>,
}

impl Model {
    /// The steps, in order.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// A layout element.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// A template field.
    pub fn field(&self, id: FieldId) -> &Field {
        &self.fields[id.0 as usize]
    }

    /// All template fields, by id.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The materials, in order.
    pub fn materials(&self) -> &[Material] {
        &self.materials
    }

    /// The template fields directly in the rows of a list.
    pub fn list_fields(&self, list: FieldId) -> impl Iterator<Item = &Field> {
        self.level(Some(list)).fields.iter().map(|id| self.field(*id))
    }

    /// The field that a full scope names, such as `#/properties/org/properties/name` or
    /// `#/properties/posts/items/properties/count`.
    pub fn field_at(&self, scope: &str) -> Option<FieldId> {
        let mut segments = scope.strip_prefix("#/")?.split('/');
        let mut shape = &self.level(None).shape;
        let mut list = None;
        loop {
            match segments.next() {
                None => return list,
                Some("items") => shape = &self.rows_of(list?)?.shape,
                Some("properties") => match shape.get(segments.next()?)? {
                    Prop::Object(inner) => {
                        shape = inner;
                        list = None;
                    }
                    Prop::Field(id) => list = Some(*id),
                },
                Some(_) => return None,
            }
        }
    }

    /// The level of the rows of a list; the root for `None`, and for a field that is no list.
    pub(crate) fn level(&self, list: Option<FieldId>) -> &Level {
        &self.levels[list.map_or(0, |id| self.field(id).inner as usize)]
    }

    /// The level of the rows of a list; `None` if it is none.
    pub(crate) fn rows_of(&self, id: FieldId) -> Option<&Level> {
        match self.field(id).inner {
            0 => None,
            inner => self.levels.get(inner as usize),
        }
    }

    /// The lists from the root down to and including `list`.
    pub(crate) fn lineage(&self, list: Option<FieldId>) -> Vec<FieldId> {
        let mut line = Vec::new();
        let mut at = list;
        while let Some(id) = at {
            line.push(id);
            at = self.field(id).list;
        }
        line.reverse();
        line
    }
}

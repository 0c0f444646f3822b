//! From a definition to a model.

#![cfg_attr(
    not(feature = "pointers"),
    allow(clippy::trivially_copy_pass_by_ref, reason = "a place is nothing there")
)]

mod condition;
mod expression;
mod layout;
mod leaf;
mod material;
mod order;
mod read;
#[cfg(feature = "pointers")]
mod same;
mod schema;

use serde_json::Value;

use crate::model::{Check, Gate, Node, Shape, Step};
use crate::{CompileError, CompileErrorKind, Field, FieldId, Model};
use read::At;

/// Boxed: a mistake is rare, and the way of a result through many small readers is short.
type Outcome<T> = Result<T, Box<CompileError>>;

/// Compiles a form: the JSON Schema of its answers, its JSON Forms layout, its materials.
///
/// # Errors
/// The first mistake in the definition, with a pointer to it. Whatever this engine would not
/// honour is an error here: unknown keywords, formats and options, scopes that name nothing,
/// conditions that can never be decided, rules in a circle, properties without a control.
pub fn compile(schema: &Value, ui: &Value, materials: &Value) -> Result<Model, CompileError> {
    build(schema, ui, materials).map_err(|error| *error)
}

fn build(schema: &Value, ui: &Value, materials: &Value) -> Outcome<Model> {
    let mut builder = Builder::default();
    builder.schema(schema)?;
    builder.checks()?;
    builder.layout(ui)?;
    let materials = builder.materials(materials)?;
    builder.all_placed()?;
    order::finish(builder, materials)
}

/// The model as it grows.
#[derive(Default)]
struct Builder<'d> {
    fields: Vec<Field>,
    /// By field: where its schema is, and whether it has a control.
    sources: Vec<Source>,
    root: Shape,
    /// The properties of the rows of each list.
    rows: Vec<(FieldId, Shape)>,
    nodes: Vec<Node>,
    steps: Vec<Step>,
    gates: Vec<Gate>,
    /// By gate: where its rule is.
    gate_sources: Vec<String>,
    checks: Vec<Check>,
    /// Cross-field checks met in the schema, compiled once all fields are known.
    pending: Vec<Pending<'d>>,
    has_materials: bool,
}

struct Source {
    pointer: String,
    placed: bool,
}

struct Pending<'d> {
    checks: &'d Value,
    pointer: String,
    list: Option<FieldId>,
}

impl Builder<'_> {
    fn field(&self, id: FieldId) -> &Field {
        &self.fields[id.0 as usize]
    }

    /// The properties of the rows of a list, or of the root.
    fn shape(&self, list: Option<FieldId>) -> &Shape {
        let rows = self.rows.iter().find(|(id, _)| Some(*id) == list);
        rows.map_or(&self.root, |(_, shape)| shape)
    }

    fn all_placed(&self) -> Outcome<()> {
        for (field, source) in self.fields.iter().zip(&self.sources) {
            let kind = if !source.placed {
                CompileErrorKind::Unplaced
            } else if field.label.zh.is_empty() {
                CompileErrorKind::Missing
            } else {
                continue;
            };
            let detail = if source.placed { "title" } else { field.path.last().map_or("", |n| n) };
            return Err(Box::new(CompileError {
                pointer: source.pointer.clone(),
                kind,
                detail: String::from(detail),
            }));
        }
        Ok(())
    }
}

fn index(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

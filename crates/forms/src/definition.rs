//! The definition of a form as it is stored and sent.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{CompileError, Model, compile};

/// A form as data: what a form endpoint carries.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FormDefinition {
    /// JSON Schema 2020-12 of the answers, a root object.
    pub schema: Value,
    /// JSON Forms `Categorization`; each `Category` is a step.
    pub ui: Value,
    /// The materials (申请材料), an array.
    #[serde(default)]
    pub materials: Value,
    /// What the applicant promises before submitting (承诺书).
    #[serde(default)]
    pub commitment: Value,
}

impl FormDefinition {
    /// Takes its parts out of what was read; a part that is missing is `Null`, which does not
    /// compile. In a fraction of the code of reading it by its type.
    pub fn of(mut read: Value) -> Self {
        let mut take = |name: &str| read.get_mut(name).map(Value::take).unwrap_or_default();
        Self {
            schema: take("schema"),
            ui: take("ui"),
            materials: take("materials"),
            commitment: take("commitment"),
        }
    }

    /// Compiles the definition. See [`compile`].
    pub fn compile(&self) -> Result<Model, CompileError> {
        compile(&self.schema, &self.ui, &self.materials)
    }
}

//! The written guides (办事指南) and the forms of the demo district, from files beside the code.
//!
//! A file is one item. They are built into the program, so that it runs from any folder, and
//! read once at start: what is malformed or empty stops the start with the file's name.

mod body;
mod complete;
mod contradictions;
mod files;
mod form;

use std::collections::BTreeMap;

use bangban_contract::form::Form;
use bangban_contract::guide::GuideBody;
use bangban_forms::{CompileError, FormDefinition, Model};

use crate::documents::Template;
use crate::results::Sources;

pub use complete::gaps;
pub use contradictions::contradictions;

/// What was read.
#[derive(Clone, Debug)]
pub struct Guides {
    /// The written part of each guide, by item id.
    pub bodies: BTreeMap<String, GuideBody>,
    /// The forms, by item id.
    pub forms: Vec<Form>,
    /// What the papers of an item state, by item id.
    pub papers: BTreeMap<String, Template>,
    /// What samples of the results are made from.
    pub results: Sources,
}

/// A file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum GuideError {
    /// It is not what it should be.
    #[error("{file}: {cause}")]
    Unreadable {
        /// Which file.
        file: &'static str,
        /// Why.
        cause: serde_json::Error,
    },
    /// The form does not compile.
    #[error("{file}: {cause}")]
    Uncompiled {
        /// Which file.
        file: &'static str,
        /// Why.
        cause: CompileError,
    },
    /// The file says that it is about another item.
    #[error("{file} is about {item}")]
    Misnamed {
        /// Which file.
        file: &'static str,
        /// What it says.
        item: String,
    },
    /// The guide leaves something out, or speaks of a material that the form does not have.
    #[error("{file}: {element} is missing, empty or unknown")]
    Incomplete {
        /// Which file.
        file: &'static str,
        /// What.
        element: String,
    },
    /// The guide contradicts itself or the catalogue.
    #[error("the guide of {item}: {what}")]
    Contradictory {
        /// Of which item.
        item: String,
        /// How.
        what: String,
    },
}

/// Reads every guide and form.
pub fn load() -> Result<Guides, GuideError> {
    let mut forms = Vec::new();
    let mut models: BTreeMap<String, Model> = BTreeMap::new();
    for (file, text) in files::FORMS {
        let form: Form =
            serde_json::from_str(text).map_err(|cause| GuideError::Unreadable { file, cause })?;
        named(file, &form.item)?;
        let definition: FormDefinition = serde_json::from_value(form.definition.clone())
            .map_err(|cause| GuideError::Unreadable { file, cause })?;
        let model = definition.compile().map_err(|cause| GuideError::Uncompiled { file, cause })?;
        models.insert(form.item.clone(), model);
        forms.push(form);
    }
    let mut results = Sources::default();
    for (file, text) in files::SAMPLES {
        let mut sample: serde_json::Value =
            serde_json::from_str(text).map_err(|cause| GuideError::Unreadable { file, cause })?;
        results.answers.insert((*file).to_owned(), sample["answers"].take());
    }
    let (mut bodies, mut papers) = (BTreeMap::new(), BTreeMap::new());
    for (file, text) in files::GUIDES {
        let mut guide: body::GuideFile =
            serde_json::from_str(text).map_err(|cause| GuideError::Unreadable { file, cause })?;
        named(file, &guide.item)?;
        let item = guide.item.clone();
        papers.extend(guide.paper.take().map(|paper| (item.clone(), paper)));
        let body = guide
            .into_body(models.get(&item), &mut results.lines)
            .map_err(|element| GuideError::Incomplete { file, element })?;
        if let Some(element) = gaps(&body).into_iter().next() {
            return Err(GuideError::Incomplete { file, element });
        }
        bodies.insert(item, body);
    }
    Ok(Guides { bodies, forms, papers, results })
}

fn named(file: &'static str, item: &str) -> Result<(), GuideError> {
    if file == item { Ok(()) } else { Err(GuideError::Misnamed { file, item: item.to_owned() }) }
}

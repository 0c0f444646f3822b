//! Blank forms (空表) and samples (样表) of the materials, as Word documents made from files
//! beside the code: each file says what is asked for and how a sample answers it.

mod block;
mod docx;
mod package;

use std::collections::BTreeMap;

pub(crate) use block::{Block, Sheet};

/// The media type of the documents.
pub const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// To be filled in (空表).
    Blank,
    /// Filled in as an example (样表).
    Sample,
    /// What one gets, as an example (结果样本).
    Result,
}

/// A document to download.
#[derive(Clone, Debug)]
pub struct Blank {
    /// The name under which it is saved.
    pub name: String,
    /// The document.
    pub bytes: Vec<u8>,
}

/// A file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BlankError {
    /// It is not what it should be.
    #[error("{file}: {cause}")]
    Unreadable {
        /// Which file.
        file: &'static str,
        /// Why.
        cause: serde_json::Error,
    },
    /// It cannot be packed.
    #[error("{file} cannot be packed: {cause}")]
    Unpacked {
        /// Which file.
        file: &'static str,
        /// Why.
        cause: std::io::Error,
    },
}

macro_rules! sheets {
    ($($id:literal),+ $(,)?) => {
        &[$((
            $id,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/blanks/", $id, ".json")),
        )),+]
    };
}

const SHEETS: &[(&str, &str)] = sheets!(
    "mandate",
    "special-hours-statement",
    "special-hours-schedule",
    "special-hours-roster",
    "special-hours-union",
    "special-hours-consultation",
    "special-hours-report",
    "food-layout",
    "labour-dispatch-equipment",
);

/// Makes every document, by its path below the API.
pub fn load() -> Result<BTreeMap<String, Blank>, BlankError> {
    let mut all = BTreeMap::new();
    for (file, text) in SHEETS {
        let sheet: Sheet =
            serde_json::from_str(text).map_err(|cause| BlankError::Unreadable { file, cause })?;
        for (version, word, name) in
            [(Version::Blank, "blank", "空表"), (Version::Sample, "sample", "样表")]
        {
            let name = format!("{}（{name}）.docx", sheet.title);
            let made = make(&sheet, version, name)
                .map_err(|cause| BlankError::Unpacked { file, cause })?;
            all.insert(format!("/blanks/{file}/{word}.docx"), made);
        }
    }
    Ok(all)
}

/// Makes a document that is saved as `name`.
pub(crate) fn make(sheet: &Sheet, version: Version, name: String) -> std::io::Result<Blank> {
    Ok(Blank { name, bytes: package::pack(&docx::document(sheet, version))? })
}

//! Samples of what one gets (结果样本), as Word documents to download. A decision is written by
//! what writes the real ones, from answers that are invented; what this system does not issue
//! itself is written from the lines beside its guide.

mod paper;

use std::collections::BTreeMap;

use bangban_contract::document::DocumentRef;
use bangban_contract::filing::FilingState;
use bangban_contract::guide::Guide;
use chrono::{NaiveDate, NaiveTime};
use serde_json::Value;

use crate::blanks::{self, Blank, Version};
use crate::district::{District, DistrictError};
use crate::documents::{self, Content, approved};
use crate::filings::numbers::acceptance_number;
use crate::filings::{Items, start};

/// The day of every sample.
const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();

/// What a sample states: names, and what is stated of each.
pub type Lines = Vec<(String, String)>;

/// What samples are made from.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Complete answers to a form, by id of the item: from them its decision is written.
    pub answers: BTreeMap<String, Value>,
    /// What other documents state, by the path of the sample below the API.
    pub lines: BTreeMap<String, Lines>,
}

/// A sample cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum ResultError {
    /// The items cannot be read.
    #[error(transparent)]
    District(#[from] DistrictError),
    /// There is nothing to make it from.
    #[error("nothing to make {0} from")]
    Unknown(String),
    /// It cannot be packed.
    #[error("{path} cannot be packed: {cause}")]
    Unpacked {
        /// Which.
        path: String,
        /// Why.
        cause: std::io::Error,
    },
}

/// The path of a sample below the API; `at` counts the results of the item from 0.
pub fn path(item: &str, at: usize) -> String {
    format!("/results/{item}/{}.docx", at + 1)
}

/// Makes the sample of every result, by its path below the API.
pub fn samples(
    district: &District,
    sources: &Sources,
) -> Result<BTreeMap<String, Blank>, ResultError> {
    let items = district.items()?;
    let mut all = BTreeMap::new();
    for guide in &district.guides {
        for result in guide.body.iter().flat_map(|body| &body.results) {
            let Some(path) = &result.sample_file else { continue };
            let sheet = match sources.lines.get(path) {
                Some(lines) => paper::of_lines(guide, &result.name.zh, lines, DAY),
                None => decision(&items, guide, sources)
                    .ok_or_else(|| ResultError::Unknown(path.clone()))?,
            };
            let name = format!("{}（样本）.docx", result.name.zh);
            let made = blanks::make(&sheet, Version::Result, name)
                .map_err(|cause| ResultError::Unpacked { path: path.clone(), cause })?;
            all.insert(path.clone(), made);
        }
    }
    Ok(all)
}

/// The decision that grants what the invented answers ask for.
fn decision(items: &Items, guide: &Guide, sources: &Sources) -> Option<blanks::Sheet> {
    let id = &guide.item.id;
    let (item, answers) = (items.find(id)?, sources.answers.get(id)?);
    let approved = approved(&item.paper, &item.model, answers, items.regions(), DAY);
    let mut record = start::new(item, DAY.and_time(NaiveTime::MIN).and_utc());
    record.state = FilingState::Granted;
    // No real filing or document has the number 0.
    record.number = Some(acceptance_number(DAY, 0));
    // A decision begins with whom it is for.
    record.party.name = approved.facts.first()?.value.clone();
    let content = Content::Grant { approved: &approved };
    let kind = content.kind();
    let summary = DocumentRef {
        id: String::new(),
        kind,
        number: documents::number(kind, 2026, 0),
        issued_at: String::new(),
    };
    Some(paper::of_document(&documents::write(summary, &record, &content, true), DAY))
}

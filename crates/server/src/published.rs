//! What the catalogue's addresses answer, made once at start: the lists are held ready in
//! their encodings, the guides are written when they are asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use bangban_contract::form::Prefill;
use bangban_contract::guide::Guide;

use crate::blanks::Blank;
use crate::district::{District, DistrictError};
use crate::http::{ApiError, Encoded};

/// The answers. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Published(Arc<Answers>);

/// What [`Published`] holds.
#[derive(Debug)]
pub struct Answers {
    /// The packed catalogue.
    pub index: Encoded,
    /// Life-event scenes.
    pub scenes: Encoded,
    /// Licence bundles.
    pub bundles: Encoded,
    /// Departments.
    pub departments: Encoded,
    /// Stations.
    pub stations: Encoded,
    /// Figures of the catalogue.
    pub figures: Encoded,
    /// What lies below each region.
    pub regions: BTreeMap<String, Encoded>,
    /// The form of each item that has one.
    pub forms: BTreeMap<String, Encoded>,
    guides: BTreeMap<String, Guide>,
    prefills: BTreeMap<String, Vec<Prefill>>,
    blanks: BTreeMap<String, Blank>,
}

impl Published {
    /// Makes them. Nothing of a district that does not fit together is published.
    pub fn new(district: District) -> Result<Self, PublishError> {
        district.check()?;
        let regions = district.regions.iter();
        let regions = regions.map(|(code, below)| Ok((code.clone(), Encoded::held_json(below)?)));
        let forms = district.forms.iter();
        let forms = forms.map(|form| Ok((form.item.clone(), Encoded::held_json(form)?)));
        Ok(Self(Arc::new(Answers {
            index: Encoded::held("text/plain; charset=utf-8", district.index),
            scenes: Encoded::held_json(&district.scenes)?,
            bundles: Encoded::held_json(&district.bundles)?,
            departments: Encoded::held_json(&district.departments)?,
            stations: Encoded::held_json(&district.stations)?,
            figures: Encoded::held_json(&district.figures)?,
            regions: regions.collect::<Result<_, ApiError>>()?,
            forms: forms.collect::<Result<_, ApiError>>()?,
            guides: district
                .guides
                .into_iter()
                .map(|guide| (guide.item.id.clone(), guide))
                .collect(),
            prefills: district.prefills,
            blanks: district.blanks,
        })))
    }

    /// The answers that are held ready.
    pub fn ready(&self) -> &Answers {
        &self.0
    }

    /// The guide of an item.
    pub fn guide(&self, item: &str) -> Option<&Guide> {
        self.0.guides.get(item)
    }

    /// The document to download at a path below the API.
    pub fn blank(&self, path: &str) -> Option<&Blank> {
        self.0.blanks.get(path)
    }

    /// What the registers know of a party.
    pub fn known_of(&self, party: &str) -> &[Prefill] {
        self.0.prefills.get(party).map_or(&[], Vec::as_slice)
    }
}

/// The district cannot be published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// Its data do not fit together.
    #[error(transparent)]
    District(#[from] DistrictError),
    /// It cannot be written as JSON.
    #[error("cannot be written: {0}")]
    Write(#[from] ApiError),
}

//! What a district publishes and knows, as plain data: the catalogue, its guides and forms,
//! the people who can sign in, and what the registers say of whom.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bangban_contract::catalogue::{Department, Figures, Region, Scene, Station};
use bangban_contract::form::{Form, Prefill};
use bangban_contract::guide::{Guide, GuideBody};
use bangban_forms::{CompileError, FormDefinition};

use crate::blanks::Blank;
use crate::documents::{Paper, Template};
use crate::filings::{FileableItem, Items};
use crate::session::Identity;

/// The code under which the top of the region tree is asked for.
pub const ROOT_REGION: &str = "0";

/// All of it. The parts that it is made from have checked themselves; `check` looks at what
/// one part says of another.
#[derive(Clone, Debug, Default)]
pub struct District {
    /// The catalogue in the packed format of the `search` crate.
    pub index: String,
    /// The guide of every item; the item itself is in it.
    pub guides: Vec<Guide>,
    /// Life-event scenes.
    pub scenes: Vec<Scene>,
    /// Licence bundles.
    pub bundles: Vec<Scene>,
    /// Departments.
    pub departments: Vec<Department>,
    /// Stations.
    pub stations: Vec<Station>,
    /// What lies below each region, by its code; the top ones below [`ROOT_REGION`].
    pub regions: BTreeMap<String, Vec<Region>>,
    /// How large the catalogue is.
    pub figures: Figures,
    /// The forms.
    pub forms: Vec<Form>,
    /// Blank forms, samples of them and of results to download, by their path below the API.
    pub blanks: BTreeMap<String, Blank>,
    /// What the papers of an item state, by its id.
    pub papers: BTreeMap<String, Template>,
    /// The people who can sign in, in the order in which they are offered.
    pub identities: Vec<Identity>,
    /// The service station of the group that a party belongs to, by id of the party.
    pub group_stations: BTreeMap<String, String>,
    /// What the registers know, by id of the party.
    pub prefills: BTreeMap<String, Vec<Prefill>>,
}

/// The district's data do not fit together.
#[derive(Debug, thiserror::Error)]
pub enum DistrictError {
    /// The same id twice.
    #[error("two {what} have the id {id}")]
    Twice {
        /// Of what.
        what: &'static str,
        /// Which.
        id: String,
    },
    /// Something names what is not there.
    #[error("{by} names the {what} {id}, which is not there")]
    Missing {
        /// Who names it.
        by: String,
        /// Of what kind.
        what: &'static str,
        /// Which.
        id: String,
    },
    /// A form cannot be read.
    #[error("the form of {item} cannot be read: {cause}")]
    Unreadable {
        /// Of which item.
        item: String,
        /// Why.
        cause: serde_json::Error,
    },
    /// A form cannot be compiled.
    #[error("the form of {item} cannot be compiled: {cause}")]
    Uncompiled {
        /// Of which item.
        item: String,
        /// Why.
        cause: CompileError,
    },
    /// A paper would state what the form does not ask, or what is sensitive.
    #[error("the papers of {item} cannot state {scope}")]
    Unstated {
        /// Of which item.
        item: String,
        /// The scope.
        scope: String,
    },
}

impl District {
    /// Checks what one part says of another.
    pub fn check(&self) -> Result<(), DistrictError> {
        let items = ids("items", self.guides.iter().map(|guide| &guide.item.id))?;
        let departments = ids("departments", self.departments.iter().map(|one| &one.id))?;
        let stations = ids("stations", self.stations.iter().map(|one| &one.id))?;
        ids("scenes", self.scenes.iter().map(|one| &one.id))?;
        ids("bundles", self.bundles.iter().map(|one| &one.id))?;
        ids("forms", self.forms.iter().map(|one| &one.item))?;
        ids("identities", self.identities.iter().map(|one| &one.person.id))?;
        for guide in &self.guides {
            named(&guide.item.id, "department", &guide.item.department, &departments)?;
            for path in guide.body.iter().flat_map(GuideBody::files) {
                if !self.blanks.contains_key(path) {
                    let (by, id) = (guide.item.id.clone(), path.to_owned());
                    return Err(DistrictError::Missing { by, what: "download", id });
                }
            }
        }
        for scene in self.scenes.iter().chain(&self.bundles) {
            for item in &scene.items {
                named(&scene.id, "item", item, &items)?;
            }
        }
        for (party, station) in &self.group_stations {
            named(party, "station", station, &stations)?;
        }
        for form in &self.forms {
            named("a form", "item", &form.item, &items)?;
        }
        for person in self.identities.iter().map(|one| &one.person) {
            if let Some(department) = &person.department {
                named(&person.id, "department", department, &departments)?;
            }
            if let Some(desk) = &person.desk {
                named(&person.id, "station", &desk.station, &stations)?;
            }
        }
        Ok(())
    }

    /// The items that can be filed, with their forms compiled.
    pub fn items(&self) -> Result<Items, DistrictError> {
        let mut items = Vec::new();
        for form in &self.forms {
            let item = || form.item.clone();
            let definition: FormDefinition = serde_json::from_value(form.definition.clone())
                .map_err(|cause| DistrictError::Unreadable { item: item(), cause })?;
            let model = definition
                .compile()
                .map_err(|cause| DistrictError::Uncompiled { item: item(), cause })?;
            let guide = self.guides.iter().find(|guide| guide.item.id == form.item);
            let guide = guide.ok_or_else(|| DistrictError::Missing {
                by: "a form".into(),
                what: "item",
                id: item(),
            })?;
            let template = self.papers.get(&form.item).cloned().unwrap_or_default();
            if let Some(scope) = template.flaw(&model) {
                return Err(DistrictError::Unstated { item: item(), scope });
            }
            let body = guide.body.as_ref();
            let paper = Paper {
                template,
                basis: body.map(|body| body.basis.clone()).unwrap_or_default(),
                special: body.map(|body| body.special.clone()).unwrap_or_default(),
            };
            items.push(FileableItem {
                summary: guide.item.clone(),
                form_version: form.version.clone(),
                model: Arc::new(model),
                paper: Arc::new(paper),
            });
        }
        let regions = self.regions.values().flatten();
        let regions = regions.map(|region| (region.code.clone(), region.name.clone()));
        Ok(Items::new(items, regions.collect()))
    }
}

fn ids<'a>(
    what: &'static str,
    all: impl Iterator<Item = &'a String>,
) -> Result<BTreeSet<&'a str>, DistrictError> {
    let mut seen = BTreeSet::new();
    for id in all {
        if !seen.insert(id.as_str()) {
            return Err(DistrictError::Twice { what, id: id.clone() });
        }
    }
    Ok(seen)
}

fn named(
    by: &str,
    what: &'static str,
    id: &str,
    known: &BTreeSet<&str>,
) -> Result<(), DistrictError> {
    if known.contains(id) {
        Ok(())
    } else {
        Err(DistrictError::Missing { by: by.to_owned(), what, id: id.to_owned() })
    }
}

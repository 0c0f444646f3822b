//! The demo district, put together from its parts: the catalogue, its guides and forms, and
//! the registers. `District` says what is in it.

use std::collections::{BTreeMap, BTreeSet};

use bangban_contract::Text;

use crate::bench_forms;
use crate::bench_people;
use crate::blanks::{self, BlankError};
use crate::catalogue::{self, Catalogue, TableError};
use crate::config::Config;
use crate::district::District;
use crate::guides::{self, GuideError};
use crate::registers::{RegisterError, Registers};
use crate::results::{self, ResultError};

/// Sizes of the forms that are there to be measured, in fields.
const BENCH_SIZES: [usize; 3] = [20, 200, 2_000];

/// The demo district cannot be put together.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A table of the catalogue.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A guide or a form.
    #[error(transparent)]
    Guide(#[from] GuideError),
    /// A blank form.
    #[error(transparent)]
    Blank(#[from] BlankError),
    /// The sample of a result.
    #[error(transparent)]
    Result(#[from] ResultError),
    /// A register.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The catalogue cannot be packed for the search.
    #[error("the catalogue cannot be packed: {0}")]
    Pack(#[from] bangban_search::PackError),
}

/// The district that this program serves. Its people and what the registers know of them are
/// there in demo mode alone.
pub fn district(config: &Config) -> Result<District, DemoError> {
    let catalogue = Catalogue::load()?;
    let mut written = guides::load()?;
    let forms: BTreeSet<String> = written.forms.iter().map(|form| form.item.clone()).collect();
    let with_guide: BTreeSet<String> = written.bodies.keys().cloned().collect();
    let index = catalogue::index(&catalogue, &with_guide, &forms)?;
    for item in &catalogue.items {
        let Some(body) = written.bodies.get(&item.id) else { continue };
        if let Some(what) = guides::contradictions(body, item.promised_days).into_iter().next() {
            return Err(GuideError::Contradictory { item: item.id.clone(), what }.into());
        }
    }
    let departments: BTreeMap<&str, &catalogue::DepartmentRow> =
        catalogue.departments.iter().map(|one| (one.id.as_str(), one)).collect();
    let guides = catalogue.items.iter().filter_map(|item| {
        let department = departments.get(item.department.as_str())?;
        let body = written.bodies.remove(&item.id);
        Some(catalogue::guide(item, department, body, forms.contains(&item.id)))
    });
    let mut district = District {
        index,
        guides: guides.collect(),
        scenes: catalogue::scenes(&catalogue.scenes),
        bundles: catalogue::scenes(&catalogue.bundles),
        departments: catalogue::departments(&catalogue),
        stations: catalogue::stations(&catalogue),
        regions: catalogue::regions(&catalogue.places),
        figures: catalogue::figures(&catalogue),
        forms: written.forms,
        papers: written.papers,
        blanks: blanks::load()?,
        ..District::default()
    };
    let samples = results::samples(&district, &written.results)?;
    district.blanks.extend(samples);
    if config.bench_forms {
        if let Some(department) = catalogue.departments.first() {
            let name = Text::new(&department.name, &department.name_en);
            for size in BENCH_SIZES {
                district.forms.push(bench_forms::form(size));
                district.guides.push(bench_forms::guide(size, &department.id, &name));
            }
        }
    }
    if config.demo {
        let registers = Registers::load()?;
        district.identities = registers.identities;
        district.identities.extend(bench_people::people(config.bench_people));
        district.prefills = registers.prefills;
        district.group_stations = registers.stations;
    }
    Ok(district)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::AppState;
    use crate::clock::Clock;

    #[tokio::test]
    async fn the_demo_district_can_be_served() {
        for bench_forms in [false, true] {
            let folder = tempfile::tempdir().expect("a folder");
            let mut config = Config::with_data(folder.path());
            config.demo = true;
            config.bench_forms = bench_forms;
            let district = district(&config).expect("put together");
            assert!(!district.identities.is_empty());
            AppState::open(config, Clock::system(), district).await.expect("served");
        }
    }
}

//! The tree of places (行政区划).

use std::collections::{BTreeMap, BTreeSet};

use bangban_contract::catalogue::Region;
use serde::Deserialize;

use super::table::{Row, TableError};
use crate::district::ROOT_REGION;

/// A place as its table has it.
#[derive(Clone, Debug, Deserialize)]
pub struct Place {
    /// Code.
    pub code: String,
    /// Code of what it lies in; `0` for the top.
    pub above: String,
    /// Name.
    pub name: String,
}

/// Each place lies in one that stands before it, and no code stands twice.
pub(super) fn check(rows: &[Row<Place>]) -> Result<(), TableError> {
    let mut known = BTreeSet::from([ROOT_REGION]);
    for row in rows {
        if !known.contains(row.value.above.as_str()) {
            return Err(row.wrong("above", "names a place that does not stand before it"));
        }
        if !known.insert(&row.value.code) {
            return Err(row.wrong("code", "stands twice"));
        }
    }
    Ok(())
}

/// What lies below each place.
pub fn regions(places: &[Place]) -> BTreeMap<String, Vec<Region>> {
    let inner: BTreeSet<&str> = places.iter().map(|place| place.above.as_str()).collect();
    let mut below: BTreeMap<String, Vec<Region>> = BTreeMap::new();
    for place in places {
        below.entry(place.above.clone()).or_default().push(Region {
            code: place.code.clone(),
            name: place.name.clone(),
            leaf: !inner.contains(place.code.as_str()),
        });
    }
    below
}

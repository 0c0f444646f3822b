//! Places by their codes: fetched a level at a time and remembered while the page is open.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use bangban_contract::catalogue::Region;

use crate::api::{ApiError, forms};

/// The code above the provinces.
pub const TOP: &str = "0";

thread_local! {
    static KNOWN: RefCell<BTreeMap<String, Rc<[Region]>>> = const { RefCell::new(BTreeMap::new()) };
}

/// The places directly below a place.
pub async fn below(code: &str) -> Result<Rc<[Region]>, ApiError> {
    if let Some(known) = KNOWN.with_borrow(|known| known.get(code).cloned()) {
        return Ok(known);
    }
    let places: Rc<[Region]> = forms::regions(code).await?.into();
    KNOWN.with_borrow_mut(|known| known.insert(code.to_owned(), places.clone()));
    Ok(places)
}

/// Makes the names of all places on a path known.
pub async fn learn(path: &[String]) -> Result<(), ApiError> {
    below(TOP).await?;
    for code in path.iter().take(path.len().saturating_sub(1)) {
        below(code).await?;
    }
    Ok(())
}

/// The name of a place that has been fetched.
pub fn name(code: &str) -> Option<String> {
    KNOWN.with_borrow(|known| {
        known
            .values()
            .flat_map(|places| places.iter())
            .find(|place| place.code == code)
            .map(|place| place.name.clone())
    })
}

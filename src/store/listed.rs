//! A list of filings: the server's, or the drafts that this device keeps where it does not answer.

use bangban_contract::filing::FilingPage;
use leptos::prelude::*;

use super::device;
use super::session::SessionStore;
use crate::api::ApiError;
use crate::api::filings::{self, Wanted};

/// A page of filings.
#[derive(Clone)]
pub struct Listed {
    /// The filings.
    pub page: FilingPage,
    /// Whether they are what this device keeps.
    pub is_kept: bool,
}

/// Asks for filings of the party for whom one acts.
///
/// # Errors
/// As [`ApiError`] tells; where the server does not answer, only if nothing is kept.
pub async fn list(session: SessionStore, wanted: &Wanted) -> Result<Listed, ApiError> {
    let answer =
        if session.is_kept() { Err(ApiError::Unreachable) } else { filings::list(wanted).await };
    let unreachable = match answer {
        Ok(page) => return Ok(Listed { page, is_kept: false }),
        Err(ApiError::Unreachable) => ApiError::Unreachable,
        Err(error) => return Err(error),
    };
    let (person, party) = untrack(|| (session.person(), session.acting()));
    let (Some(person), Some(party)) = (person, party) else { return Err(unreachable) };
    let Ok(coming) = device::drafts_kept(person.id).await else { return Err(unreachable) };
    let mut filings = coming.await;
    filings.retain(|filing| filing.party.id == party.id);
    if filings.is_empty() {
        return Err(unreachable);
    }
    let total = u32::try_from(filings.len()).unwrap_or(u32::MAX);
    Ok(Listed { page: FilingPage { filings, next: None, total }, is_kept: true })
}

//! Brings a draft that nobody has open to the server, by plain requests: before somebody leaves
//! the device.

use super::APPLICANTS;
use crate::api::ApiError;
use crate::platform::store::Store;
use crate::store::journal::{kept, moving};

/// Sends what the server has not of the draft that `store` keeps. Done, the server has all of it.
pub async fn bring(person: &str, filing: &str, store: &Store) -> Result<(), ApiError> {
    let ours = kept(person, filing, store).await.map_err(|_| ApiError::Unreadable)?;
    moving::bring_left(filing, store).await?;
    for name in APPLICANTS.iter().copied() {
        moving::bring(filing, ours.address(name), &[ours.snapshot(name)]).await?;
    }
    Ok(())
}

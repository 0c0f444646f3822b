//! Brings a draft that nobody has open to the server, by plain requests: before somebody leaves
//! the device.

use bangban_draft::{Draft, NOTHING};

use super::APPLICANTS;
use crate::api::{ApiError, drafts};
use crate::platform::store::Store;
use crate::store::journal::kept;

/// Sends what the server has not of the draft that `store` keeps. Done, the server has all of it.
pub async fn bring(person: &str, filing: &str, store: &Store) -> Result<(), ApiError> {
    let ours = kept(person, filing, store).await.map_err(|_| ApiError::Unreadable)?;
    for name in APPLICANTS.iter().copied() {
        let document = ours.address(name);
        let mut theirs = Draft::new(1, "");
        let mut after = 0;
        loop {
            let came = drafts::read(filing, &document.to_string(), after, 0).await?;
            if came.updates.is_empty() {
                break;
            }
            for bytes in came.updates {
                // What cannot be read is not known to be there, and is sent once more.
                let _ = theirs.load(document, &bytes);
            }
            if came.cursor <= after {
                break;
            }
            after = came.cursor;
        }
        let known = theirs.state_vector(name);
        let update = ours.since(name, &known).unwrap_or_default();
        if !update.is_empty() && update != NOTHING {
            drafts::append(filing, &document.to_string(), &update).await?;
        }
    }
    Ok(())
}

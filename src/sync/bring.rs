//! Brings a draft that nobody has open to the server, by plain requests: before somebody leaves
//! the device.

use bangban_draft::{Address, Draft, NOTHING};

use super::SHARED;
use crate::api::{ApiError, drafts};
use crate::platform::store::Store;

/// Sends what the server has not of the draft that `store` keeps. Done, the server has all of it.
pub async fn bring(filing: &str, store: &Store) -> Result<(), ApiError> {
    let mut ours = Draft::new(1, "");
    for update in store.updates(filing).await.map_err(|_| ApiError::Unreadable)? {
        let document = Address::parse(&update.document).ok_or(ApiError::Unreadable)?;
        ours.load(document, &update.bytes).map_err(|_| ApiError::Unreadable)?;
    }
    for name in SHARED {
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

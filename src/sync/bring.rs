//! Brings a draft that nobody has open to the server, by plain requests: before somebody leaves
//! the device.

use bangban_draft::{Draft, NOTHING, Update};

use super::SHARED;
use crate::api::{ApiError, drafts};
use crate::store::journal::Journal;

/// Sends what the server has not. Done, the server has all that the draft holds.
pub async fn bring(filing: &str, journal: &Journal) -> Result<(), ApiError> {
    for name in SHARED {
        let document = journal.read(|draft| draft.address(name));
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
                let _ = journal.take(&Update { document, bytes }, true);
            }
            if came.cursor <= after {
                break;
            }
            after = came.cursor;
        }
        let known = theirs.state_vector(name);
        let update = journal.read(|draft| draft.since(name, &known).unwrap_or_default());
        if !update.is_empty() && update != NOTHING {
            drafts::append(filing, &document.to_string(), &update).await?;
        }
    }
    Ok(())
}

//! Opening: what the device keeps of a filing.

use bangban_draft::{Address, Draft, Name};

use crate::platform::files;
use crate::platform::store::{Store, StoreError};

/// A log longer than this is compacted when the draft is opened.
const LONG_LOG: usize = 200;

/// Reads the log that the device keeps into an empty draft.
pub(super) async fn load(
    person: &str,
    filing: &str,
    draft: &mut Draft,
) -> Result<Store, StoreError> {
    let store = Store::open(person).await?;
    let log = store.updates(filing).await?;
    for update in &log {
        let document = Address::parse(&update.document).ok_or(StoreError::Corrupt)?;
        draft.load(document, &update.bytes).map_err(|_| StoreError::Corrupt)?;
    }
    // What waits for others is in no snapshot.
    let is_whole = Name::ALL.iter().all(|name| !draft.is_waiting(*name));
    if log.len() > LONG_LOG && is_whole {
        let addresses = Name::ALL.map(|name| draft.address(name).to_string());
        let snapshots = Name::ALL.map(|name| (&*addresses[name as usize], draft.snapshot(name)));
        // The long log still stands where this fails.
        let _ = store.compact(filing, &log, &snapshots).await;
    }
    Ok(store)
}

/// Names this tab's replica: at random below 2^53, as Yjs wants it.
pub(super) fn client_id() -> u64 {
    let id = files::random_id();
    u64::from_str_radix(&id[..13], 16).unwrap_or(1)
}

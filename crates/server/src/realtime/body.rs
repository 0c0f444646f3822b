//! What is sent to the REST twin.

use bangban_contract::realtime::DocumentName;
use bangban_wire::Updates;
use bytes::Bytes;
use sha2::{Digest, Sha256};

use super::content::{NotYjs, check_update};

/// The most updates in a body.
const MOST: usize = 1000;

/// The updates of a body, each looked over; an error where one of them is none, and where there
/// is none or there are too many.
pub(super) fn updates(body: &Bytes) -> Result<Vec<Bytes>, NotYjs> {
    let mut updates = Vec::new();
    for update in Updates::of(body) {
        let update = update.map_err(|_| NotYjs)?;
        check_update(update)?;
        updates.push(body.slice_ref(update));
        if updates.len() > MOST {
            return Err(NotYjs);
        }
    }
    if updates.is_empty() { Err(NotYjs) } else { Ok(updates) }
}

/// What an idempotency key stands for: this body for this document.
pub(super) fn hash(name: &DocumentName, body: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(name.to_string());
    hash.update([0]);
    hash.update(body);
    hash.finalize().into()
}

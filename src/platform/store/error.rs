//! Why this device could not keep something.

use wasm_bindgen::JsCast;
use web_sys::DomException;

/// Why this device could not keep something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The browser has no storage for us: private window, or storage is blocked.
    #[error("this browser keeps nothing")]
    Unavailable,
    /// The device or the browser's share of it is full.
    #[error("no space left")]
    Full,
    /// It was not written: the transaction was aborted.
    #[error("not written")]
    Aborted,
    /// What is kept cannot be read any more.
    #[error("what is kept cannot be read")]
    Corrupt,
}

impl From<idb::Error> for StoreError {
    fn from(error: idb::Error) -> Self {
        match error {
            idb::Error::DomException(exception) => Self::named(&exception),
            idb::Error::AddFailed(thrown) | idb::Error::UpdateFailed(thrown) => {
                thrown.dyn_ref().map_or(Self::Aborted, Self::named)
            }
            idb::Error::IndexedDbNotFound(_)
            | idb::Error::IndexedDbOpenFailed(_)
            | idb::Error::TransactionOpenFailed(_) => Self::Unavailable,
            _ => Self::Aborted,
        }
    }
}

impl StoreError {
    /// What an exception of the browser means, by its name (Indexed Database API 3.0).
    pub(super) fn named(exception: &DomException) -> Self {
        match exception.name().as_str() {
            "QuotaExceededError" => Self::Full,
            "AbortError" => Self::Aborted,
            _ => Self::Unavailable,
        }
    }
}

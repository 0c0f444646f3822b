//! Files that are handed in with filings, by tus 1.0 (<https://tus.io/protocols/resumable-upload>).
//!
//! The database promises no byte that is not on the disk: bytes are written and synced first,
//! then the offset is stored. What lies beyond the offset after a crash is cut off.

pub mod create;
pub mod files;
pub mod lock;
pub mod name;
pub mod receive;
pub mod sniff;
pub mod store;
pub mod sweep;
pub mod tus;

use std::path::PathBuf;

use chrono::TimeDelta;

use files::Folder;
use lock::Locks;

/// An unfinished upload that gets no byte for this long expires.
pub const EXPIRES_AFTER: TimeDelta = TimeDelta::days(7);

/// The folder of uploads and who writes in it.
#[derive(Clone, Debug)]
pub struct Uploads {
    /// The folder.
    pub folder: Folder,
    /// One writer at a time for each upload.
    pub locks: Locks,
}

impl Uploads {
    /// Opens the folder, and makes it if it is not there.
    pub fn open(path: PathBuf) -> std::io::Result<Self> {
        Ok(Self { folder: Folder::open(path)?, locks: Locks::default() })
    }

    /// Removes the bytes of an upload whose row is gone. What cannot be removed now is removed
    /// at the next start.
    pub async fn discard(&self, id: &str) {
        self.locks.interrupt(id).await;
        if let Err(error) = self.folder.remove(id).await {
            tracing::warn!(upload = id, %error, "bytes left behind");
        }
    }
}

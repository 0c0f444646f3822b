//! Where the files of a filing belong: at the server, and on this device.

use leptos::prelude::*;

use super::Upload;
use crate::platform::store::{Store, WaitingFile};
use crate::store::seen;

/// The filing, and what is kept of it on this device. It outlives the page.
#[derive(Clone)]
pub(super) struct Place {
    pub filing: String,
    /// None where nothing is to be kept.
    pub store: Option<Store>,
}

impl Place {
    /// Keeps a file that has not arrived, with what is known of it.
    pub(super) async fn keep(&self, upload: &Upload) {
        let (Some(store), Some(blob)) = (&self.store, upload.blob.clone()) else { return };
        let file = WaitingFile {
            id: upload.id.clone(),
            filing: self.filing.clone(),
            material: upload.material.clone(),
            name: upload.name.clone(),
            media_type: upload.media_type.clone(),
            blob,
            address: upload.address.get_untracked(),
        };
        // A device that cannot keep it still sends it; it only cannot go on after a reload.
        let _ = store.keep_file(&file).await;
    }

    /// A file is with the server, or taken away: it is kept no longer.
    pub(super) async fn let_go(&self, id: &str) {
        let Some(store) = &self.store else { return };
        // If this fails, the next opening finds how it stands at the server.
        let _ = store.drop_file(id).await;
        seen::renew_attachments(store, &self.filing).await;
    }
}

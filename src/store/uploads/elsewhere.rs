//! Files that another device of the same person adds and removes meanwhile.

use bangban_contract::upload::Attachment;

use super::{UploadState, Uploads, from_server};
use leptos::prelude::*;

impl Uploads {
    /// Takes in what the server has now. `gone` are ids that it had and has no more. What this
    /// device is sending goes on as it is. Whether the list is still there.
    pub fn catch_up(self, gone: &[String], have: Vec<Attachment>) -> bool {
        let Some(known) = self.files.try_get_untracked() else { return false };
        let is = |file: &super::Upload, id: &str| {
            file.id == id
                || file
                    .address
                    .with_untracked(|address| address.as_ref().is_some_and(|it| it.ends_with(id)))
        };
        for file in &known {
            // One that was still on its way when this page was opened.
            let arrived = have.iter().any(|one| one.complete && is(file, &one.id));
            if arrived && file.blob.is_none() && file.state.get_untracked() != UploadState::Done {
                file.state.set(UploadState::Done);
            }
        }
        let new: Vec<Attachment> = have
            .into_iter()
            .filter(|one| one.complete && !known.iter().any(|file| is(file, &one.id)))
            .collect();
        let lost = |file: &super::Upload| {
            gone.iter().any(|id| is(file, id)) && file.state.get_untracked() == UploadState::Done
        };
        if !new.is_empty() || known.iter().any(lost) {
            self.files.update(|files| {
                files.retain(|file| !lost(file));
                files.extend(new.into_iter().map(from_server));
            });
        }
        true
    }
}

//! Sending what waits. Here and not at the page's: it goes on when that has been left.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Upload, UploadState, Uploads, transfer};
use crate::later::Absent;
use crate::platform::clock;

crate::later! {
    finishing, fetch_sending;
    /// The sending of what waits, which is not needed to open a filing.
    fn sending(uploads: Uploads) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(uploads.send_all())
    }
}

/// A file that only the server has.
impl Uploads {
    /// Sends what waits, one file after the other: on a weak network two at once are slower.
    pub(super) fn pump(self) {
        if self.next_waiting().is_none() {
            return;
        }
        let idle = self
            .core
            .try_update_value(|core| !std::mem::replace(&mut core.running, true))
            .unwrap_or(false);
        if !idle {
            return;
        }
        spawn_local(async move {
            let mut has_come = true;
            match sending(self).await {
                Ok(work) => work.await,
                Err(Absent) => has_come = false,
            }
            self.core.try_update_value(|core| core.running = false);
            if !has_come {
                clock::sleep(5_000).await;
                self.pump();
            }
        });
    }

    async fn send_all(self) {
        while let Some(file) = self.next_waiting() {
            let place = self.core.try_with_value(|core| core.place.clone());
            let Some(place) = place else { return };
            let fresh = file.address.get_untracked().is_none();
            let sent = transfer::send(&place.filing, &file, async |known: &Upload| {
                if fresh {
                    place.keep(known).await;
                }
            })
            .await;
            if sent {
                place.let_go(&file.id).await;
            } else if let UploadState::Retrying(seconds) = file.state.get_untracked() {
                self.retry_later(file.clone(), seconds);
            }
        }
    }

    /// Counts down and goes on, unless the person has decided otherwise meanwhile.
    fn retry_later(self, file: Upload, seconds: u32) {
        spawn_local(async move {
            for left in (0..seconds).rev() {
                clock::sleep(1000).await;
                if !matches!(file.state.get_untracked(), UploadState::Retrying(_)) {
                    return;
                }
                file.state.set(UploadState::Retrying(left));
            }
            file.state.set(UploadState::Waiting);
            self.pump();
        });
    }

    fn next_waiting(self) -> Option<Upload> {
        let waits = |file: &&Upload| file.state.get_untracked() == UploadState::Waiting;
        self.files.try_with_untracked(|files| files.iter().find(waits).cloned()).flatten()
    }
}

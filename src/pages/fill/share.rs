//! What a filing shares with other tabs, devices and people, once it is shown: the code for it
//! comes behind.

use std::future::Future;
use std::pin::Pin;

use bangban_draft::Event;
use bangban_forms::{Key, RowId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::later;
use crate::platform::online;
use crate::store::filling::Filling;
use crate::sync::{self, Screen};

crate::later! {
    merging, fetch_sharing;
    /// Begins; what is given ends it.
    fn begin(person: String, id: String, filling: Filling) -> Box<dyn Fn()> {
        let screen = Box::new(OnScreen(filling));
        sync::start(&person, &id, sync::APPLICANTS, filling.journal(), screen)
    }
}

crate::later! {
    merging, fetch_undo;
    /// Undoes this tab's last change, or makes the last undone one again.
    pub(super) fn undo(filling: Filling, again: bool) -> Option<(Key, Option<RowId>)> {
        // The page may have been left while this came.
        if filling.is_gone() { None } else { filling.undo(again) }
    }
}

/// The form that is open, as what came from elsewhere is shown in it.
pub(in crate::pages) struct OnScreen(pub Filling);

impl Screen for OnScreen {
    fn show(&self, events: Vec<Event>) {
        self.0.apply_outside(events);
    }

    fn quiet(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(self.0.quiet())
    }
}

/// Has the draft shared, as soon as the code for it is there, for as long as the page is.
pub(super) fn share(person: String, id: String, filling: Filling) {
    let journal = filling.journal();
    let ended = StoredValue::new_local(None::<Box<dyn Fn()>>);
    on_cleanup(move || {
        ended.try_with_value(|end| end.as_ref().map(|end| end()));
    });
    spawn_local(async move {
        let mut pause = 1_000;
        while journal.engage().await.is_err() && !ended.is_disposed() {
            online::back_or(pause).await;
            pause = (pause * 2).min(30_000);
        }
        if ended.is_disposed() {
            return;
        }
        let begun = later::unless(|| filling.is_gone(), begin(person, id, filling)).await;
        if let Some(Ok(end)) = begun
            && let Some(Some(end)) = ended.try_set_value(Some(end))
        {
            // The page has gone meanwhile.
            end();
        }
    });
}

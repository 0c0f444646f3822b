//! The search index: fetched once, when something first asks for it, and shared.

use std::sync::Arc;

use bangban_search::Index;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{self, ApiError};

/// The index, shared by context; cheap to copy.
#[derive(Clone, Copy)]
pub struct Catalogue {
    index: RwSignal<Option<Arc<Index>>>,
    /// Why it is not there, while that is so.
    pub failed: RwSignal<Option<ApiError>>,
    asked: StoredValue<bool>,
}

/// The index of the app; begins to fetch it.
pub fn use_catalogue() -> Catalogue {
    let catalogue = expect_context::<Catalogue>();
    catalogue.want();
    catalogue
}

impl Catalogue {
    /// An index that is not fetched yet.
    pub fn new() -> Self {
        Self {
            index: RwSignal::new(None),
            failed: RwSignal::new(None),
            asked: StoredValue::new(false),
        }
    }

    fn want(self) {
        if self.asked.get_value() {
            return;
        }
        self.asked.set_value(true);
        self.failed.set(None);
        spawn_local(async move {
            let index = match api::catalogue::index().await {
                Ok(text) => Index::parse(text).map_err(|_| ApiError::Unreadable),
                Err(error) => Err(error),
            };
            match index {
                Ok(index) => self.index.set(Some(Arc::new(index))),
                Err(error) => {
                    self.asked.set_value(false);
                    self.failed.set(Some(error));
                }
            }
        });
    }

    /// Fetches it once more after a failure.
    pub fn again(self) {
        self.want();
    }

    /// The index, once it is there. Tracked.
    pub fn index(self) -> Option<Arc<Index>> {
        self.index.get()
    }
}

impl Default for Catalogue {
    fn default() -> Self {
        Self::new()
    }
}

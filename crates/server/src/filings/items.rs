//! The items that can be filed here, with their compiled forms.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use bangban_contract::catalogue::ItemSummary;
use bangban_forms::Model;

use crate::documents::Paper;

/// An item (办理项) with a form.
#[derive(Clone)]
pub struct FileableItem {
    /// The item in brief.
    pub summary: ItemSummary,
    /// Version of its form.
    pub form_version: String,
    /// Its form.
    pub model: Arc<Model>,
    /// What its papers are written from.
    pub paper: Arc<Paper>,
}

/// All of them by id, and the names of the regions that answers name by code.
#[derive(Clone, Default)]
pub struct Items {
    items: Arc<BTreeMap<String, FileableItem>>,
    regions: Arc<BTreeMap<String, String>>,
}

impl Items {
    /// These items, and the names of the regions by their codes.
    pub fn new(
        items: impl IntoIterator<Item = FileableItem>,
        regions: BTreeMap<String, String>,
    ) -> Self {
        let items = items.into_iter().map(|item| (item.summary.id.clone(), item));
        Self { items: Arc::new(items.collect()), regions: Arc::new(regions) }
    }

    /// The names of the regions by their codes.
    pub fn regions(&self) -> &BTreeMap<String, String> {
        &self.regions
    }

    /// All that can be filed.
    pub fn all(&self) -> impl Iterator<Item = &FileableItem> {
        self.items.values()
    }

    /// The item of this id, if it can be filed.
    pub fn find(&self, id: &str) -> Option<&FileableItem> {
        self.items.get(id)
    }
}

impl fmt::Debug for Items {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.items.keys()).finish()
    }
}

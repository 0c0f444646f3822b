//! The items that can be filed here, with their compiled forms.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use bangban_contract::catalogue::ItemSummary;
use bangban_forms::Model;

/// An item (办理项) with a form.
#[derive(Clone)]
pub struct FileableItem {
    /// The item in brief.
    pub summary: ItemSummary,
    /// Version of its form.
    pub form_version: String,
    /// Its form.
    pub model: Arc<Model>,
}

/// All of them by id.
#[derive(Clone, Default)]
pub struct Items(Arc<BTreeMap<String, FileableItem>>);

impl Items {
    /// These items.
    pub fn new(items: impl IntoIterator<Item = FileableItem>) -> Self {
        Self(Arc::new(items.into_iter().map(|item| (item.summary.id.clone(), item)).collect()))
    }

    /// The item of this id, if it can be filed.
    pub fn find(&self, id: &str) -> Option<&FileableItem> {
        self.0.get(id)
    }
}

impl fmt::Debug for Items {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

//! Undo and redo (撤销、重做) of what was done in this tab.

use bangban_forms::{FieldKind, Key, RowId};
use leptos::prelude::*;

use super::Filling;

impl Filling {
    /// What is typed from here on is undone apart from what was typed before.
    pub fn boundary(self) {
        self.catch_up();
        // It may come late, when the page is already another one.
        self.core.try_with_value(|core| core.journal.boundary());
    }

    /// Undoes the last change of this tab that is still there, or makes the last undone one
    /// again (`again`). Says which field it was, and which row of it if it is a list.
    pub fn undo(self, again: bool) -> Option<(Key, Option<RowId>)> {
        self.catch_up();
        let (path, events) = self.journal().undo(again)?;
        self.apply_outside(events);
        self.core
            .try_with_value(|core| {
                let (id, above) = path.split_last()?;
                // A row that is gone again has no place: its list has.
                let key = core.key(&path).or_else(|| core.key(above))?;
                let is_list =
                    matches!(core.state.model().field(key.field).kind, FieldKind::List(_));
                let row = is_list.then(|| core.state.row_named(key, id));
                Some((key, row.flatten()))
            })
            .flatten()
    }
}

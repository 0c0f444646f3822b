//! Where things are in the form: what is listed of it stands in its order, and rows by number.

use bangban_forms::{FieldKind, Key, SummaryItem, summary};

use crate::i18n::{assist as words, fill, fill_in, form_text};
use crate::store::filling::Filling;
use crate::store::regions;

/// The order of what the form shows.
pub(super) struct Order {
    keys: Vec<Key>,
    materials: Vec<String>,
}

impl Order {
    /// As the form is now. Untracked.
    pub(super) fn of(filling: Filling) -> Self {
        let mut keys = Vec::new();
        for step in filling.with_state(|state| summary(state, &regions::name)) {
            for item in step.items {
                match item {
                    SummaryItem::Heading(_) => {}
                    SummaryItem::Row(row) => keys.push(row.key),
                    SummaryItem::List { key, rows, .. } => {
                        keys.push(key);
                        keys.extend(rows.iter().flatten().map(|row| row.key));
                    }
                }
            }
        }
        let materials = filling.model().materials().iter().map(|one| one.id.clone()).collect();
        Self { keys, materials }
    }

    /// Where a field's path or `materials/{id}` is; what is not shown comes last.
    pub(super) fn place(&self, filling: Filling, about: &str) -> usize {
        let all = self.keys.len() + self.materials.len();
        if let Some(id) = about.strip_prefix("materials/") {
            let at = self.materials.iter().position(|one| one == id);
            return at.map_or(all, |at| self.keys.len() + at);
        }
        let names: Vec<&str> = about.split('/').collect();
        let key = filling.with_state(|state| state.resolve(&names));
        let at = key.and_then(|key| self.keys.iter().position(|one| *one == key));
        at.unwrap_or(all)
    }
}

/// What a field is called, with the number of its row where it is in one. Tracked.
pub(super) fn label(filling: Filling, key: Key) -> String {
    let model = filling.model();
    let field = model.field(key.field);
    let label = form_text(&field.label);
    let row = field.list.and_then(|list| {
        let list = Key::root(list);
        filling.with_state(|state| state.rows(list).iter().position(|row| *row == key.row))
    });
    match row {
        Some(at) => [&*fill_in(fill::ROW, &[&(at + 1).to_string()]), " · ", &*label].concat(),
        None => label,
    }
}

/// Of a list, how many rows it has. Tracked.
pub(super) fn count_of_rows(filling: Filling, key: Key) -> Option<String> {
    let model = filling.model();
    let is_list = matches!(model.field(key.field).kind, FieldKind::List(_));
    is_list.then(|| {
        let count = filling.with_state(|state| state.rows(key).len());
        fill_in(words::ROWS, &[&count.to_string()])
    })
}

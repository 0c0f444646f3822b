//! Which answers are an assistant's: those of which their word stands. What the applicant has written
//! over it since is the applicant's, and there is nothing to confirm.

use bangban_contract::assistance::AssistedField;
use leptos::prelude::*;

use super::Desk;

/// Keeps it so while both write.
pub(super) fn keep(desk: Desk) {
    let journal = StoredValue::new_local(desk.filling.journal());
    Effect::new(move |_| {
        desk.filling.revision.track();
        let mut all = desk.help.noted();
        let helpers: Vec<String> = all.iter().map(|one| one.by.id.clone()).collect();
        let stands = |one: &AssistedField| {
            let path: Vec<String> = one.field.split('/').map(str::to_owned).collect();
            let authors = journal.with_value(|journal| journal.authors(&path));
            // Of a long text and of a list it cannot be told.
            authors.is_empty() || authors.iter().any(|author| helpers.contains(author))
        };
        all.retain(stands);
        desk.help.stand(all);
    });
}

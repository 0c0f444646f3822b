//! Which answers are an assistant's: those of which their word stands. What the applicant has written
//! over it since is the applicant's, and there is nothing to confirm.

use bangban_contract::assistance::AssistedField;
use leptos::prelude::*;

use super::Desk;
use crate::platform::clock;
use crate::store::journal::{Journal, Shared};

/// Keeps it so while both write, and the time at which all is saved.
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
    // What the server tells of is stored: the foot's time is that of the last, whoever wrote it.
    Effect::new(move |before: Option<Vec<AssistedField>>| {
        let noted = desk.help.noted();
        let shared = journal.with_value(Journal::shared);
        let is_new = before.is_some_and(|before| before != noted);
        if is_new && matches!(shared.get_untracked(), Shared::Stored(_)) {
            shared.set(Shared::Stored(clock::now_ms()));
        }
        noted
    });
}

//! What somebody writes to another and has not sent yet: a question, a line of talk. It is kept in
//! this tab until it is sent, so that closing the box, going back or a reload does not lose it.
//! Whoever signs out takes it with them.

use leptos::prelude::*;

use super::session::use_session;
use crate::platform::storage;

/// A text that is being written.
#[derive(Clone, Copy)]
pub struct Composed {
    /// The text; kept as it changes, and gone when it is emptied.
    pub text: RwSignal<String>,
    key: StoredValue<String>,
}

impl Composed {
    /// That of a name in a filing, as the person who is signed in left it.
    pub fn of(name: &str, filing: &str) -> Self {
        let person = untrack(|| use_session().person()).map(|person| person.id).unwrap_or_default();
        let key = ["bangban.", name, "/", &person, "/", filing].concat();
        let text = RwSignal::new(storage::read_tab(&key).unwrap_or_default());
        let key = StoredValue::new(key);
        Effect::new(move |_| {
            text.with(|text| key.with_value(|key| storage::write_tab(key, text)));
        });
        Self { text, key }
    }

    /// What forgets it once it has arrived, also where its box has gone by then.
    pub fn forgetting(self) -> impl FnOnce() {
        let key = self.key.get_value();
        move || {
            storage::write_tab(&key, "");
            self.text.try_set(String::new());
        }
    }
}

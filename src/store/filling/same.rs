//! Answers that are taken from others of the form, at one press.

use bangban_forms::{Key, SameAs};
use leptos::prelude::*;
use serde_json::Value;

use super::Filling;

impl Filling {
    /// Copies what can be copied, each answer as if it had been typed; how many there were.
    pub fn copy(self, same: &SameAs) -> usize {
        self.boundary();
        let mut count = 0;
        for _ in 0..same.len() {
            for (key, value) in self.with_state(|state| same.copies(state)) {
                self.put(key, value);
                count += 1;
            }
        }
        count
    }

    /// Gives an answer as if it had been typed, and shows it in its control.
    pub fn put(self, key: Key, value: Value) {
        self.input(key, value);
        self.core.update_value(|core| {
            core.written(key);
            core.show(key, false);
        });
        self.boundary();
    }
}

//! The sensitive answers that the applicant shows in this session: asked for when there are some,
//! held in memory, and dropped as soon as one is hidden again.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::open::Work;
use crate::api::assistance as api;

/// Follows them for as long as the page is.
pub(super) fn follow(work: Work) {
    let fields = Memo::new(move |_| work.helping.read(|now| now.revealed.clone()));
    Effect::new(move |_| {
        let fields = fields.get();
        work.revealed.update(|all| all.retain(|(field, _)| fields.contains(field)));
        if fields.is_empty() {
            return;
        }
        let id = work.id();
        spawn_local(async move {
            // Without an answer what is known stays hidden.
            let Ok(shown) = api::revealed(&id).await else { return };
            let shown = shown.into_iter().filter_map(|(field, value)| match value {
                serde_json::Value::String(text) => Some((field, text)),
                _ => None,
            });
            work.revealed.try_set(shown.collect());
        });
    });
}

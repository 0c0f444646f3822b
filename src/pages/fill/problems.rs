//! What keeps one from going on: a list, of which each line leads to its place.

use bangban_forms::{Located, describe};
use bangban_markup::view;
use leptos::prelude::*;

use super::field::name_of;
use crate::i18n::{fill, fill_in, form_text, language, t};
use crate::platform::focus;

crate::later! {
    finishing, fetch_problems;
    /// The answers that have to be corrected.
    pub(super) fn problems_part(problems: RwSignal<Vec<Located>>) -> AnyView {
        focus::focus_soon(".problems");
        let lines = problems.with_untracked(|problems| problems.iter().map(line).collect());
        let count = problems.with_untracked(Vec::len).to_string();
        list(fill_in(fill::PROBLEMS_TITLE, &[&count]), t(fill::PROBLEMS_NOTE), lines)
    }
}

/// The id of the question, and the words.
fn line(found: &Located) -> (String, String) {
    let words = describe(&found.problem, language().locale());
    let label = form_text(&found.label);
    let words = if label.is_empty() { words } else { [&label, "：", &words].concat() };
    (found.key.map(name_of).unwrap_or_default(), words)
}

/// A list of places of this page, by their ids.
pub(super) fn list(title: String, note: &'static str, lines: Vec<(String, String)>) -> AnyView {
    let lines = lines.into_iter().map(|(id, words)| {
        view! {
            <li>
                <a
                    href=["#", &id].concat()
                    on:click=move |event| {
                        event.prevent_default();
                        focus::focus_field(&id);
                    }
                >
                    {words}
                </a>
            </li>
        }
        .into_any()
    });
    view! {
        <div class="problems" role="alert" tabindex="-1">
            <h2>{title}</h2>
            <p class="small">{note}</p>
            <ul>{lines.collect::<Vec<_>>()}</ul>
        </div>
    }
    .into_any()
}

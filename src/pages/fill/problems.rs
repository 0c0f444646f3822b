//! What keeps one from going on: a list, of which each line leads to its place.

use std::time::Duration;

use bangban_forms::{Key, Located, State, describe};
use bangban_markup::view;
use leptos::ev;
use leptos::prelude::*;

use super::field::name_of;
use crate::i18n::{fill, fill_in, form_text, language, t};
use crate::platform::focus;
use crate::store::filling::Filling;
use crate::ui::el::child;

/// How long after an answer was given or left the list is looked through: the field itself has
/// said by then whether it is well.
const SETTLES: Duration = Duration::from_millis(300);

crate::later! {
    finishing, fetch_problems;
    /// The answers that have to be corrected.
    pub(super) fn problems_part(
        filling: Filling,
        problems: RwSignal<Vec<Located>>
    ) -> AnyView {
        part(filling, problems)
    }
}

/// What is wrong in each line now; of what is mended, nothing.
type Words = Vec<Option<String>>;

fn part(filling: Filling, problems: RwSignal<Vec<Located>>) -> AnyView {
    focus::bring("problems".to_owned());
    let found = StoredValue::new(problems.get_untracked());
    let words = RwSignal::new(found.with_value(|found| words_now(filling, found)));
    let is_new = RwSignal::new(true);
    let look = move || {
        // The page may be another one by now.
        let Some(now) = found.try_with_value(|found| words_now(filling, found)) else { return };
        if now.iter().all(Option::is_none) {
            problems.set(Vec::new());
        } else if words.with_untracked(|words| *words != now) {
            // It was read out when it came; what is left of it is not read out again.
            is_new.set(false);
            words.set(now);
        }
    };
    let later = move || set_timeout(look, SETTLES);
    let heard = [
        window_event_listener(ev::change, move |_| later()),
        window_event_listener(ev::focusout, move |_| later()),
        window_event_listener(ev::click, move |_| later()),
    ];
    on_cleanup(move || heard.into_iter().for_each(WindowListenerHandle::remove));
    let open = move || words.with(|words| words.iter().flatten().count());
    let lines = found.with_value(|found| {
        let line = |(at, one): (usize, &Located)| {
            let now = move || words.with(|words| words[at].clone());
            // It stays where it is, so that the focus does not get lost in the list.
            let link = link(one.key.map(name_of).unwrap_or_default(), child(now));
            view! { <li hidden=move || now().is_none()>{link}</li> }.into_any()
        };
        found.iter().enumerate().map(line).collect::<Vec<_>>()
    });
    view! {
        <div
            id="problems"
            class="problems"
            role=move || if is_new.get() { "alert" } else { "group" }
            tabindex="-1"
        >
            <h2>{move || fill_in(fill::PROBLEMS_TITLE, &[&open().to_string()])}</h2>
            <p class="small">{t(fill::PROBLEMS_NOTE)}</p>
            <ul>{lines}</ul>
        </div>
    }
    .into_any()
}

/// A problem that was found may be there still, or another one in its place.
fn words_now(filling: Filling, found: &[Located]) -> Words {
    let now = filling.with_state(State::all_problems);
    let of = |one: &Located| {
        let same = now.iter().find(|now| *now == one);
        let other = || now.iter().find(|now| now.key == one.key && !found.contains(now));
        same.or_else(other).map(|now| words_of(filling, now))
    };
    found.iter().map(of).collect()
}

/// What is wrong, and with which question: in a list also in which row.
pub(super) fn words_of(filling: Filling, found: &Located) -> String {
    let words = describe(&found.problem, language().locale());
    let label = form_text(&found.label);
    let words = if label.is_empty() { words } else { [&label, "：", &words].concat() };
    match found.key.and_then(|key| row_of(filling, key)) {
        Some(row) => [&row, " · ", &words].concat(),
        None => words,
    }
}

/// The list and the row that an answer stands in, in words.
fn row_of(filling: Filling, key: Key) -> Option<String> {
    let model = filling.model();
    let list = model.field(key.field).list?;
    let at = filling
        .with_state(|state| state.rows(Key::root(list)).iter().position(|row| *row == key.row))?;
    let name = form_text(&model.field(list).label);
    Some([&name, " ", &fill_in(fill::ROW, &[&(at + 1).to_string()])].concat())
}

/// A list of places of this page, by their ids.
pub(super) fn list(title: String, note: &'static str, lines: Vec<(String, String)>) -> AnyView {
    let lines = lines
        .into_iter()
        .map(|(id, words)| view! { <li>{link(id, words.into_any())}</li> }.into_any());
    view! {
        <div class="problems" role="alert" tabindex="-1">
            <h2>{title}</h2>
            <p class="small">{note}</p>
            <ul>{lines.collect::<Vec<_>>()}</ul>
        </div>
    }
    .into_any()
}

fn link(id: String, words: AnyView) -> AnyView {
    view! {
        <a
            href=["#", &id].concat()
            on:click=move |event| {
                event.prevent_default();
                focus::focus_field(&id);
            }
        >
            {words}
        </a>
    }
    .into_any()
}

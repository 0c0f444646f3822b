//! The keys of the desk, and what tells of them.

use bangban_contract::assistance::Level;
use bangban_markup::view;
use leptos::prelude::*;

use super::chosen::{claiming, open_reply};
use super::desk::Desk;
use super::{moves, queue};
use crate::i18n::{Message, staff as words, t};
use crate::platform::keys::{Where, on_key};
use crate::platform::storage;
use crate::ui::dialog::dialog;

/// Set on a device whose assistant does without them.
const OFF: &str = "bangban.staff.keys-off";

const ALL: [(&str, Message); 6] = [
    ("j  ↓", words::KEY_NEXT),
    ("k  ↑", words::KEY_BEFORE),
    ("Enter", words::KEY_CLAIM),
    ("1  2  3", words::KEY_LEVEL),
    ("r", words::KEY_REPLY),
    ("?", words::KEY_HELP),
];

/// Listens to the keys for as long as the desk is shown, and tells of them at its foot.
pub(super) fn view(desk: Desk) -> AnyView {
    let (open, on) = (RwSignal::new(false), RwSignal::new(storage::read(OFF).is_none()));
    let take_up = claiming(desk);
    on_key(move |key, place| {
        if !on.get_untracked() {
            return false;
        }
        match (key, &place) {
            ("j" | "ArrowDown", _) => step(desk, &place, key, 1),
            ("k" | "ArrowUp", _) => step(desk, &place, key, -1),
            ("Enter", place) => {
                let Some(id) = desk.chosen.get_untracked() else { return false };
                // Anything else that has the keyboard has its own Enter.
                let is_here = match place {
                    Where::Page => true,
                    Where::Control(control) => *control == queue::id_of(&id),
                };
                if is_here {
                    take_up(id);
                }
                is_here
            }
            ("1", _) => choose(desk, Level::Look),
            ("2", _) => choose(desk, Level::Suggest),
            ("3", _) => choose(desk, Level::Fill),
            ("r", _) if desk.chosen.with_untracked(Option::is_some) => {
                open_reply(desk);
                true
            }
            ("?", _) => {
                open.set(true);
                true
            }
            _ => false,
        }
    });
    let line = move || t(if on.get() { words::KEYS_LINE } else { words::KEYS_OFF_LINE });
    view! {
        <p class="row wrap keys-line">
            <span class="small soft">{line}</span>
            <button class="btn slim" aria-keyshortcuts="?" on:click=move |_| open.set(true)>
                {move || t(words::KEYS)}
            </button>
        </p>
        {dialog(open, || t(words::KEYS).to_owned(), move || table(open, on))}
    }
    .into_any()
}

fn choose(desk: Desk, level: Level) -> bool {
    desk.level.set(level);
    true
}

/// To the next request of the queue, or the one before.
fn step(desk: Desk, place: &Where, key: &str, by: isize) -> bool {
    // In a choice the arrows choose.
    let is_own = matches!(place, Where::Control(id) if !id.starts_with("waiting-"));
    if is_own && key.starts_with("Arrow") {
        return false;
    }
    let now = desk.chosen.get_untracked();
    let next = desk.station.waiting.with_untracked(|all| {
        let at = all.iter().position(|one| Some(&one.id) == now.as_ref())?;
        let next = at.saturating_add_signed(by).min(all.len() - 1);
        Some(all[next].id.clone())
    });
    if let Some(next) = next {
        desk.choose(&next);
    }
    true
}

fn table(open: RwSignal<bool>, on: RwSignal<bool>) -> AnyView {
    let rows = ALL.iter().map(|(keys, what)| {
        view! {
            <div>
                <dt><kbd>{*keys}</kbd></dt>
                <dd>{t(*what)}</dd>
            </div>
        }
        .into_any()
    });
    let switch = move |_| {
        on.update(|on| *on = !*on);
        if on.get_untracked() { storage::forget(OFF) } else { storage::write(OFF, "1") }
    };
    view! {
        <p class="soft">{t(words::KEYS_TEXT)}</p>
        <dl class="keys">{rows.collect::<Vec<_>>()}</dl>
        <label class="pick">
            <input type="checkbox" prop:checked=move || on.get() on:change=switch />
            <span>{t(words::KEYS_ON)}</span>
        </label>
        {moves::cancel(open, ().into_any())}
    }
    .into_any()
}

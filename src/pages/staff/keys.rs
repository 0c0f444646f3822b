//! The keys of the desk, and what tells of them.

use bangban_contract::assistance::Level;
use bangban_markup::view;
use leptos::prelude::*;

use super::chosen::{claiming, open_reply};
use super::desk::Desk;
use super::queue;
use crate::i18n::{Message, shell, staff as words, t};
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
    let switch = Switch::new();
    let take_up = claiming(desk);
    on_key(move |key, place| {
        if !switch.is_on() {
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
            ("?", _) => switch.show(),
            _ => false,
        }
    });
    told(switch, &ALL, words::KEYS_LINE)
}

/// Whether the keys are in use on this device, and whether it is told what they are.
#[derive(Clone, Copy)]
pub(super) struct Switch {
    open: RwSignal<bool>,
    on: RwSignal<bool>,
}

impl Switch {
    /// As the device has it, under the owner of the page.
    pub(super) fn new() -> Self {
        Self { open: RwSignal::new(false), on: RwSignal::new(storage::read(OFF).is_none()) }
    }

    /// Whether they are in use. Untracked.
    pub(super) fn is_on(self) -> bool {
        self.on.get_untracked()
    }

    /// Tells what they are, which is what its own key does.
    pub(super) fn show(self) -> bool {
        self.open.set(true);
        true
    }
}

/// The line that tells of the keys, and the dialog with all of them.
pub(super) fn told(
    switch: Switch,
    all: &'static [(&'static str, Message)],
    in_short: Message,
) -> AnyView {
    let Switch { open, on } = switch;
    let line = move || t(if on.get() { in_short } else { words::KEYS_OFF_LINE });
    view! {
        <p class="row wrap keys-line">
            <span class="small soft">{line}</span>
            <button class="btn slim" aria-keyshortcuts="?" on:click=move |_| open.set(true)>
                {move || t(words::KEYS)}
            </button>
        </p>
        {dialog(open, || t(words::KEYS).to_owned(), move || table(all, open, on))}
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

fn table(
    all: &'static [(&'static str, Message)],
    open: RwSignal<bool>,
    on: RwSignal<bool>,
) -> AnyView {
    let rows = all.iter().map(|(keys, what)| {
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
        <div class="btns">
            <button type="button" class="btn" on:click=move |_| open.set(false)>
                {t(shell::CLOSE)}
            </button>
        </div>
    }
    .into_any()
}

//! What an assistant sees of the sensitive answers: whether there is one, whether it is valid,
//! and the last four where the rest stays hidden. The applicant's side writes it into the assist
//! document while somebody is in; the answer itself goes nowhere.

use bangban_contract::assistance::AssistanceState as State;
use bangban_contract::assistance::entry::{RESIDUE, Residue};
use bangban_forms::{Key, last_four};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;

use super::Desk;
use crate::platform::{clock, focus};
use crate::store::filling::Filling;

/// How long what is typed is gathered, milliseconds.
const GATHER: i32 = 600;

/// That of a field. Untracked.
pub(super) fn of(filling: Filling, key: Key) -> Residue {
    let model = filling.model();
    let field = model.field(key.field);
    filling.with_state(|state| {
        let raw = state.raw(key);
        let filled = !raw.is_null() && raw != "";
        let valid = filled && state.problems(key).is_empty();
        let last4 = raw.as_str().and_then(|text| last_four(&field.kind, text, valid));
        Residue { filled, valid, last4 }
    })
}

/// Keeps it up to date while an assistance is active, and takes it away afterwards.
pub(super) fn keep(desk: Desk) {
    let waits = StoredValue::new(false);
    let revision = desk.filling.revision;
    let was_active = StoredValue::new(false);
    // A text of any length is valid at each letter: its last four wait until it is left.
    let left = Trigger::new();
    let heard = window_event_listener_untyped("focusout", move |_| left.notify());
    on_cleanup(move || heard.remove());
    Effect::new(move |_| {
        revision.track();
        left.track();
        let state = desk.help.state();
        let is_active = desk.help.is_active();
        if was_active.get_value() && state != Some(State::Paused) && !is_active {
            was_active.set_value(false);
            take_away(desk);
        }
        if !is_active {
            return;
        }
        was_active.set_value(true);
        // What was written elsewhere moves the revision too. Each time: it may be asked already for
        // what was before.
        desk.help.look_soon();
        if waits.get_value() {
            return;
        }
        waits.set_value(true);
        spawn_local(async move {
            clock::sleep(GATHER).await;
            if waits.try_set_value(false).is_none() && untrack(|| desk.help.is_active()) {
                write(desk);
            }
        });
    });
}

fn sensitive(desk: Desk) -> Vec<Key> {
    let model = desk.filling.model();
    let mut keys = desk.keys();
    keys.retain(|key| {
        model.field(key.field).sensitive && desk.filling.with_state(|state| state.visible(*key))
    });
    keys
}

fn write(desk: Desk) {
    if desk.filling.is_gone() {
        return;
    }
    let written = untrack(|| desk.assist.entries::<Value>(RESIDUE));
    let typed = focus::focused_id().and_then(|id| desk.key_of_id(&id));
    for key in sensitive(desk) {
        let (path, mut now) = (desk.path(key), of(desk.filling, key));
        if typed == Some(key) {
            now.last4 = None;
        }
        let before =
            written.iter().find(|one| one.about == path && desk.assist.is_mine(&one.author));
        let before =
            before.and_then(|one| serde_json::from_value::<Residue>(one.entry.clone()).ok());
        if before.as_ref() != Some(&now) {
            desk.assist.put(RESIDUE, &path, &now);
        }
    }
}

fn take_away(desk: Desk) {
    for one in untrack(|| desk.assist.entries::<Value>(RESIDUE)) {
        if desk.assist.is_mine(&one.author) {
            desk.assist.take_away(RESIDUE, &one.about);
        }
    }
}

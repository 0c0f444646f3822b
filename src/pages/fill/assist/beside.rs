//! What is shown at a field of the form that is there: what is to be mended, proposals, who wrote its answer, and the
//! way to show a sensitive one. It is put onto the fields from outside, so that a form without an
//! assistant carries nothing of it.

use bangban_contract::assistance::AssistedField;
use bangban_forms::{FieldKind, Key};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Desk, marks, proposals, reveal};
use crate::i18n::{assist as words, fill_in, pick, t, when};
use crate::pages::fill::field::name_of;
use crate::platform::beside::Beside;
use crate::platform::clock;

/// Where the proposals of a step stand together.
const HEAD: &str = ".form-head";

/// How long a field that is not drawn yet is waited for, milliseconds, and how often.
const AGAIN: i32 = 250;
const TIMES: u32 = 40;

/// What is put there: at a field, or at the head of the step.
type There = StoredValue<Vec<(Option<Key>, Beside)>, LocalStorage>;

/// Keeps it so while fields come and go: they do with the step, with a rule and with a row, and
/// a long step is drawn frame by frame.
pub(super) fn keep(desk: Desk) {
    let there: There = StoredValue::new_local(Vec::new());
    let turn = StoredValue::new(0_u32);
    // What is put there lasts longer than this run of what puts it there.
    let owner = Owner::current();
    Effect::new(move |_| {
        desk.now.track();
        desk.filling.revision.track();
        let wanted = wanted(desk);
        let own = turn.try_update_value(|turn| {
            *turn = turn.wrapping_add(1);
            *turn
        });
        let owner = owner.clone();
        spawn_local(async move {
            for _ in 0..TIMES {
                if turn.try_get_value() != own {
                    return;
                }
                let all = || untrack(|| put(desk, there, &wanted));
                if owner.as_ref().map_or_else(all, |owner| owner.with(all)) {
                    return;
                }
                clock::sleep(AGAIN).await;
            }
        });
    });
}

/// Puts what is not there yet; whether all is that belongs to the step that is open.
fn put(desk: Desk, there: There, wanted: &[Key]) -> bool {
    let model = desk.filling.model();
    let now = desk.now.get_untracked();
    there.update_value(|there| {
        there.retain(|(key, beside)| {
            beside.is_there() && key.is_none_or(|key| wanted.contains(&key))
        });
        if !there.iter().any(|(key, _)| key.is_none()) {
            let head = Beside::after(HEAD, move || proposals::of_step(desk));
            there.extend(head.map(|one| (None, one)));
        }
        for key in wanted.iter().copied() {
            if there.iter().all(|(at, _)| *at != Some(key)) {
                let name = name_of(key);
                let places = ["#", &name, "-box, div#", &name, ".field"].concat();
                let made = Beside::within(&places, move || at_field(desk, key));
                there.extend(made.map(|one| (Some(key), one)));
            }
        }
    });
    there.with_value(|there| {
        let is_there = |key: &Key| there.iter().any(|(at, _)| *at == Some(*key));
        let here = wanted.iter().filter(|key| Some(model.field(key.field).step) == now);
        (now.is_none() || there.iter().any(|(key, _)| key.is_none()))
            && here.into_iter().all(is_there)
    })
}

/// The fields at which there is anything. Tracked.
fn wanted(desk: Desk) -> Vec<Key> {
    let mut wanted: Vec<Key> = proposals::open(desk).into_iter().map(|(key, _)| key).collect();
    wanted.extend(marks::remarks(desk).iter().filter_map(|one| desk.key(&one.about)));
    wanted.extend(desk.help.written().iter().filter_map(|one| desk.key(&one.field)));
    if desk.help.is_active() {
        let model = desk.filling.model();
        let mut keys = desk.keys();
        keys.retain(|key| {
            is_shown(desk, *key) && Some(model.field(key.field).step) == desk.now.get()
        });
        wanted.extend(keys);
    }
    wanted.retain(|key| desk.filling.with_state(|state| state.visible(*key)));
    wanted.sort_unstable();
    wanted.dedup();
    wanted
}

/// Whether an answer can be shown by itself.
fn is_shown(desk: Desk, key: Key) -> bool {
    let model = desk.filling.model();
    let field = model.field(key.field);
    field.sensitive && !matches!(field.kind, FieldKind::List(_))
}

fn at_field(desk: Desk, key: Key) -> AnyView {
    let path = desk.path(key);
    let written = {
        let path = path.clone();
        Memo::new(move |_| desk.help.written().into_iter().find(|one| one.field == path))
    };
    let remarks = {
        let path = path.clone();
        move || {
            let own = marks::remarks(desk).into_iter().filter(|one| one.about == path);
            own.map(|one| {
                let words = fill_in(words::REMARK, &[&one.note]);
                view! { <p class="help-remark pre">{words}</p> }.into_any()
            })
            .collect::<Vec<_>>()
        }
    };
    let can_reveal = Memo::new(move |_| is_shown(desk, key) && desk.help.is_active());
    view! {
        <div class="helped">
            {remarks}
            {move || written.get().map(|one| who(&one))}
            {move || proposals::at_field(desk, key)}
            {move || can_reveal.get().then(|| reveal::reveal(desk, key, path.clone()))}
        </div>
    }
    .into_any()
}

fn who(one: &AssistedField) -> AnyView {
    let message = if one.confirmed { words::WRITTEN_CONFIRMED } else { words::WRITTEN };
    let (name, at) = (pick(&one.by.name), when::instant(&one.at));
    view! {
        <p class="small help-written">
            <span class="tag helper">{t(words::BAR)}</span>
            " "
            {fill_in(message, &[&name, &at])}
        </p>
    }
    .into_any()
}

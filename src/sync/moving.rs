//! A document that the server has begun anew: each tab goes on with the new epoch by itself, once
//! all that it has is at the server.

use std::rc::Rc;

use bangban_draft::{Address, Update};
use leptos::task::spawn_local;

use super::{Inner, line, pause};
use crate::api::drafts;
use crate::platform::clock;

/// How long it is typed on before it is tried again, milliseconds.
const TYPING: i32 = 300;

/// Begins to go on with an epoch, unless that is under way.
pub(super) fn begin(inner: &Rc<Inner>, to: Address) {
    let inner = inner.clone();
    spawn_local(async move { go(&inner, to).await });
}

/// Goes on with an epoch; done, the draft is in it, or in a later one. Tried until it can be done.
pub(super) async fn go(inner: &Rc<Inner>, to: Address) {
    let name = to.name;
    let is_behind = || {
        let here = inner.journal.read(|draft| draft.address(name));
        !inner.is_over.get() && here.is_some_and(|here| here.epoch < to.epoch)
    };
    if !is_behind() || inner.moving.borrow().contains(&name) {
        return;
    }
    inner.moving.borrow_mut().push(name);
    let mut failures = 0;
    while is_behind() {
        if inner.is_tidying.get() {
            // It would put what it has read of the old epoch back.
            clock::sleep(TYPING).await;
            continue;
        }
        let Ok(ready) = inner.journal.ready(to).await else {
            failures += 1;
            clock::sleep(pause::after(failures, js_sys::Math::random())).await;
            continue;
        };
        // Nothing is changed under the person's hands, and nothing between asking and doing.
        inner.screen.quiet().await;
        if inner.is_over.get() {
            break;
        }
        match inner.journal.renew(&ready) {
            Ok(Some(events)) if !events.is_empty() => inner.screen.show(events),
            Ok(Some(_)) => {}
            Ok(None) => clock::sleep(TYPING).await,
            Err(_) => break,
        }
    }
    inner.moving.borrow_mut().retain(|known| *known != name);
    if inner.is_over.get() {
        return;
    }
    line::talk_anew(inner, name);
    if let Some(tabs) = inner.tabs.borrow().as_ref() {
        tabs.say_moved(&inner.journal, name);
    }
}

/// What a tab wrote in an epoch that is closed goes to the server as it is, which carries it over.
/// Done, the server has it; where not, the log keeps it.
pub(super) async fn hand_on(inner: &Inner, update: &Update) -> bool {
    let document = update.document.to_string();
    drafts::append(&inner.filing, &document, &update.bytes).await.is_ok()
}

/// Brings what the log holds of epochs before.
pub(super) fn bring_left(inner: &Rc<Inner>) {
    let inner = inner.clone();
    spawn_local(async move {
        // Where it fails, the next socket tries again.
        let _ = inner.journal.bring_left().await;
    });
}

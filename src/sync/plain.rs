//! The same without a socket, by plain requests: where a network lets none through, or the
//! backend has no realtime engine.

use std::rc::Rc;

use bangban_draft::{Address, NOTHING, Replica, Update};
use leptos::task::spawn_local;

use super::line::{addresses, bring};
use super::{Inner, moving};
use crate::api::drafts;
use crate::platform::clock;
use crate::store::journal::How;

/// How long the server may keep an answer until there is something new, seconds.
const WAIT: u32 = 20;
/// How long what is typed is gathered, milliseconds.
const GATHER: i32 = 400;

/// Begins: sends all that is here, and asks for what comes, until a socket has opened.
pub(super) fn begin(inner: &Rc<Inner>) {
    moving::bring_left(inner);
    for mut document in addresses(inner) {
        let weak = Rc::downgrade(inner);
        spawn_local(async move {
            let (mut after, mut failures) = (0, 0);
            while let Some(inner) = weak.upgrade().filter(|inner| is_plain(inner)) {
                let here = inner.journal.read(|draft| draft.address(document.name));
                if here.is_some_and(|here| here != document) {
                    (document, after) = (here.unwrap_or(document), 0);
                }
                let name = document.to_string();
                let wait = if after == 0 { 0 } else { WAIT };
                match drafts::read(&inner.filing, &name, after, wait).await {
                    Ok(came) => {
                        failures = 0;
                        inner.journal.linked(How::Plain);
                        after = came.cursor.max(1);
                        for bytes in came.updates {
                            bring(&inner, Update { document, bytes });
                        }
                        if came.epoch > document.epoch {
                            let to = Address { epoch: came.epoch, ..document };
                            moving::go(&inner, to).await;
                        }
                    }
                    Err(_) => {
                        failures += 1;
                        inner.journal.linked(How::Not);
                        clock::sleep(super::pause::after(failures, js_sys::Math::random())).await;
                    }
                }
            }
        });
    }
    let inner = inner.clone();
    spawn_local(async move { send_soon(&inner).await });
}

fn is_plain(inner: &Inner) -> bool {
    !inner.is_over.get() && inner.line.borrow().as_ref().is_some_and(super::line::Line::is_plain)
}

/// Sends what the server has not, after what is typed right now has been gathered.
pub(super) async fn send_soon(inner: &Rc<Inner>) {
    if inner.journal.begin_sending() {
        return;
    }
    clock::sleep(GATHER).await;
    loop {
        let mark = inner.journal.mark();
        let mut is_done = true;
        for document in addresses(inner) {
            is_done &= send(inner, document).await;
        }
        if is_done && inner.journal.mark() == mark {
            inner.stored();
            break;
        }
        if !is_plain(inner) {
            break;
        }
        if !is_done {
            inner.journal.waiting();
        }
        clock::sleep(if is_done { GATHER } else { 5_000 }).await;
    }
    inner.journal.end_sending();
}

async fn send(inner: &Inner, document: Address) -> bool {
    let name = document.name;
    let known = inner.journal.known(name);
    let lacks = |draft: &dyn Replica| {
        (draft.since(name, &known).unwrap_or_default(), draft.state_vector(name))
    };
    let Some((update, now)) = inner.journal.read(lacks) else { return true };
    if update.is_empty() || update == NOTHING || now == known {
        return true;
    }
    let sent = drafts::append(&inner.filing, &document.to_string(), &update).await.is_ok();
    if sent {
        inner.journal.knows(name, now);
    }
    sent
}

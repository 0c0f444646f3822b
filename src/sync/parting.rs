//! What was typed in the last moment before a page went.
//!
//! The device's store takes a change in a transaction of its own. A browser that closes a page
//! finishes the transaction that it is at, and aborts those that wait behind it. What is not kept
//! when a page goes is written beside the store, where one call is enough, and is taken from there
//! when the filing is opened again.

use std::cell::Cell;
use std::rc::Rc;

use bangban_draft::{Address, MergeError, Update};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Inner, moving};
use crate::platform::{files, online, storage};

/// Takes what pages before this one left, and has this one leave what it must.
pub(super) fn begin(inner: &Rc<Inner>) {
    let Some(store) = inner.journal.store() else { return };
    let name = store.beside(&inner.filing);
    let left = storage::beginning(&name);
    let leaving = Rc::new(Leaving {
        key: [&name[..], &files::random_id()].concat(),
        is_taking: Cell::new(true),
        left,
    });
    leaving.clone().take(inner.clone());
    let leave = {
        let weak = Rc::downgrade(inner);
        move |goes: bool| {
            if let Some(inner) = weak.upgrade() {
                leaving.leave(&inner, goes);
            }
        }
    };
    let hidden = leave.clone();
    inner.wakers.borrow_mut().extend([
        window_event_listener(ev::pagehide, move |_| leave(true)),
        // After it, and after what else a page does in the end.
        window_event_listener(ev::visibilitychange, move |_| hidden(!online::visible())),
    ]);
}

/// What stands beside the store.
struct Leaving {
    /// Where this page leaves what it must.
    key: String,
    /// Whether what pages before left is not in the draft yet.
    is_taking: Cell<bool>,
    /// Where they left it.
    left: Vec<String>,
}

impl Leaving {
    fn take(self: Rc<Self>, inner: Rc<Inner>) {
        spawn_local(async move {
            inner.screen.quiet().await;
            let texts = self.left.iter().filter_map(|key| storage::read(key));
            for update in texts.flat_map(|text| read(&text)) {
                match inner.journal.take(&update, true) {
                    Ok(events) => {
                        inner.screen.show(events);
                        inner.send(&[update]);
                    }
                    // The server carries it over; without a network it stays where it is.
                    Err(MergeError::Epoch) => {
                        if !moving::hand_on(&inner, &update).await {
                            return;
                        }
                    }
                    // Bytes that are no update of ours.
                    Err(_) => {}
                }
            }
            self.is_taking.set(false);
        });
    }

    /// The page goes, is hidden or is shown again: what is not kept stands beside the store, and
    /// nothing does otherwise.
    fn leave(&self, inner: &Inner, goes: bool) {
        if goes && inner.journal.is_writing() {
            let lines = inner.journal.read(|draft| {
                let line = |name: &_| {
                    let document = draft.address(*name).to_string();
                    [&document, " ", &files::hex(&draft.snapshot(*name)), "\n"].concat()
                };
                inner.documents.iter().map(line).collect::<String>()
            });
            return storage::write(&self.key, &lines.unwrap_or_default());
        }
        storage::forget(&self.key);
        if !self.is_taking.get() && !inner.journal.is_writing() {
            self.left.iter().for_each(|key| storage::forget(key));
        }
    }
}

/// A line a document: its name and epoch, and what it holds.
fn read(text: &str) -> Vec<Update> {
    let line = |line: &str| {
        let (document, bytes) = line.split_once(' ')?;
        Some(Update { document: Address::parse(document)?, bytes: files::from_hex(bytes)? })
    };
    text.lines().filter_map(line).collect()
}

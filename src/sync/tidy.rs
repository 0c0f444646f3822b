//! Keeps the device's log short while a draft is in use.

use std::rc::Rc;

use leptos::task::spawn_local;

use super::Inner;
use crate::platform::clock;

/// The log is made shorter after so many bytes at the earliest, and when as much has come as it
/// amounts to.
const LEAST: usize = 16 << 10;
/// What a row of the log takes besides its bytes, about.
const ROW: usize = 64;
/// How long after the change that made it too long, milliseconds: behind the paint.
const LATER: i32 = 500;

/// So many bytes were added to the log, here or in another tab.
pub(super) fn grown(inner: &Rc<Inner>, bytes: usize) {
    let [grown, least] = inner.log.get();
    let grown = grown + bytes + ROW;
    inner.log.set([grown, least]);
    // The tab with the line does it for all.
    let is_busy = inner.line.borrow().is_none() || !inner.moving.borrow().is_empty();
    if grown < least.max(LEAST) || is_busy || inner.is_tidying.replace(true) {
        return;
    }
    let inner = inner.clone();
    spawn_local(async move {
        clock::sleep(LATER).await;
        inner.screen.quiet().await;
        if !inner.is_over.get() && inner.moving.borrow().is_empty() {
            let now = inner.log.get()[0];
            // A device that cannot do it now is asked again when as much has come once more.
            let length = inner.journal.tidy().await.unwrap_or(now);
            inner.log.set([inner.log.get()[0] - now, length]);
        }
        inner.is_tidying.set(false);
    });
}

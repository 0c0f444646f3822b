//! What is typed, taken at once where that costs nothing, and else right after the paint that
//! shows it.
//!
//! The browser shows a character by itself. All else (rules, sums, the draft, the device's store)
//! follows in the same frame, behind its paint: whoever types does not wait for it. A device that
//! is quick at it does it before, so that the others in the filing see it a frame sooner. Whatever
//! is done otherwise, and a page that goes, comes after what was typed.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use super::Filling;
use crate::platform::clock;
use crate::platform::event::{Control, Typing};

/// Where no frame comes, as in a window that is covered, what was typed waits no longer.
const AT_LAST: Duration = Duration::from_millis(100);

/// What taking a character may cost before its paint: an eighth of a frame, milliseconds.
const LITTLE: f64 = 2.0;

/// What taking a character has cost here of late, milliseconds.
pub(super) struct Pace(f64);

impl Default for Pace {
    /// Unknown, which is not quick.
    fn default() -> Self {
        Self(4.0 * LITTLE)
    }
}

impl Pace {
    fn is_quick(&self) -> bool {
        self.0 < LITTLE
    }

    /// By a clock of whole milliseconds: a single one tells little, several in a row do.
    fn note(&mut self, cost: f64) {
        self.0 += (cost.min(4.0 * LITTLE) - self.0) / 8.0;
    }
}

/// A control in which somebody types, and what takes its answer.
pub(super) struct Late {
    typing: Typing,
    take: fn(Filling, Control),
}

impl Filling {
    /// Somebody types in a control: `take` has its answer, at the latest behind the next paint.
    pub fn typed(self, typing: Typing, take: fn(Filling, Control)) {
        let is_waiting = self.core.try_with_value(|core| {
            core.late.as_ref().is_some_and(|late| late.typing.is_in_the_same_as(&typing))
        });
        // Whoever types faster than the screen shows it is not made to wait for the screen: no more
        // than one character is ever on its way.
        self.catch_up();
        if is_waiting != Some(false) {
            return;
        }
        self.core.update_value(|core| core.late = Some(Late { typing, take }));
        if self.core.with_value(|core| core.pace.is_quick()) {
            self.catch_up();
            return;
        }
        request_animation_frame(move || set_timeout(move || self.catch_up(), Duration::ZERO));
        set_timeout(move || self.catch_up(), AT_LAST);
    }

    /// Takes what was typed and is not taken yet.
    pub fn catch_up(self) {
        let late = self.core.try_update_value(|core| core.late.take()).flatten();
        if let Some(Late { typing, take }) = late
            && let Some(control) = typing.control()
        {
            let begun = clock::now_ms();
            take(self, control);
            let cost = clock::now_ms() - begun;
            self.core.try_update_value(|core| core.pace.note(cost));
        }
    }

    /// A page that goes, or is laid aside, takes what was typed with it.
    pub(super) fn catch_up_in_the_end(self) {
        let handles = [
            window_event_listener(ev::pagehide, move |_| self.catch_up()),
            window_event_listener(ev::visibilitychange, move |_| self.catch_up()),
        ];
        on_cleanup(move || handles.into_iter().for_each(WindowListenerHandle::remove));
    }
}

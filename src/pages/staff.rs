//! The assistants' desk (帮办台): the station's queue and the own sessions, and the work in a
//! filing.

mod booked;
mod chosen;
mod code;
mod desk;
mod entrusted;
mod entrusting;
mod figures;
mod keys;
mod levels;
mod moves;
mod queue;
mod sessions;
mod spot;
mod work;

use leptos::prelude::*;

use crate::i18n::{staff as words, t};
use crate::shell::guard::{instead, signed_in_page};
use crate::store::session::use_session;
use crate::ui::notice::{Tone, notice};

crate::later! {
    staff_desk, fetch_staff_desk;
    /// `/staff`
    pub fn desk_page() -> AnyView { desk::page() }
}

crate::later! {
    staff_work, fetch_staff_work;
    /// `/staff/:assistance/:step?`
    pub fn work_page() -> AnyView { work::page() }
}

crate::later! {
    staff_work, fetch_entrusted;
    /// `/entrusted/:filing/:step?`
    pub fn entrusted_page() -> AnyView { entrusted::page() }
}

/// Shows `view` to assistants, and to others where they are wrong.
fn for_assistants(view: impl Fn() -> AnyView + Send + Sync + Copy + 'static) -> AnyView {
    signed_in_page(move || {
        if use_session().is_assistant() {
            view()
        } else {
            let text = notice(Tone::Wrong, t(words::NOT_YOURS_TEXT), "", ().into_any());
            instead(t(words::NOT_YOURS), text)
        }
    })
}

/// Minutes and seconds: `02:05`.
fn minutes(seconds: u32) -> String {
    let two = |number: u32| {
        let digits = number.to_string();
        if number < 10 { ["0", &digits].concat() } else { digits }
    };
    [&two(seconds / 60), ":", &two(seconds % 60)].concat()
}

#[cfg(test)]
mod tests {
    #[test]
    fn minutes() {
        for (seconds, expected) in [(0, "00:00"), (9, "00:09"), (61, "01:01"), (7_200, "120:00")] {
            assert_eq!(super::minutes(seconds), expected);
        }
    }
}

//! The keys of the work in a filing: from line to line, and what is done at one. Each presses the
//! button that is there, so that a key can do no more than a press.

use leptos::prelude::*;

use crate::i18n::{Message, staff as words};
use crate::pages::staff::keys::{Switch, told};
use crate::platform::focus;
use crate::platform::keys::on_key;
use crate::platform::press::{is_there, press, step};

/// What one goes through: questions and materials.
const LINES: &str = ".work-main .line";
/// Where something is being written, and each key is its own.
const WRITTEN: &str = ":is(.editor, .noting, .work-chat):focus-within";

const ALL: [(&str, Message); 9] = [
    ("j  ↓", words::WORK_NEXT),
    ("k  ↑", words::WORK_BEFORE),
    ("p", words::WORK_PASS),
    ("m", words::WORK_MEND),
    ("e", words::WORK_EDIT),
    ("t", words::WORK_TALK),
    ("h", words::WORK_HAND_OVER),
    ("x", words::WORK_END),
    ("?", words::KEY_HELP),
];

/// Listens to them for as long as the filing is shown, and tells of them at its foot.
pub(super) fn view() -> AnyView {
    let switch = Switch::new();
    on_key(move |key, _| {
        if !switch.is_on() || is_there(WRITTEN) {
            return false;
        }
        match key {
            "j" => go(1),
            "k" => go(-1),
            // Elsewhere the arrows scroll, or choose.
            "ArrowDown" if is_there(".line:focus") => go(1),
            "ArrowUp" if is_there(".line:focus") => go(-1),
            "p" => at_line(".mark-yes"),
            "m" => at_line(".mark-no"),
            "e" => at_line(".line-acts [aria-expanded]"),
            "t" => focus::focus(".work-chat .chat-line"),
            "h" => press(".work-bar .hand-over"),
            "x" => press(".work-bar .ends-it"),
            "?" => switch.show(),
            _ => false,
        }
    });
    told(switch, &ALL, words::WORK_KEYS_LINE)
}

fn go(by: isize) -> bool {
    step(LINES, by);
    true
}

/// Presses what is at the line in which the keyboard is.
fn at_line(what: &str) -> bool {
    press(&[".line:focus-within ", what].concat())
}

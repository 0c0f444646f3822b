//! What this tab shows of itself to the others in the assist document, and what they show. It is
//! kept nowhere. Where no socket is let through there is none of it.
//!
//! Each tab is a client of its own; one without the line shows itself through the tab that has it.

use std::cell::RefCell;
use std::rc::Rc;

use bangban_draft::Name;
use bangban_wire::{Entry, Frame, Limits, Message, U53};

use super::{Inner, latest, tabs};

/// What is heard of the others.
pub enum Heard<'a> {
    /// A client shows itself anew: its id, its clock, its state as JSON (none: it is gone).
    Shown(u64, u64, Option<&'a str>),
    /// A text that is kept nowhere; whether another tab of this browser has sent it.
    Said(&'a str, bool),
    /// The line is cut: nobody can be seen.
    Lost,
    /// The line is there: what is said is heard.
    Begun,
}

type Hear = Rc<dyn Fn(Heard<'_>)>;

#[derive(Default)]
struct Here {
    /// Another in every page.
    client: u32,
    clock: u32,
    /// JSON; none: nothing is shown.
    state: Option<String>,
    hear: Option<Hear>,
}

thread_local! {
    static HERE: RefCell<Here> = RefCell::default();
}

/// Has what the others show heard by one listener, in place of the one before.
pub fn watch(hear: impl Fn(Heard<'_>) + 'static) {
    HERE.with_borrow_mut(|here| here.hear = Some(Rc::new(hear)));
}

/// Shows this, an awareness state as JSON, from now on.
pub fn show(state: String) {
    HERE.with_borrow_mut(|here| here.state = Some(state));
    if let Some(inner) = latest() {
        show_anew(&inner);
    }
}

/// Shows the same again, so that it is not taken to be gone.
pub fn renew() {
    if let Some(inner) = latest() {
        show_anew(&inner);
    }
}

/// Says a text to the others; whether it could be sent from here.
pub fn say(text: &str) -> bool {
    let Some(inner) = latest() else { return false };
    let Some(frame) = frame(&inner, Message::Stateless(text)) else { return false };
    // The other tabs are told too: what one of them answers is answered for all.
    if let Some(tabs) = inner.tabs.borrow().as_ref() {
        tabs.say(tabs::SHOW, "", 0.0, &frame);
    }
    let line = inner.line.borrow();
    line.as_ref().is_none_or(|line| line.carry(&frame))
}

/// The line is let in: whoever shows something does so now.
pub(super) fn begin(inner: &Inner) {
    if let Some(tabs) = inner.tabs.borrow().as_ref() {
        tabs.say(tabs::ANEW, "", 0.0, &[]);
    }
    show_anew(inner);
    tell(Heard::Begun);
}

/// The line is cut.
pub(super) fn lost(inner: &Inner) {
    if let Some(tabs) = inner.tabs.borrow().as_ref() {
        tabs.say(tabs::LOST, "", 0.0, &[]);
    }
    tell(Heard::Lost);
}

/// Shows what is to be shown, as something newer than what was shown before.
pub(super) fn show_anew(inner: &Inner) {
    let Some((client, clock, state)) = HERE.with_borrow_mut(|here| {
        if here.client == 0 {
            // Below 2^32, as those of Yjs are.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in range")]
            let client = (js_sys::Math::random() * 4_294_967_294.0) as u32 + 1;
            here.client = client;
        }
        here.clock += 1;
        Some((here.client, here.clock, here.state.clone()?))
    }) else {
        return;
    };
    let entry = Entry { client: client.into(), clock: U53::from(clock), state: &state };
    let Some(frame) = frame(inner, Message::Awareness(vec![entry])) else { return };
    let line = inner.line.borrow();
    if let Some(line) = line.as_ref() {
        line.carry(&frame);
    } else if let Some(tabs) = inner.tabs.borrow().as_ref() {
        tabs.say(tabs::SHOW, "", 0.0, &frame);
    }
}

/// A frame of the server's about the assist document: for this tab and the others.
pub(super) fn hear(inner: &Inner, bytes: &[u8]) {
    if let Some(tabs) = inner.tabs.borrow().as_ref() {
        tabs.say(tabs::SEEN, "", 0.0, bytes);
    }
    take(bytes, false);
}

/// A frame that another tab has sent: it goes on, where this tab has the line.
pub(super) fn hand_on(inner: &Inner, bytes: &[u8]) {
    if let Some(line) = inner.line.borrow().as_ref() {
        line.carry(bytes);
    }
    // What another tab shows of itself is the person themselves.
    if let Ok(Frame::Document { message: Message::Stateless(_), .. }) =
        Frame::decode(bytes, &Limits::DEFAULT)
    {
        take(bytes, true);
    }
}

/// What a frame says, to whoever listens.
pub(super) fn take(bytes: &[u8], is_own: bool) {
    let Ok(Frame::Document { message, .. }) = Frame::decode(bytes, &Limits::DEFAULT) else {
        return;
    };
    match message {
        Message::Awareness(entries) => {
            for entry in &entries {
                let state = (!entry.is_gone()).then_some(entry.state);
                tell(Heard::Shown(entry.client.get(), entry.clock.get(), state));
            }
        }
        Message::Stateless(text) => tell(Heard::Said(text, is_own)),
        _ => {}
    }
}

pub(super) fn tell(heard: Heard<'_>) {
    if let Some(hear) = HERE.with_borrow(|here| here.hear.clone()) {
        hear(heard);
    }
}

fn frame(inner: &Inner, message: Message<'_>) -> Option<Vec<u8>> {
    let address = inner.journal.read(|draft| draft.address(Name::Assist))?;
    let name = [&inner.filing, "/", &address.to_string()].concat();
    Some(Frame::Document { name: &name, message }.encode())
}

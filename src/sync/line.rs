//! The line to the server: a socket while there can be one, plain requests where not.

use std::rc::{Rc, Weak};

use bangban_draft::{Address, Name, Replica, Update};
use bangban_wire::{Auth, CloseCode, Frame, Limits, Message};
use leptos::task::spawn_local;

use super::talk::{News, Talk};
use super::{From, Inner, moving, pause, plain, presence};
use crate::api::drafts;
use crate::platform::clock;
use crate::platform::socket::{Socket, SocketEvent};
use crate::store::journal::How;

/// A socket that says nothing for so long is asked, and is dead when it says nothing for so long
/// again, milliseconds. The reference backend asks after us more often; Hocuspocus never does,
/// and closes a socket that says nothing for a minute.
const SILENCE: i32 = 25_000;
/// After so many sockets in a row that brought nothing, plain requests are made instead.
const UNHEARD: u32 = 2;

/// The line of the tab that has it.
pub(super) struct Line {
    inner: Weak<Inner>,
    socket: Option<Socket>,
    talks: Vec<Talk>,
    /// Failures in a row.
    failures: u32,
    /// Sockets in a row that brought nothing.
    unheard: u32,
    /// Counts connections and what is heard, to know a wait that is out of date.
    turn: u32,
    heard: u32,
    /// Whether plain requests are made.
    is_plain: bool,
}

impl Line {
    pub(super) fn new(inner: Weak<Inner>) -> Self {
        Self {
            inner,
            socket: None,
            talks: Vec::new(),
            failures: 0,
            unheard: 0,
            turn: 0,
            heard: 0,
            is_plain: false,
        }
    }

    /// Sends what was typed, now or with the answer to what the server lacks.
    pub(super) fn send(&mut self, updates: &[Update]) {
        if self.is_plain {
            if let Some(inner) = self.inner.upgrade() {
                spawn_local(async move { plain::send_soon(&inner).await });
            }
            return;
        }
        let Some(socket) = &self.socket else { return };
        for update in updates {
            let talk = self.talks.iter_mut().find(|talk| talk.name() == update.document.name);
            if let Some(frame) = talk.and_then(|talk| talk.update(&update.bytes)) {
                socket.send(&frame);
            }
        }
    }

    /// Sends a frame about the assist document that is kept nowhere, if it is open; whether it is.
    pub(super) fn carry(&self, frame: &[u8]) -> bool {
        let talk = self.talks.iter().find(|talk| talk.name() == Name::Assist);
        let is_open = talk.is_some_and(Talk::is_let_in);
        is_open && self.socket.as_ref().is_some_and(|socket| socket.send(frame))
    }

    /// Whether plain requests are made.
    pub(super) fn is_plain(&self) -> bool {
        self.is_plain
    }

    fn is_settled(&self) -> bool {
        self.socket.is_some() && self.talks.iter().all(Talk::is_settled)
    }
}

/// Opens a socket, unless there is one.
pub(super) fn connect(inner: &Rc<Inner>) {
    let mut slot = inner.line.borrow_mut();
    let Some(line) = slot.as_mut().filter(|line| line.socket.is_none()) else { return };
    line.turn += 1;
    let (weak, turn) = (Rc::downgrade(inner), line.turn);
    let talks = |draft: &dyn Replica| {
        inner.documents.iter().map(|name| Talk::about(&inner.filing, *name, draft)).collect()
    };
    line.talks = inner.journal.read(talks).unwrap_or_default();
    line.socket = Socket::open(&drafts::socket_address(), move |event| {
        let Some(inner) = weak.upgrade() else { return };
        match event {
            SocketEvent::Opened => opened(&inner, turn),
            SocketEvent::Bytes(bytes) => hear(&inner, &bytes),
            SocketEvent::Closed(code) => {
                // The socket is not dropped by what it calls.
                spawn_local(async move { closed(&inner, turn, code) });
            }
        }
    });
    if line.socket.is_none() {
        drop(slot);
        closed(inner, turn, 0);
    }
}

/// Tries at once what was put off.
pub(super) fn wake(inner: &Rc<Inner>) {
    if let Some(line) = inner.line.borrow_mut().as_mut() {
        line.failures = 0;
    }
    connect(inner);
}

fn opened(inner: &Rc<Inner>, turn: u32) {
    let mut slot = inner.line.borrow_mut();
    let Some(line) = slot.as_mut().filter(|line| line.turn == turn) else { return };
    let Line { talks, socket: Some(socket), .. } = line else { return };
    for talk in talks {
        socket.send(&talk.opening());
    }
    drop(slot);
    watch(inner, turn, false);
    moving::bring_left(inner);
}

/// Talks about a document anew, which is in another epoch here now.
pub(super) fn talk_anew(inner: &Inner, name: Name) {
    let mut slot = inner.line.borrow_mut();
    let Some(line) = slot.as_mut() else { return };
    let talk = inner.journal.read(|draft| Talk::about(&inner.filing, name, draft));
    let at = line.talks.iter().position(|talk| talk.name() == name);
    if let (Some(mut talk), Some(at)) = (talk, at) {
        send(line, &line.talks[at].closing());
        send(line, &talk.opening());
        line.talks[at] = talk;
    }
}

/// Asks when nothing is heard of the socket, and ends it when it does not answer.
fn watch(inner: &Rc<Inner>, turn: u32, is_asked: bool) {
    let weak = Rc::downgrade(inner);
    let heard = inner.line.borrow().as_ref().map(|line| line.heard);
    spawn_local(async move {
        clock::sleep(SILENCE).await;
        let Some(inner) = weak.upgrade() else { return };
        let now = {
            let slot = inner.line.borrow();
            let line = slot.as_ref().filter(|line| line.turn == turn && line.socket.is_some());
            line.map(|line| line.heard)
        };
        match now {
            Some(now) if Some(now) != heard => watch(&inner, turn, false),
            Some(_) if is_asked => closed(&inner, turn, 0),
            Some(_) => {
                ask(&inner);
                watch(&inner, turn, true);
            }
            None => {}
        }
    });
}

fn ask(inner: &Inner) {
    let slot = inner.line.borrow();
    let Some(line) = slot.as_ref() else { return };
    let first = line.talks.first();
    let frame = first.and_then(|talk| inner.journal.read(|draft| talk.ask(draft)).flatten());
    if let Some(frame) = frame {
        send(line, &frame);
    }
}

fn hear(inner: &Rc<Inner>, bytes: &[u8]) {
    let mut updates = Vec::new();
    let mut is_stored = false;
    let mut moved = None;
    let (mut is_shown, mut is_let_in) = (false, false);
    {
        let mut slot = inner.line.borrow_mut();
        let Some(line) = slot.as_mut() else { return };
        line.heard = line.heard.wrapping_add(1);
        // A socket is one only when something comes through it: some networks open it and no more.
        line.failures = 0;
        line.unheard = 0;
        line.is_plain = false;
        inner.journal.linked(How::Socket);
        // What cannot be read is passed over: what it held comes with the next first step.
        let Ok(frame) = Frame::decode(bytes, &Limits::DEFAULT) else { return };
        let (document, message) = match frame {
            Frame::Document { name, message } => (name, message),
            Frame::Ping => return send(line, &Frame::Pong.encode()),
            Frame::Pong => return,
        };
        let Some(at) = line.talks.iter().position(|talk| talk.is_of(document)) else { return };
        let news = inner.journal.read(|draft| line.talks[at].hear(&message, draft));
        if line.talks[at].name() == Name::Assist {
            is_shown = matches!(message, Message::Awareness(_) | Message::Stateless(_));
            is_let_in = matches!(message, Message::Auth(Auth::Authenticated(_)));
        }
        match news.unwrap_or(News::Nothing) {
            News::Answer(frame) => send(line, &frame),
            News::Update(bytes) => {
                let name = line.talks[at].name();
                let document = inner.journal.read(|draft| draft.address(name));
                updates.extend(document.map(|document| Update { document, bytes }));
            }
            News::Stored | News::Nothing => {}
            News::ReadOnly | News::Denied => inner.journal.refused(),
            News::Moved(epoch) => moved = Some(Address { name: line.talks[at].name(), epoch }),
            News::Reset => {
                let (inner, turn) = (inner.clone(), line.turn);
                // The socket is not dropped by what it calls.
                spawn_local(async move { closed(&inner, turn, 0) });
            }
        }
        let is_about_storing = matches!(message, Message::SyncStatus(_));
        is_stored |= is_about_storing && line.is_settled();
    }
    if is_shown {
        presence::hear(inner, bytes);
    }
    if is_let_in {
        presence::begin(inner);
    }
    for update in updates {
        bring(inner, update);
    }
    if let Some(to) = moved {
        inner.journal.waiting();
        moving::begin(inner, to);
    }
    if is_stored {
        inner.stored();
    }
}

/// Takes what came from the server, and passes it on to the other tabs.
pub(super) fn bring(inner: &Rc<Inner>, update: Update) {
    if let Some(tabs) = inner.tabs.borrow().as_ref() {
        tabs.pass_on(&update);
    }
    inner.take(update, From::Server);
}

fn send(line: &Line, frame: &[u8]) {
    if let Some(socket) = &line.socket {
        socket.send(frame);
    }
}

fn closed(inner: &Rc<Inner>, turn: u32, code: u16) {
    let (pause, was_plain) = {
        let mut slot = inner.line.borrow_mut();
        let Some(line) = slot.as_mut().filter(|line| line.turn == turn) else { return };
        if line.heard == 0 {
            line.unheard += 1;
        }
        line.socket = None;
        line.heard = 0;
        let pause = pause::after(line.failures, js_sys::Math::random());
        line.failures += 1;
        // Nobody is signed in any more: the pages ask; here it is tried again once in a while.
        let was_plain = line.is_plain;
        let is_over = code == CloseCode::Unauthorized.code();
        if line.unheard >= UNHEARD && !line.is_plain {
            line.is_plain = true;
            plain::begin(inner);
        }
        (if is_over { pause.max(10_000) } else { pause }, was_plain)
    };
    presence::lost(inner);
    // Where plain requests are made, they know how far it is.
    if !was_plain {
        inner.journal.linked(How::Not);
        inner.journal.waiting();
    }
    let weak = Rc::downgrade(inner);
    spawn_local(async move {
        clock::sleep(pause).await;
        if let Some(inner) = weak.upgrade() {
            connect(&inner);
        }
    });
}

/// The address of a document as it stands here.
pub(super) fn addresses(inner: &Inner) -> Vec<Address> {
    let all =
        |draft: &dyn Replica| inner.documents.iter().map(|name| draft.address(*name)).collect();
    inner.journal.read(all).unwrap_or_default()
}

//! Frames and the messages in them.

mod decode;
mod encode;

use crate::{Auth, Entry};

/// What is sent over the socket at once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Frame<'a> {
    /// The server asks whether the client is still there. (The server 4.7 asks no more, but its
    /// clients still answer.)
    Ping,
    /// The client is still there. The server 4.7 does not know it and closes the socket.
    Pong,
    /// A message about a document.
    Document {
        /// The name of the document, with its session if it has one: see
        /// [`split_session`](crate::split_session).
        name: &'a str,
        /// The message.
        message: Message<'a>,
    },
}

/// A message about a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Message<'a> {
    /// Content of the document.
    Sync(SyncMessage<'a>),
    /// Who is in the document. Decoded entries need not be of distinct clients: each is taken in
    /// after the one before it.
    Awareness(Vec<Entry<'a>>),
    /// Who someone is, and what they may do.
    Auth(Auth<'a>),
    /// Asks who is in the document.
    QueryAwareness,
    /// Like [`Message::Sync`], but a first step in it is not answered with another first step.
    SyncReply(SyncMessage<'a>),
    /// Any text that is not part of the document and kept by nobody.
    Stateless(&'a str),
    /// A stateless text that one server asks another to hand on to the clients.
    BroadcastStateless(&'a str),
    /// The document is closed, the socket is not. A client gives no reason, a server does.
    Close(Option<&'a str>),
    /// Whether the server has taken in an update: in memory, not yet in its store. `false`: it was
    /// refused, since the client may only read.
    SyncStatus(bool),
}

/// Content of a document, as Yjs writes it (update encoding version 1).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SyncMessage<'a> {
    /// A state vector: what the sender has. The answer is a second step.
    Step1(&'a [u8]),
    /// An update with everything that a state vector lacked.
    Step2(&'a [u8]),
    /// An update with a change just made.
    Update(&'a [u8]),
}

/// Who sent a frame over a client's socket.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sender {
    /// The app.
    Client,
    /// The server.
    Server,
}

impl Frame<'_> {
    /// Whether such a frame is the sender's to send; the other side should refuse it otherwise.
    /// [`Message::BroadcastStateless`] is nobody's: it travels between servers only.
    pub fn is_from(&self, sender: Sender) -> bool {
        let only = match self {
            Self::Ping => Sender::Server,
            Self::Pong => Sender::Client,
            Self::Document { message, .. } => match message {
                Message::Sync(_)
                | Message::Awareness(_)
                | Message::QueryAwareness
                | Message::Stateless(_) => return true,
                Message::BroadcastStateless(_) => return false,
                Message::Auth(Auth::Token { .. }) | Message::Close(None) => Sender::Client,
                Message::Auth(_)
                | Message::SyncReply(_)
                | Message::Close(Some(_))
                | Message::SyncStatus(_) => Sender::Server,
            },
        };
        sender == only
    }
}

//! The frames that a room sends.

use bangban_contract::grants::Grant;
use bangban_contract::realtime::moved_to;
use bangban_wire::{Auth, CloseCode, Frame, Message, Scope, SyncMessage};
use bytes::Bytes;

use crate::realtime::presence::Said;

/// Writes frames of one document.
#[derive(Debug)]
pub(super) struct Frames {
    pub name: String,
}

impl Frames {
    fn frame(&self, message: Message<'_>) -> Bytes {
        Frame::Document { name: &self.name, message }.encode().into()
    }

    /// What a member may do from now on.
    pub(super) fn grant(&self, grant: Grant) -> Bytes {
        self.frame(Message::Auth(match grant {
            Grant::None => Auth::Denied("permission-denied"),
            Grant::Read => Auth::Authenticated(Scope::ReadOnly),
            Grant::Write => Auth::Authenticated(Scope::ReadWrite),
        }))
    }

    /// The document is closed to a member who may not see it any more.
    pub(super) fn closed(&self) -> Bytes {
        self.frame(Message::Close(Some(CloseCode::Forbidden.reason())))
    }

    /// The document is in another epoch now: for who asks for it.
    pub(super) fn not_here(&self, epoch: u32) -> Bytes {
        self.frame(Message::Auth(Auth::Denied(&moved_to(epoch))))
    }

    /// The same for who has it open.
    pub(super) fn moved(&self, epoch: u32) -> Bytes {
        self.frame(Message::Close(Some(&moved_to(epoch))))
    }

    pub(super) fn step1(&self, vector: &[u8]) -> Bytes {
        self.frame(Message::Sync(SyncMessage::Step1(vector)))
    }

    pub(super) fn step2(&self, update: &[u8]) -> Bytes {
        self.frame(Message::Sync(SyncMessage::Step2(update)))
    }

    pub(super) fn update(&self, update: &[u8]) -> Bytes {
        self.frame(Message::Sync(SyncMessage::Update(update)))
    }

    pub(super) fn status(&self, stored: bool) -> Bytes {
        self.frame(Message::SyncStatus(stored))
    }

    pub(super) fn text(&self, text: &str) -> Bytes {
        self.frame(Message::Stateless(text))
    }

    pub(super) fn presence<'a>(&self, said: impl IntoIterator<Item = &'a Said>) -> Bytes {
        self.frame(Message::Awareness(said.into_iter().map(Said::entry).collect()))
    }
}

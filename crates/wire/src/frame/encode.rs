//! From a frame to bytes.

use super::{Frame, Message, SyncMessage};
use crate::{Entry, writer};

pub(super) const PING: u8 = 9;
pub(super) const PONG: u8 = 10;

impl Frame<'_> {
    /// The bytes of the frame. Limits are not looked at: they are the receiver's.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        match self {
            Self::Ping => out.push(PING),
            Self::Pong => out.push(PONG),
            Self::Document { name, message } => {
                writer::text(&mut out, name);
                message.write(&mut out);
            }
        }
        out
    }
}

impl Message<'_> {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Sync(sync) => {
                out.push(0);
                sync.write(out);
            }
            Self::Awareness(entries) => {
                out.push(1);
                writer::bytes(out, &Entry::write_all(entries));
            }
            Self::Auth(auth) => {
                out.push(2);
                auth.write(out);
            }
            Self::QueryAwareness => out.push(3),
            Self::SyncReply(sync) => {
                out.push(4);
                sync.write(out);
            }
            Self::Stateless(text) => {
                out.push(5);
                writer::text(out, text);
            }
            Self::BroadcastStateless(text) => {
                out.push(6);
                writer::text(out, text);
            }
            Self::Close(reason) => {
                out.push(7);
                if let Some(reason) = reason {
                    writer::text(out, reason);
                }
            }
            Self::SyncStatus(applied) => out.extend([8, u8::from(*applied)]),
        }
    }
}

impl SyncMessage<'_> {
    fn write(self, out: &mut Vec<u8>) {
        let (step, payload) = match self {
            Self::Step1(payload) => (0, payload),
            Self::Step2(payload) => (1, payload),
            Self::Update(payload) => (2, payload),
        };
        out.push(step);
        writer::bytes(out, payload);
    }
}

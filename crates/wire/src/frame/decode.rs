//! From bytes to a frame.

use super::{Frame, Message, SyncMessage};
use crate::{Auth, Entry, Field, FrameError, Limits, reader::Reader};

impl<'a> Frame<'a> {
    /// The frame that the bytes are, all of them. It borrows from them.
    pub fn decode(bytes: &'a [u8], limits: &Limits) -> Result<Self, FrameError> {
        if bytes.len() > limits.frame {
            return Err(FrameError::FrameTooLarge);
        }
        match bytes {
            [] => return Err(FrameError::Empty),
            // As a name these would lack all their letters: no other frame is a single byte.
            [super::encode::PING] => return Ok(Self::Ping),
            [super::encode::PONG] => return Ok(Self::Pong),
            _ => {}
        }
        let mut from = Reader(bytes);
        let name = from.text(Field::Name, limits.name)?;
        let message = Message::read(&mut from, limits)?;
        from.end()?;
        Ok(Self::Document { name, message })
    }
}

impl<'a> Message<'a> {
    fn read(from: &mut Reader<'a>, limits: &Limits) -> Result<Self, FrameError> {
        Ok(match from.number()?.get() {
            0 => Self::Sync(SyncMessage::read(from)?),
            1 => Self::Awareness(Entry::read_all(from.bytes()?, limits)?),
            2 => Self::Auth(Auth::read(from, limits)?),
            3 => Self::QueryAwareness,
            4 => Self::SyncReply(SyncMessage::read(from)?),
            5 => Self::Stateless(from.text(Field::Stateless, limits.stateless)?),
            6 => Self::BroadcastStateless(from.text(Field::Stateless, limits.stateless)?),
            7 if from.0.is_empty() => Self::Close(None),
            7 => Self::Close(Some(from.text(Field::Reason, limits.reason)?)),
            8 => Self::SyncStatus(match from.number()?.get() {
                0 => false,
                1 => true,
                unknown => return Err(FrameError::UnknownStatus(unknown)),
            }),
            unknown => return Err(FrameError::UnknownMessage(unknown)),
        })
    }
}

impl<'a> SyncMessage<'a> {
    fn read(from: &mut Reader<'a>) -> Result<Self, FrameError> {
        Ok(match from.number()?.get() {
            0 => Self::Step1(from.bytes()?),
            1 => Self::Step2(from.bytes()?),
            2 => Self::Update(from.bytes()?),
            unknown => return Err(FrameError::UnknownSync(unknown)),
        })
    }
}

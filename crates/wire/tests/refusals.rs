//! Every refusal has a name of its own.

use bangban_wire::{Field, Frame, FrameError, Kind, Limits, Message, Sender, SyncMessage};

const SMALL: Limits = Limits {
    frame: 64,
    name: 4,
    token: 4,
    version: 4,
    reason: 4,
    stateless: 4,
    entries: 2,
    state: 4,
};

/// The refusal of bytes that follow the name `a`.
fn refusal(message: &[u8]) -> FrameError {
    Frame::decode(&[b"\x01a", message].concat(), &SMALL).expect_err("a refusal")
}

#[test]
fn what_is_no_frame_is_malformed() {
    let frame = |bytes: &[u8]| Frame::decode(bytes, &SMALL).expect_err("a refusal");
    assert_eq!(frame(b""), FrameError::Empty);
    assert_eq!(frame(b"\x01"), FrameError::Truncated);
    assert_eq!(frame(b"\x01a"), FrameError::Truncated);
    assert_eq!(frame(b"\x01\xff\x03"), FrameError::NotText(Field::Name));
    assert_eq!(frame(b"\x81\x00a\x03"), FrameError::Overlong);
    assert_eq!(frame(&[0xff; 20]), FrameError::NumberTooLarge);
    assert_eq!(refusal(b"\x03\x00"), FrameError::TrailingBytes);
    assert_eq!(refusal(b"\x00\x00\x05abcd"), FrameError::Truncated);
    assert_eq!(refusal(b"\x00\x02\xff\xff\xff\xff\xff\xff\xff\x0f"), FrameError::Truncated);
    assert_eq!(refusal(b"\x05\x02\xed\xa0"), FrameError::NotText(Field::Stateless));
    assert_eq!(refusal(b"\x02\x00\x00\x00\x00"), FrameError::TrailingBytes);
    assert_eq!(refusal(b"\x07\x01a\x00"), FrameError::TrailingBytes);
    for error in [FrameError::Empty, FrameError::Overlong, FrameError::NotText(Field::Name)] {
        assert_eq!(error.kind(), Kind::Malformed);
    }
}

#[test]
fn awareness_is_read_to_its_end() {
    assert_eq!(refusal(b"\x01\x00"), FrameError::Truncated);
    assert_eq!(refusal(b"\x01\x01\x01"), FrameError::Truncated);
    assert_eq!(refusal(b"\x01\x02\x00\x00"), FrameError::TrailingBytes);
    assert_eq!(refusal(b"\x01\x01\x00\x00"), FrameError::TrailingBytes);
    assert_eq!(refusal(b"\x01\x04\x01\x01\x01\x09"), FrameError::TextTooLong(Field::State));
    assert_eq!(refusal(b"\x01\x01\x03"), FrameError::TooManyEntries);
    let beyond = b"\x01\x09\x01\xff\xff\xff\xff\xff\xff\xff\x1f";
    assert_eq!(refusal(beyond), FrameError::NumberTooLarge);
}

#[test]
fn what_is_longer_than_its_limit_is_too_large() {
    let name = Frame::decode(b"\x05abcde\x03", &SMALL);
    assert_eq!(name, Err(FrameError::TextTooLong(Field::Name)));
    // Said of the length alone: the bytes need not be there.
    assert_eq!(refusal(b"\x02\x00\x05"), FrameError::TextTooLong(Field::Token));
    assert_eq!(refusal(b"\x02\x00\x00\x05"), FrameError::TextTooLong(Field::Version));
    assert_eq!(refusal(b"\x02\x01\x05"), FrameError::TextTooLong(Field::Reason));
    assert_eq!(refusal(b"\x07\x05"), FrameError::TextTooLong(Field::Reason));
    assert_eq!(refusal(b"\x05\x05"), FrameError::TextTooLong(Field::Stateless));
    assert_eq!(refusal(b"\x06\x05"), FrameError::TextTooLong(Field::Stateless));
    assert_eq!(refusal(&[0; 63]), FrameError::FrameTooLarge);
    assert_eq!(FrameError::FrameTooLarge.kind(), Kind::TooLarge);
    assert_eq!(FrameError::TextTooLong(Field::Name).kind(), Kind::TooLarge);
}

#[test]
fn what_a_later_version_may_know_is_unknown() {
    assert_eq!(refusal(b"\x09"), FrameError::UnknownMessage(9));
    assert_eq!(refusal(b"\x0b"), FrameError::UnknownMessage(11));
    assert_eq!(refusal(b"\x00\x03\x00"), FrameError::UnknownSync(3));
    assert_eq!(refusal(b"\x04\x03\x00"), FrameError::UnknownSync(3));
    assert_eq!(refusal(b"\x02\x03"), FrameError::UnknownAuth(3));
    assert_eq!(refusal(b"\x02\x02\x05write"), FrameError::UnknownScope);
    assert_eq!(refusal(b"\x02\x02\x01\xff"), FrameError::UnknownScope);
    assert_eq!(refusal(b"\x08\x02"), FrameError::UnknownStatus(2));
    assert_eq!(FrameError::UnknownMessage(11).kind(), Kind::Unknown);
}

#[test]
fn tokens_are_not_in_debug_forms() {
    let frame = Frame::decode(b"\x01a\x02\x00\x03abc", &SMALL).expect("a token");
    assert!(!format!("{frame:?}").contains("abc"));
}

#[test]
fn frames_have_a_direction() {
    let from = |message| {
        let frame = Frame::Document { name: "a", message };
        (frame.is_from(Sender::Client), frame.is_from(Sender::Server))
    };
    assert_eq!(from(Message::Sync(SyncMessage::Step1(b""))), (true, true));
    assert_eq!(from(Message::SyncReply(SyncMessage::Step1(b""))), (false, true));
    assert_eq!(from(Message::SyncStatus(true)), (false, true));
    assert_eq!(from(Message::BroadcastStateless("")), (false, false));
    assert_eq!(from(Message::Close(None)), (true, false));
    assert!(Frame::Ping.is_from(Sender::Server) && !Frame::Ping.is_from(Sender::Client));
}

//! What holds for every frame and for all bytes.

use bangban_wire::{Auth, Entry, Frame, Limits, Message, Scope, SyncMessage, Token, U53};
use proptest::prelude::*;

/// Stands behind a frame, which borrows its texts.
#[derive(Clone, Debug)]
struct Parts {
    kind: u8,
    sub: u8,
    name: String,
    text: String,
    more: Option<String>,
    payload: Vec<u8>,
    entries: Vec<(U53, U53, String)>,
}

fn number() -> impl Strategy<Value = U53> {
    (any::<u64>(), 0u32..64).prop_map(|(number, shift)| {
        U53::new((number >> shift) & U53::MAX.get()).unwrap_or(U53::MAX)
    })
}

fn parts() -> impl Strategy<Value = Parts> {
    let name = prop_oneof!["[a-z0-9/]{0,40}", "\\PC{0,20}", "[a-z]{1,5}\0\\PC{0,5}", "[甲-癸]{60}"];
    let entry = (number(), number(), prop_oneof![Just("null".to_owned()), any::<String>()]);
    let payload = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..40),
        (any::<u8>(), 16_000usize..17_000).prop_map(|(byte, length)| vec![byte; length]),
    ];
    let entries = prop::collection::vec(entry, 0..5);
    (0u8..11, 0u8..4, name, any::<String>(), any::<Option<String>>(), payload, entries).prop_map(
        |(kind, sub, name, text, more, payload, entries)| Parts {
            kind,
            sub,
            name,
            text,
            more,
            payload,
            entries,
        },
    )
}

impl Parts {
    fn frame(&self) -> Frame<'_> {
        let message = match self.kind {
            0 => Message::Sync(self.sync()),
            1 => Message::Awareness(
                self.entries
                    .iter()
                    .map(|(client, clock, state)| Entry { client: *client, clock: *clock, state })
                    .collect(),
            ),
            2 => Message::Auth(self.auth()),
            3 => Message::QueryAwareness,
            4 => Message::SyncReply(self.sync()),
            5 => Message::Stateless(&self.text),
            6 => Message::BroadcastStateless(&self.text),
            7 => Message::Close(self.more.as_deref()),
            8 => Message::SyncStatus(self.sub < 2),
            9 => return Frame::Ping,
            _ => return Frame::Pong,
        };
        Frame::Document { name: &self.name, message }
    }

    fn sync(&self) -> SyncMessage<'_> {
        match self.sub % 3 {
            0 => SyncMessage::Step1(&self.payload),
            1 => SyncMessage::Step2(&self.payload),
            _ => SyncMessage::Update(&self.payload),
        }
    }

    fn auth(&self) -> Auth<'_> {
        match self.sub {
            0 => Auth::TokenRequest,
            1 => Auth::Token { token: Token(&self.text), version: self.more.as_deref() },
            2 => Auth::Denied(&self.text),
            _ => Auth::Authenticated(if self.more.is_some() {
                Scope::ReadOnly
            } else {
                Scope::ReadWrite
            }),
        }
    }
}

/// Texts of the strategies may be longer than the defaults allow.
const WIDE: Limits = Limits {
    frame: 1 << 20,
    name: 1 << 16,
    token: 1 << 16,
    version: 1 << 16,
    reason: 1 << 16,
    stateless: 1 << 16,
    entries: 8,
    state: 1 << 16,
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_frame_comes_back_as_it_was(parts in parts()) {
        let frame = parts.frame();
        let bytes = frame.encode();
        prop_assert_eq!(Frame::decode(&bytes, &WIDE), Ok(frame));
    }

    #[test]
    fn a_cut_frame_is_an_error_or_a_shorter_message(parts in parts(), at in any::<prop::sample::Index>()) {
        let bytes = parts.frame().encode();
        let cut = &bytes[..at.index(bytes.len())];
        if let Ok(frame) = Frame::decode(cut, &WIDE) {
            let optional = matches!(
                frame,
                Frame::Document {
                    message: Message::Close(None)
                        | Message::Auth(Auth::TokenRequest | Auth::Token { version: None, .. }),
                    ..
                }
            );
            // The length of a name of nine or ten bytes.
            let lone = matches!(frame, Frame::Ping | Frame::Pong);
            prop_assert!(optional || lone);
        }
    }

    #[test]
    fn more_bytes_are_an_error_or_a_longer_message(parts in parts(), more in any::<u8>()) {
        let mut bytes = parts.frame().encode();
        bytes.push(more);
        if let Ok(frame) = Frame::decode(&bytes, &WIDE) {
            prop_assert_eq!(&frame.encode(), &bytes);
            let optional = matches!(
                frame,
                Frame::Document {
                    message: Message::Close(Some("")) | Message::Auth(
                        Auth::Token { token: Token(""), version: None } | Auth::Token { version: Some(""), .. }
                    ),
                    ..
                }
            );
            prop_assert!(optional);
        }
    }

    #[test]
    fn damage_is_an_error_or_another_frame(
        parts in parts(), hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = parts.frame().encode();
        for (at, byte) in hits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(frame) = Frame::decode(&bytes, &WIDE) {
            prop_assert_eq!(&frame.encode(), &bytes);
        }
    }

    #[test]
    fn bytes_of_any_kind_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(frame) = Frame::decode(&bytes, &Limits::DEFAULT) {
            prop_assert_eq!(&frame.encode(), &bytes);
        }
    }

    /// Bytes that are small numbers come far into the messages.
    #[test]
    fn small_numbers_do_no_harm(bytes in prop::collection::vec(0u8..12, 0..40)) {
        if let Ok(frame) = Frame::decode(&bytes, &Limits::DEFAULT) {
            prop_assert_eq!(&frame.encode(), &bytes);
        }
    }
}

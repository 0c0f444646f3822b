//! What a real Hocuspocus server and real providers said to each other, recorded by
//! `tests/interop`: each frame means here what lib0 reads in it, and is written back to the same
//! bytes.

mod recorded;

use bangban_wire::{Auth, CloseCode, Frame, Limits, Message, Sender, split_session};
use recorded::{describe, files, frames, hex};
use serde_json::{Value, json};

#[test]
fn every_frame_means_what_the_peers_mean() {
    for golden in frames() {
        let frame = Frame::decode(&golden.bytes, &Limits::DEFAULT).expect(&golden.name);
        assert_eq!(describe(&frame), golden.means, "{}", golden.name);
    }
}

#[test]
fn every_frame_is_written_to_the_same_bytes() {
    for golden in frames() {
        let frame = Frame::decode(&golden.bytes, &Limits::DEFAULT).expect(&golden.name);
        assert_eq!(hex(&frame.encode()), hex(&golden.bytes), "{}", golden.name);
    }
}

#[test]
fn every_frame_is_its_senders_to_send() {
    for golden in frames() {
        let frame = Frame::decode(&golden.bytes, &Limits::DEFAULT).expect(&golden.name);
        let may = |sender| frame.is_from(sender);
        let fits = match golden.direction.as_str() {
            "client" => may(Sender::Client),
            "server" => may(Sender::Server),
            "servers" => !may(Sender::Client),
            other => panic!("unknown direction {other}"),
        };
        assert!(fits, "{}", golden.name);
    }
}

/// A cut frame is an error, or the shorter form of the same message, never anything else.
#[test]
fn cut_frames_are_errors() {
    for golden in frames() {
        for end in 0..golden.bytes.len() {
            let cut = &golden.bytes[..end];
            match Frame::decode(cut, &Limits::DEFAULT) {
                Err(_) => {}
                Ok(Frame::Document {
                    message:
                        Message::Close(None)
                        | Message::Auth(Auth::TokenRequest | Auth::Token { version: None, .. }),
                    ..
                }) => {}
                Ok(frame) => panic!("{} cut at {end} is {frame:?}", golden.name),
            }
        }
    }
}

#[test]
fn every_kind_of_frame_is_there() {
    let kinds = [
        "ping",
        "pong",
        "sync",
        "sync-reply",
        "awareness",
        "token",
        "token-request",
        "denied",
        "authenticated",
        "query-awareness",
        "stateless",
        "broadcast-stateless",
        "close",
        "sync-status",
    ];
    let frames = frames();
    for kind in kinds {
        assert!(frames.iter().any(|golden| golden.means["type"] == kind), "{kind}");
    }
    let has = |key: &str, value: Value| frames.iter().any(|golden| golden.means[key] == value);
    assert!(has("scope", json!("read-write")) && has("scope", json!("readonly")));
    assert!(has("applied", json!(true)) && has("applied", json!(false)));
    assert!(has("step", json!("step1")) && has("step", json!("step2")));
    assert!(has("step", json!("update")) && has("text", json!("")));
    let texts = |text: &str| frames.iter().any(|golden| golden.means.to_string().contains(text));
    for rare in ["𠮷", "𬭚", "👨‍👩‍👧", &hex("𠮷野家 𬭚 👨‍👩‍👧".as_bytes())]
    {
        assert!(texts(rare), "{rare}");
    }
}

#[test]
fn sockets_are_closed_with_known_codes() {
    let closed: Vec<_> = files()
        .iter()
        .filter_map(|file| file["closed"]["code"].as_u64())
        .map(|code| CloseCode::from_code(u16::try_from(code).expect("a code")))
        .collect();
    for code in CloseCode::ALL {
        // The server denies by a frame; its sockets close with 4403 only where a hook says so.
        let expected = code != CloseCode::Forbidden;
        assert_eq!(closed.contains(&Some(code)), expected, "{code:?}");
    }
    assert!(!closed.contains(&None));
}

#[test]
fn a_session_is_part_of_the_name() {
    let with_session = frames()
        .iter()
        .filter(|golden| {
            let name = golden.means["document"].as_str().unwrap_or_default();
            split_session(name) == ("filing/2026-0001/answers", Some("窗口3"))
        })
        .count();
    assert!(with_session > 5);
}

//! Who is let in, what ends a socket, and with which code.

use std::time::Duration;

use bangban_wire::{Auth, Frame, Message, SyncMessage, Token};
use chrono::TimeDelta;
use tokio_tungstenite::tungstenite::{Error, Message as Packet};

use super::peer::{Heard, Peer, Replica};
use super::place::Place;

#[tokio::test]
async fn pages_of_other_sites_open_no_socket() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let own = format!("http://{}", place.address);
    let cookie = ("cookie", anna.cookie.as_str());
    for (headers, let_in) in [
        (vec![("origin", own.as_str()), cookie], true),
        (vec![("origin", own.as_str()), ("sec-fetch-site", "same-origin"), cookie], true),
        (vec![("origin", own.as_str()), ("sec-fetch-site", "cross-site"), cookie], false),
        (vec![("origin", "https://elsewhere.example"), cookie], false),
        (vec![("origin", "null"), cookie], false),
        (vec![("x-bangban-request", "1"), cookie], false),
    ] {
        match Peer::connect_with(place.address, &headers).await {
            Ok(_) => assert!(let_in, "{headers:?}"),
            Err(Error::Http(response)) => {
                assert!(!let_in && response.status() == 403, "{headers:?}");
            }
            Err(other) => panic!("{other}"),
        }
    }
}

#[tokio::test]
async fn nobody_is_told_to_sign_in() {
    let place = Place::new().await;
    for cookie in ["", "__Host-session=x"] {
        let mut peer = Peer::connect(place.address, cookie).await.unwrap();
        assert_eq!(peer.closed().await, 4401);
    }
}

#[tokio::test]
async fn only_a_socket_is_served() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    assert_eq!(anna.ask("GET", "/realtime").send().await.status, 400);
}

#[tokio::test]
async fn a_session_that_ends_closes_its_sockets() {
    let place = Place::new().await;
    let (anna, other) = (place.sign_in("anna").await, place.sign_in("anna").await);
    let name = format!("{}/answers", anna.begin().await);
    let mut peer = place.open(&anna, &name).await;
    let mut elsewhere = place.open(&other, &name).await;
    assert_eq!(anna.ask("DELETE", "/session").send().await.status, 204);
    assert_eq!(peer.closed().await, 4401);
    assert!(elsewhere.is_quiet().await);
}

#[tokio::test]
async fn a_session_expires_on_an_open_socket() {
    let place = Place::with(|limits| limits.heartbeat = Duration::from_millis(30)).await;
    let anna = place.sign_in("anna").await;
    let name = format!("{}/answers", anna.begin().await);
    let replica = Replica::new(1);
    let mut peer = place.open(&anna, &name).await;
    // Writing uses the session, being there does not.
    for _ in 0..3 {
        place.rig.clock.advance(TimeDelta::minutes(20));
        assert!(peer.update(&replica.write("x")).await);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    place.rig.clock.advance(TimeDelta::minutes(31));
    assert_eq!(peer.closed().await, 4401);
}

#[tokio::test]
async fn what_is_no_frame() {
    let place = Place::with(|limits| limits.frame = 1000).await;
    let anna = place.sign_in("anna").await;
    let name = format!("{}/answers", anna.begin().await);
    let frame = |message| Frame::Document { name: &name, message }.encode();
    let unknown = [frame(Message::QueryAwareness).split_last().unwrap().1, &[77]].concat();
    for (case, packet, code) in [
        ("garbage", Packet::Binary(vec![0xff; 40].into()), Some(4205)),
        ("empty", Packet::Binary(vec![].into()), Some(4205)),
        ("cut", Packet::Binary(frame(Message::QueryAwareness)[..9].to_vec().into()), Some(4205)),
        ("text", Packet::Text("{}".into()), Some(4205)),
        ("a server's frame", Packet::Binary(frame(Message::SyncStatus(true)).into()), Some(4205)),
        ("a vector that is none", vector(&name, &[255, 255, 255, 122]), Some(4205)),
        ("oversize", Packet::Binary(vec![0; 1001].into()), Some(1009)),
        ("oversize for the transport", Packet::Binary(vec![0; 2001].into()), Some(1009)),
        ("an unknown message", Packet::Binary(unknown.into()), None),
        ("a pong", Packet::Binary(Frame::Pong.encode().into()), None),
        ("stateless", Packet::Binary(frame(Message::Stateless("text")).into()), None),
    ] {
        let mut peer = place.open(&anna, &name).await;
        peer.packet(packet).await;
        match code {
            Some(code) => assert_eq!(peer.closed().await, code, "{case}"),
            None => assert!(peer.update(&[0, 0]).await, "{case}"),
        }
    }
}

fn vector(name: &str, bytes: &[u8]) -> Packet {
    let message = Message::Sync(SyncMessage::Step1(bytes));
    Packet::Binary(Frame::Document { name, message }.encode().into())
}

/// Bytes that are no update are refused and never stored; the socket goes on.
#[tokio::test]
async fn what_is_no_update() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let name = format!("{}/answers", anna.begin().await);
    let mut peer = place.open(&anna, &name).await;
    let good = Replica::new(1).write("good");
    for synced in [false, true] {
        if synced {
            peer.sync(&Replica::new(2)).await;
        }
        for bad in [&b""[..], b"garbage", &[1, 1, 1], &good[..good.len() - 1]] {
            assert!(!peer.update(bad).await, "{bad:?}");
        }
    }
    assert!(place.stored(&name).await.is_empty());
    assert!(peer.update(&good).await);
}

#[tokio::test]
async fn without_authentication() {
    let place = Place::with(|limits| limits.before_auth = Duration::from_millis(300)).await;
    let anna = place.sign_in("anna").await;
    let filing = anna.begin().await;
    let name = format!("{filing}/answers");
    let mut silent = place.connect(&anna).await;
    assert_eq!(silent.closed().await, 4408);

    // What comes first waits for the authentication.
    let mut early = place.connect(&anna).await;
    early.name.clone_from(&name);
    let update = Replica::new(1).write("early");
    early.say(Message::Sync(SyncMessage::Update(&update))).await;
    early.say(Message::Auth(Auth::Token { token: Token("any"), version: Some("1") })).await;
    assert!(matches!(early.hear().await, Heard::Granted(_)));
    assert_eq!(early.hear().await, Heard::Status(true));
    // But not for ever.
    early.name = format!("{filing}/assist");
    early.say(Message::Sync(SyncMessage::Update(&update))).await;
    assert_eq!(early.closed().await, 4408);
    assert!(place.stored(&format!("{filing}/assist")).await.is_empty());

    // And not without end.
    let mut many = place.connect(&anna).await;
    many.name.clone_from(&name);
    for _ in 0..17 {
        many.say(Message::QueryAwareness).await;
    }
    assert_eq!(many.closed().await, 4205);
}

//! Limits that are not about single frames.

use std::time::{Duration, Instant};

use bangban_wire::{Message, SyncMessage};
use tokio_tungstenite::tungstenite::Error;

use super::peer::{Heard, Peer, Replica};
use super::place::Place;

/// What is sent too fast waits, and is not lost.
#[tokio::test]
async fn a_rate() {
    let place = Place::with(|limits| {
        limits.frame_burst = 20.0;
        limits.frames_per_second = 50.0;
    })
    .await;
    let anna = place.sign_in("anna").await;
    let name = format!("{}/answers", anna.begin().await);
    let replica = Replica::new(1);
    let mut peer = place.open(&anna, &name).await;
    let begun = Instant::now();
    for _ in 0..60 {
        let update = replica.write("x");
        peer.say(Message::Sync(SyncMessage::Update(&update))).await;
    }
    for _ in 0..60 {
        assert_eq!(peer.hear().await, Heard::Status(true));
    }
    let took = begun.elapsed();
    assert!(took > Duration::from_millis(700), "{took:?}");
    assert_eq!(place.stored(&name).await.len(), 60);
}

/// Who does not read is cut off and holds nobody up; what they missed they get on connecting
/// anew.
#[tokio::test]
async fn a_slow_reader() {
    let place = Place::with(|limits| limits.outgoing_bytes = 200_000).await;
    let anna = place.sign_in("anna").await;
    let name = format!("{}/answers", anna.begin().await);
    let (writing, reading) = (Replica::new(1), Replica::new(2));
    let mut writer = place.open(&anna, &name).await;
    let mut slow = place.open(&anna, &name).await;
    slow.sync(&reading).await;
    let large = "长".repeat(30_000);
    let mut sent = 0;
    // More than the buffers of the system take.
    while sent < 14_000_000 {
        let update = writing.write(&large);
        sent += update.len();
        assert!(writer.update(&update).await);
    }
    let mut heard = 0;
    let code = loop {
        match slow.hear().await {
            Heard::Update(update) => heard += update.len(),
            Heard::Closed(code) => break code,
            other => panic!("{other:?}"),
        }
    };
    assert!(heard < sent, "it was cut off before the end: {heard} of {sent}");
    assert!(code == 4205 || code == 0, "{code}");
    let mut anew = place.open(&anna, &name).await;
    anew.sync(&reading).await;
    assert_eq!(reading.text().len(), writing.text().len());
}

#[tokio::test]
async fn documents_and_sockets() {
    let place = Place::with(|limits| {
        limits.documents = 2;
        limits.sockets_of_session = 2;
        limits.sockets_of_person = 3;
    })
    .await;
    let (anna, again) = (place.sign_in("anna").await, place.sign_in("anna").await);
    let filing = anna.begin().await;
    let mut peer = place.connect(&anna).await;
    peer.join(&format!("{filing}/answers")).await;
    peer.join(&format!("{filing}/private")).await;
    assert_eq!(peer.knock(&format!("{filing}/assist")).await, Heard::Denied);
    peer.name = format!("{filing}/answers");
    peer.say(Message::Close(None)).await;
    assert!(matches!(peer.hear().await, Heard::Shut(_)));
    peer.join(&format!("{filing}/assist")).await;

    let _second = place.connect(&anna).await;
    let status = async |cookie: &str| match Peer::connect(place.address, cookie).await {
        Err(Error::Http(response)) => response.status().as_u16(),
        Err(other) => panic!("{other}"),
        Ok(_) => 101,
    };
    assert_eq!(status(&anna.cookie).await, 429, "two of this session");
    let _third = place.connect(&again).await;
    assert_eq!(status(&again.cookie).await, 429, "three of this person");
    peer.hang_up().await;
    assert_eq!(peer.closed().await, 0);
    let mut tries = 0;
    while status(&again.cookie).await != 101 {
        tries += 1;
        assert!(tries < 100, "a socket that is gone leaves its place");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// A filing's documents are together as large as they may be.
#[tokio::test]
async fn a_full_filing() {
    let place = Place::with(|limits| limits.filing_bytes = 3000).await;
    let anna = place.sign_in("anna").await;
    let (filing, other) = (anna.begin().await, anna.begin().await);
    for (name, bytes, stored) in [
        (format!("{filing}/answers"), 2000, true),
        (format!("{filing}/private"), 900, true),
        (format!("{filing}/assist"), 900, false),
        (format!("{other}/answers"), 2000, true),
    ] {
        let mut peer = place.open(&anna, &name).await;
        let update = Replica::new(1).write(&"x".repeat(bytes));
        assert_eq!(peer.update(&update).await, stored, "{name} {bytes}");
    }
}

#[tokio::test]
async fn silence() {
    let place = Place::with(|limits| {
        limits.heartbeat = Duration::from_millis(50);
        limits.silence = Duration::from_millis(400);
    })
    .await;
    let anna = place.sign_in("anna").await;
    let name = format!("{}/answers", anna.begin().await);
    let mut peer = place.open(&anna, &name).await;
    // Answers the pings while it listens.
    for _ in 0..4 {
        assert!(peer.is_quiet().await);
    }
    tokio::time::sleep(Duration::from_millis(600)).await;
    assert_eq!(peer.closed().await, 4408);
}

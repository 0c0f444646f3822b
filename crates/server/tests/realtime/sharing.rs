//! Several clients in one document.

use bangban_server::realtime::log::read;
use bangban_wire::{Message, SyncMessage};

use super::peer::{Heard, Replica};
use super::place::Place;

#[tokio::test]
async fn two_clients_and_a_late_one_converge() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let name = format!("{}/answers", anna.begin().await);
    let (one, two) = (Replica::new(1), Replica::new(2));
    let mut first = place.open(&anna, &name).await;
    let mut second = place.open(&anna, &name).await;
    first.sync(&one).await;
    second.sync(&two).await;
    // Both type at once, neither waits for the other.
    for round in 0..20 {
        for (peer, replica, word) in [(&mut first, &one, "甲"), (&mut second, &two, "b")] {
            let update = replica.write(&format!("{word}{round} "));
            peer.say(Message::Sync(SyncMessage::Update(&update))).await;
        }
    }
    for (peer, replica) in [(&mut first, &one), (&mut second, &two)] {
        let (mut acknowledged, mut heard) = (0, 0);
        while acknowledged < 20 || heard < 20 {
            match peer.hear().await {
                Heard::Status(true) => acknowledged += 1,
                Heard::Update(update) => {
                    replica.apply(&update);
                    heard += 1;
                }
                other => panic!("{other:?}"),
            }
        }
    }
    assert_eq!(one.text(), two.text());
    assert_eq!(one.text().split_whitespace().count(), 40);
    let late = Replica::new(3);
    place.open(&anna, &name).await.sync(&late).await;
    assert_eq!(late.text(), one.text());
    assert_eq!(place.stored(&name).await.len(), 40);
}

#[tokio::test]
async fn what_was_typed_offline_comes_with_the_connection() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let name = format!("{}/private", anna.begin().await);
    let (one, two) = (Replica::new(1), Replica::new(2));
    one.write("offline ");
    place.open(&anna, &name).await.sync(&one).await;
    two.write("too ");
    let mut second = place.open(&anna, &name).await;
    second.sync(&two).await;
    assert!(two.text().contains("offline") && two.text().contains("too"), "{}", two.text());
}

/// A client that connects anew brings what it has again. What is there is not stored twice.
#[tokio::test]
async fn what_is_there_is_acknowledged_and_not_stored_again() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let name = format!("{}/answers", anna.begin().await);
    let replica = Replica::new(1);
    let mut peer = place.open(&anna, &name).await;
    peer.sync(&replica).await;
    let update = replica.write("once");
    assert!(peer.update(&update).await);
    assert!(peer.update(&update).await);
    peer.hang_up().await;
    place.open(&anna, &name).await.sync(&replica).await;
    assert_eq!(place.stored(&name).await.len(), 1);
}

#[tokio::test]
async fn documents_of_one_socket_are_apart() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let filing = anna.begin().await;
    let names = ["answers", "private"].map(|it| format!("{filing}/{it}"));
    let mut peer = place.connect(&anna).await;
    for (client, name) in (1..).zip(&names) {
        peer.join(name).await;
        assert!(peer.update(&Replica::new(client).write(name)).await);
    }
    for name in &names {
        assert_eq!(place.stored(name).await.len(), 1, "{name}");
        let replica = Replica::new(9);
        place.open(&anna, name).await.sync(&replica).await;
        assert_eq!(&replica.text(), name);
    }
}

/// The server forgets a document that nobody uses, and reads it again.
#[tokio::test]
async fn a_document_is_unloaded_and_loaded() {
    let place = Place::with(|limits| limits.idle_room = std::time::Duration::from_millis(20)).await;
    let anna = place.sign_in("anna").await;
    let name = format!("{}/answers", anna.begin().await);
    let replica = Replica::new(1);
    for word in ["a", "b", "c"] {
        let mut peer = place.open(&anna, &name).await;
        peer.sync(&replica).await;
        assert!(peer.update(&replica.write(word)).await);
        peer.hang_up().await;
        tokio::time::sleep(std::time::Duration::from_millis(80)).await;
    }
    let late = Replica::new(2);
    place.open(&anna, &name).await.sync(&late).await;
    assert_eq!(late.text(), "abc");
}

/// When the server ends, what it was sent is stored and acknowledged first.
#[tokio::test]
async fn a_restart_loses_nothing() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let name = format!("{}/answers", anna.begin().await);
    let replica = Replica::new(1);
    let mut peer = place.open(&anna, &name).await;
    for _ in 0..50 {
        let update = replica.write("x");
        peer.say(Message::Sync(SyncMessage::Update(&update))).await;
    }
    assert_eq!(peer.hear().await, Heard::Status(true));
    let db = place.rig.state.db.clone();
    let ended = tokio::spawn(place.end());
    let mut acknowledged = 1;
    let code = loop {
        match peer.hear().await {
            Heard::Status(true) => acknowledged += 1,
            Heard::Closed(code) => break code,
            other => panic!("{other:?}"),
        }
    };
    let _rig = ended.await.unwrap();
    assert_eq!(code, 4205);
    let stored = read(&db, &name.parse().unwrap(), 0, usize::MAX).await.unwrap().updates;
    assert_eq!(stored.len(), acknowledged);
}

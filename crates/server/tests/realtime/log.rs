//! What is kept.

use std::time::Duration;

use bangban_contract::realtime::DocumentName;
use bangban_server::realtime::log::{compact, read};
use bangban_server::store::Db;

use super::peer::Replica;
use super::place::Place;

/// Another connection to the file finds what was acknowledged.
#[tokio::test]
async fn acknowledged_is_stored() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let name = format!("{}/answers", anna.begin().await);
    let replica = Replica::new(1);
    let mut peer = place.open(&anna, &name).await;
    let other = Db::open(&place.rig.folder.path().join("data")).await.unwrap();
    let name: DocumentName = name.parse().unwrap();
    for count in 1..=10 {
        assert!(peer.update(&replica.write("x")).await);
        assert_eq!(read(&other, &name, 0, usize::MAX).await.unwrap().updates.len(), count);
    }
}

#[tokio::test]
async fn cursors_before_and_after_compaction() {
    let place = Place::new().await;
    let anna = place.sign_in("anna").await;
    let name = format!("{}/answers", anna.begin().await);
    let replica = Replica::new(1);
    let mut peer = place.open(&anna, &name).await;
    // Another document in between, so that cursors have gaps.
    let mut other = place.open(&anna, &format!("{}/private", anna.begin().await)).await;
    let (db, document) = (&place.rig.state.db, name.parse::<DocumentName>().unwrap());
    let mut cursors = vec![0];
    for _ in 0..10 {
        assert!(peer.update(&replica.write("x")).await);
        assert!(other.update(&Replica::new(2).write("y")).await);
        cursors.push(read(db, &document, 0, usize::MAX).await.unwrap().cursor);
    }
    compact(db, &place.rig.clock, &document, 4).await.unwrap();
    assert_eq!(place.stored(&name).await.len(), 5);
    for (had, &cursor) in cursors.iter().enumerate() {
        // A reader with the first `had` updates goes on from its cursor.
        let reader = Replica::new(9);
        let writer = Replica::new(1);
        for _ in 0..had {
            reader.apply(&writer.write("x"));
        }
        let found = read(db, &document, cursor, usize::MAX).await.unwrap();
        for update in &found.updates {
            reader.apply(update);
        }
        assert_eq!(reader.text(), "x".repeat(10), "{had}");
        assert_eq!(found.cursor, cursors[10]);
        assert_eq!(found.updates.len(), if had < 6 { 5 } else { 10 - had }, "{had}");
        // In pieces it is the same.
        let (mut cursor, mut pieces) = (cursor, 0);
        loop {
            let piece = read(db, &document, cursor, 1).await.unwrap();
            cursor = piece.cursor;
            pieces += piece.updates.len();
            if !piece.more {
                break;
            }
        }
        assert_eq!((pieces, cursor), (found.updates.len(), cursors[10]));
    }
    // Again, and all of it; a cursor that was never given reads everything.
    compact(db, &place.rig.clock, &document, 0).await.unwrap();
    assert_eq!(place.stored(&name).await.len(), 1);
    assert_eq!(read(db, &document, 1_000_000, usize::MAX).await.unwrap().updates.len(), 1);
    let late = Replica::new(3);
    place.open(&anna, &name).await.sync(&late).await;
    assert_eq!(late.text(), "x".repeat(10));
    assert!(peer.update(&replica.write("x")).await);
}

#[tokio::test]
async fn a_long_log_is_compacted_by_itself() {
    let place = Place::with(|limits| {
        limits.compact_updates = 20;
        limits.compact_keep = 5;
    })
    .await;
    let anna = place.sign_in("anna").await;
    let name = format!("{}/answers", anna.begin().await);
    let replica = Replica::new(1);
    let mut peer = place.open(&anna, &name).await;
    for _ in 0..60 {
        assert!(peer.update(&replica.write("x")).await);
    }
    let mut tries = 0;
    while place.stored(&name).await.len() > 26 {
        tries += 1;
        assert!(tries < 100);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let late = Replica::new(3);
    place.open(&anna, &name).await.sync(&late).await;
    assert_eq!(late.text(), "x".repeat(60));
}

//! How many updates a second are stored and acknowledged. Measured, not judged:
//! `cargo test -p bangban-server --profile serve --test realtime -- --ignored --nocapture`.

use std::time::{Duration, Instant};

use bangban_wire::{Message, SyncMessage};

use super::peer::{Heard, Peer, Replica};
use super::place::Place;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures"]
async fn updates_a_second() {
    for (clients, ahead) in [(1, 1), (1, 32), (8, 1), (8, 32), (64, 1)] {
        let place = Place::with(|limits| {
            limits.frame_burst = 1e9;
            limits.byte_burst = 1e12;
            limits.sockets_of_session = 1000;
            limits.sockets_of_person = 1000;
        })
        .await;
        let anna = place.sign_in("anna").await;
        let mut names = Vec::new();
        for _ in 0..8 {
            names.push(format!("{}/answers", anna.begin().await));
        }
        let begun = Instant::now();
        let mut tasks = Vec::new();
        for client in 0..clients {
            let name = names[client % names.len()].clone();
            let peer = place.open(&anna, &name).await;
            tasks.push(tokio::spawn(write(peer, client as u64 + 1, ahead)));
        }
        let (mut count, mut times) = (0, Vec::new());
        for task in tasks {
            let (acknowledged, waits) = task.await.unwrap();
            count += acknowledged;
            times.extend(waits);
        }
        times.sort_unstable();
        let rate = f64::from(count) / begun.elapsed().as_secs_f64();
        let at = |part: usize| times[times.len() * part / 100];
        println!(
            "{clients} clients, {ahead} ahead: {rate:.0} a second; half within {:?}, 99 % within {:?}",
            at(50),
            at(99)
        );
    }
}

/// Writes for two seconds, so many updates ahead of their acknowledgements.
async fn write(mut peer: Peer, client: u64, ahead: usize) -> (u32, Vec<Duration>) {
    let replica = Replica::new(client);
    let begun = Instant::now();
    let mut sent = std::collections::VecDeque::new();
    let mut waits = Vec::new();
    while begun.elapsed() < Duration::from_secs(2) {
        while sent.len() < ahead {
            let update = replica.write("x");
            peer.say(Message::Sync(SyncMessage::Update(&update))).await;
            sent.push_back(Instant::now());
        }
        match peer.until(|heard| matches!(heard, Heard::Status(_) | Heard::Closed(_))).await {
            Heard::Status(true) => waits.extend(sent.pop_front().map(|at| at.elapsed())),
            other => panic!("{other:?}"),
        }
    }
    (u32::try_from(waits.len()).unwrap(), waits)
}

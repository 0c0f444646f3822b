//! The server's process is killed (SIGKILL) while clients write. What was acknowledged is there.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use bangban_server::app::{AppState, service};
use bangban_server::clock::Clock;
use bangban_server::config::Config;
use bangban_server::http::serve::serve as listen;
use bangban_server::realtime::log::read;
use bangban_server::store::Db;
use bangban_wire::{Message, SyncMessage};

use super::peer::{Heard, Peer, Replica};
use crate::rig::Rig;
use crate::town::{self, Someone};

const DATA: &str = "BANGBAN_TEST_RELAY_DATA";

async fn state(data: &std::path::Path) -> AppState {
    let mut config = Config::with_data(data);
    config.demo = true;
    town::state(config, Clock::system()).await
}

/// The process that is killed. Does nothing in an ordinary run of the tests.
#[tokio::test(flavor = "multi_thread")]
async fn serve() {
    let Some(data) = std::env::var_os(DATA) else { return };
    let state = state(data.as_ref()).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("listens {}", listener.local_addr().unwrap());
    let never = std::future::pending();
    listen(listener, service(state, None), never, Duration::ZERO).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn acknowledged_survives() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    // Signs in and begins by a server that is gone before the other one starts.
    let (cookie, filing) = {
        let state = state(&data).await;
        let folder = tempfile::tempdir().unwrap();
        let clock = state.clock.clone();
        let rig = Rig { router: service(state.clone(), None), state, clock, folder };
        let cookie = rig.sign_in("anna").await;
        let filing = Someone { rig: &rig, cookie: cookie.clone() }.begin().await;
        rig.state.db.close().await;
        (cookie, filing)
    };
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "realtime::crash::serve", "--nocapture", "--test-threads=1"])
        .env(DATA, &data)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let address = lines
        .map(Result::unwrap)
        .find_map(|line| line.split_once("listens ").map(|(_, at)| at.parse().unwrap()))
        .unwrap();
    let name = format!("{filing}/answers");
    let write = async |client: u64| {
        let replica = Replica::new(client);
        let mut peer = Peer::connect(address, &cookie).await.unwrap();
        peer.join(&name).await;
        let (mut sent, mut acknowledged) = (0, 0);
        loop {
            let update = replica.write("x");
            peer.say(Message::Sync(SyncMessage::Update(&update))).await;
            sent += 1;
            if sent - acknowledged < 8 {
                continue;
            }
            match peer.until(|it| matches!(it, Heard::Status(_) | Heard::Closed(_))).await {
                Heard::Status(true) => acknowledged += 1,
                Heard::Closed(_) => return acknowledged,
                other => panic!("{other:?}"),
            }
        }
    };
    let kill = async {
        tokio::time::sleep(Duration::from_millis(700)).await;
        child.kill().unwrap();
        child.wait().unwrap();
    };
    let (one, two, ()) = tokio::join!(write(1), write(2), kill);
    let db = Db::open(&data).await.unwrap();
    let stored = read(&db, &name.parse().unwrap(), 0, usize::MAX).await.unwrap().updates;
    let replica = Replica::new(3);
    for update in &stored {
        replica.apply(update);
    }
    for (client, acknowledged) in [(1, one), (2, two)] {
        assert!(acknowledged > 0, "nothing was written");
        let there = replica.length_of(client);
        assert!(there >= acknowledged, "{there} of {acknowledged} acknowledged are there");
    }
}

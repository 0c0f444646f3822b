//! A town whose server listens, and what it has stored.

use std::net::SocketAddr;
use std::time::Duration;

use bangban_contract::realtime::DocumentName;
use bangban_server::app::service;
use bangban_server::clock::Clock;
use bangban_server::config::Config;
use bangban_server::http::serve::serve;
use bangban_server::realtime::{Limits, Relay, log};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::peer::Peer;
use crate::rig::Rig;
use crate::town::{self, Someone};

/// A server.
pub struct Place {
    pub rig: Rig,
    pub address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Place {
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// With other limits.
    pub async fn with(change: impl FnOnce(&mut Limits)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::with_data(folder.path().join("data"));
        config.demo = true;
        let clock = Clock::system();
        let mut state = town::state(config, clock.clone()).await;
        let mut limits = Limits::default();
        change(&mut limits);
        state.relay = Relay::start(state.db.clone(), clock.clone(), limits, state.items.clone());
        let router = service(state.clone(), None);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let ending = state.relay.clone();
        let stopped = async move {
            let _ = stopped.await;
            ending.end();
        };
        let task = tokio::spawn(serve(listener, router.clone(), stopped, Duration::from_secs(5)));
        Self { rig: Rig { router, state, clock, folder }, address, stop, task }
    }

    pub async fn sign_in(&self, identity: &str) -> Someone<'_> {
        town::sign_in(&self.rig, identity).await
    }

    pub async fn connect(&self, someone: &Someone<'_>) -> Peer {
        Peer::connect(self.address, &someone.cookie).await.unwrap()
    }

    /// Connects and opens a document.
    pub async fn open(&self, someone: &Someone<'_>, name: &str) -> Peer {
        let mut peer = self.connect(someone).await;
        peer.join(name).await;
        peer
    }

    /// Every update in the log of a document.
    pub async fn stored(&self, name: &str) -> Vec<Vec<u8>> {
        let name: DocumentName = name.parse().unwrap();
        log::read(&self.rig.state.db, &name, 0, usize::MAX).await.unwrap().updates
    }

    /// Ends the server as the operator does; what it has stored stays until this is dropped.
    pub async fn end(self) -> Rig {
        self.stop.send(()).unwrap();
        self.task.await.unwrap();
        self.rig.state.relay.ended(Duration::from_secs(5)).await;
        self.rig
    }
}

//! Many clients of one realtime server, and what it makes of them.

mod client;
mod process;
mod replica;

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use tokio::sync::{Barrier, Semaphore};
use tokio::task::JoinSet;

pub use client::ClientError;
use client::{Client, Count};
use process::Process;

/// Clients that connect at the same time.
const AT_ONCE: usize = 64;
/// How long nothing happens before memory is read, so that what connecting took is given back.
const QUIET: Duration = Duration::from_secs(2);

/// Whom to load, and with what.
#[derive(Debug, Deserialize)]
pub struct Plan {
    /// Address of the socket, `ws://…`.
    url: String,
    /// The `Origin` that a page of the app sends.
    origin: String,
    /// The server's process.
    process: u32,
    /// How long the clients type before it is measured, seconds.
    warm_up: u64,
    /// How long it is measured, seconds.
    seconds: u64,
    /// A client each.
    clients: Vec<Who>,
}

/// A client.
#[derive(Clone, Debug, Deserialize)]
pub struct Who {
    /// Name of the document that it opens.
    document: String,
    /// The session's cookie, `name=value`; empty for a server that asks for none.
    cookie: String,
}

/// What was counted. An update is one character.
#[derive(Debug, Default, Serialize)]
pub struct Counted {
    /// Updates that the server acknowledged.
    acknowledged: u64,
    /// Updates that came to others.
    relayed: u64,
    /// How long that took, seconds.
    seconds: f64,
    /// Half of the acknowledgements came within this, milliseconds.
    p50: f64,
    /// All but a twentieth came within this, milliseconds.
    p95: f64,
    /// The server's memory with all clients connected, KiB; `None` where no file tells.
    memory: Option<u64>,
    /// The same at the end of the measuring.
    memory_busy: Option<u64>,
    /// Time of processors that the server took meanwhile, seconds.
    processors: Option<f64>,
    /// The same of these clients: near the number of processors, they are what is measured.
    own_processors: Option<f64>,
}

/// Connects all, has them type, counts.
pub async fn run(plan: Plan) -> Result<Counted, ClientError> {
    let plan = Arc::new(plan);
    let gate = Arc::new(Semaphore::new(AT_ONCE));
    // Everyone typing, and this.
    let ready = Arc::new(Barrier::new(plan.clients.len() + 1));
    let mut tasks = JoinSet::new();
    for (at, who) in plan.clients.iter().cloned().enumerate() {
        let (plan, gate, ready) = (plan.clone(), gate.clone(), ready.clone());
        tasks.spawn(async move {
            let permit = gate.acquire().await;
            let mut client = Client::connect(&plan.url, &plan.origin, &who, at as u64 + 1).await?;
            drop(permit);
            ready.wait().await;
            client.rest(QUIET).await?;
            let begin = Instant::now() + Duration::from_secs(plan.warm_up);
            client.write(begin, begin + Duration::from_secs(plan.seconds)).await
        });
    }
    // A client that cannot connect would leave the others waiting for ever.
    tokio::select! {
        _ = ready.wait() => {}
        Some(Ok(Err(error))) = tasks.join_next() => return Err(error),
    }
    let (server, own) = (Process(plan.process), Process(std::process::id()));
    tokio::time::sleep(QUIET * 9 / 10).await;
    let memory = server.memory();
    tokio::time::sleep(QUIET / 10 + Duration::from_secs(plan.warm_up)).await;
    let (before, own_before) = (server.processors(), own.processors());
    tokio::time::sleep(Duration::from_secs(plan.seconds)).await;
    let between = |before: Option<f64>, after: Option<f64>| Some(after? - before?);
    let mut counted = Counted {
        memory,
        memory_busy: server.memory(),
        processors: between(before, server.processors()),
        own_processors: between(own_before, own.processors()),
        #[expect(clippy::cast_precision_loss, reason = "seconds of a measuring")]
        seconds: plan.seconds as f64,
        ..Counted::default()
    };
    let mut waits = Vec::new();
    while let Some(done) = tasks.join_next().await {
        let Count { acknowledged, relayed, waits: of } =
            done.map_err(|_| ClientError::Failed)??;
        counted.acknowledged += acknowledged;
        counted.relayed += relayed;
        waits.extend(of);
    }
    waits.sort_unstable();
    let within = |part: usize| {
        let wait = waits.get((waits.len() * part / 100).min(waits.len().saturating_sub(1)));
        wait.map_or(0.0, |wait| f64::from(*wait) / 1000.0)
    };
    (counted.p50, counted.p95) = (within(50), within(95));
    Ok(counted)
}

//! Times, bytes and loads: `tests/bench/bench.mjs` measures; this gives it what to measure.

use std::process::Command;

use anyhow::Result;

use crate::options::Bench;
use crate::server::{self, Server};
use crate::setup::{chromium, npm};
use crate::{build, project, step, tool};

/// Parts that need the real peers and clients that speak the wire.
const SHARED: [&str; 2] = ["sync", "relay"];

/// Builds, serves, measures.
pub fn bench(options: &Bench) -> Result<()> {
    npm::ensure()?;
    let chromium = chromium::ensure()?;
    let dist = build::app()?;
    let Bench { only, json } = options;
    if only.is_empty() || only.iter().any(|part| SHARED.contains(&part.as_str())) {
        let peers = project::root().join("tests/interop");
        npm::ensure_in(&peers, "installing the real peers from npm")?;
        build::load()?;
    }
    let data = project::own().join("bench-data");
    if data.exists() {
        std::fs::remove_dir_all(&data)?;
    }
    let server = Server::start(server::free_port()?, |command| {
        command.arg("--data").arg(&data).arg("--app").arg(&dist).args(["--demo", "--bench-forms"]);
    })?;
    step::say("measuring (nothing else should be running)");
    let mut bench = Command::new("node");
    bench.arg("tests/bench/bench.mjs").args(only).current_dir(project::root());
    bench
        .env("BANGBAN_URL", server.url())
        .env("BANGBAN_SERVER", project::served("bangban-server"))
        .env("BANGBAN_APP", &dist)
        .env("BANGBAN_LOAD", project::served("bangban-load"))
        .env("CHROMIUM", &chromium.browser);
    if *json {
        bench.arg("--json");
    }
    tool::run(&mut bench, npm::GET_NODE)
}

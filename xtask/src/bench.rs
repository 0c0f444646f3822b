//! Times in a slowed browser: `tests/bench/bench.mjs` measures; this gives it what to measure.

use std::process::Command;

use anyhow::Result;

use crate::server::{self, Server};
use crate::setup::{chromium, npm};
use crate::{build, project, step, tool};

/// Builds, serves, measures.
pub fn bench(json: bool) -> Result<()> {
    npm::ensure()?;
    let chromium = chromium::ensure()?;
    let dist = build::app()?;
    let data = project::own().join("bench-data");
    if data.exists() {
        std::fs::remove_dir_all(&data)?;
    }
    let server = Server::start(server::free_port()?, |command| {
        command.arg("--data").arg(&data).arg("--app").arg(&dist).args(["--demo", "--bench-forms"]);
    })?;
    step::say("measuring (nothing else should be running)");
    let mut bench = Command::new("node");
    bench.arg("tests/bench/bench.mjs").current_dir(project::root());
    bench.env("BANGBAN_URL", server.url()).env("CHROMIUM", &chromium.browser);
    if json {
        bench.arg("--json");
    }
    tool::run(&mut bench, npm::GET_NODE)
}

//! Tests of the whole, by Playwright: the built app and the built server, as people get them.

use std::process::Command;

use anyhow::Result;

use super::summary::Outcome;
use crate::options::Soak;
use crate::server::{self, Server};
use crate::setup::{chromium, npm};
use crate::{budget, project, tool};

/// Folder of the tests and of their configuration.
const TESTS: &str = "tests/e2e";

/// Builds what they run against.
pub fn build(_: Option<&str>) -> Result<Outcome> {
    crate::build::app()?;
    Ok(Outcome::Done)
}

/// Runs them. They find the server by `BANGBAN_URL`; those that end and start one of their own
/// find what to start by `BANGBAN_SERVER` and `BANGBAN_APP`, and all the browser by `CHROMIUM`.
pub fn e2e(filter: Option<&str>) -> Result<Outcome> {
    if !project::root().join(TESTS).is_dir() {
        return Ok(Outcome::Skipped(format!("there is no folder {TESTS}")));
    }
    npm::ensure()?;
    let chromium = chromium::ensure()?;
    let dist = crate::build::app()?;
    let data = project::own().join("e2e-data");
    if data.exists() {
        std::fs::remove_dir_all(&data)?;
    }
    let server = Server::start(server::free_port()?, |command| {
        command.arg("--data").arg(&data).arg("--app").arg(&dist).arg("--demo");
    })?;
    let mut tests = Command::new("npx");
    tests
        .args(["--no-install", "playwright", "test", "--config", TESTS])
        .current_dir(project::root())
        .env("BANGBAN_URL", server.url())
        .env("BANGBAN_SERVER", project::served("bangban-server"))
        .env("BANGBAN_APP", &dist)
        .env("CHROMIUM", &chromium.browser);
    if let Some(filter) = filter {
        tests.args(["--grep", filter, "--pass-with-no-tests"]);
    }
    tool::run(&mut tests, npm::GET_NODE)?;
    Ok(Outcome::Done)
}

/// Rounds of the short soak: all kinds of faults, with one person and with two, in less than two
/// minutes.
const SOAK: Soak = Soak { rounds: 12, seed: 281, json: false };

/// Types on two devices, and as two people, while everything around them fails.
pub fn soak(_: Option<&str>) -> Result<Outcome> {
    crate::soak::soak(&SOAK)?;
    Ok(Outcome::Done)
}

/// The bytes of a first visit. Being over a limit is told and fails `cargo xtask budget`; it is
/// no fault of the tests.
#[allow(clippy::unnecessary_wraps)] // the shape of every step
pub fn budget(_: Option<&str>) -> Result<Outcome> {
    Ok(match budget::budget(false) {
        Ok(()) => Outcome::Done,
        Err(over) => Outcome::Noted(format!("{over:#}")),
    })
}

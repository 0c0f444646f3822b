//! The app and the relay with the real Hocuspocus: its provider, and its server as
//! `deploy/hocuspocus` runs it.

use std::process::Command;

use anyhow::Result;

use super::summary::Outcome;
use crate::setup::{chromium, npm, redis};
use crate::{project, tool};

/// Folder of the tests, of their configuration and of the peers' packages.
const TESTS: &str = "tests/interop";
/// What a district runs.
const DEPLOYED: &str = "deploy/hocuspocus";

/// Runs them, each with a backend and an engine of its own.
pub fn interop(filter: Option<&str>) -> Result<Outcome> {
    npm::ensure()?;
    npm::ensure_in(&project::root().join(TESTS), "installing the real peers from npm")?;
    npm::ensure_in(&project::root().join(DEPLOYED), "installing the real Hocuspocus from npm")?;
    let chromium = chromium::ensure()?;
    let dist = crate::build::app()?;
    let mut tests = Command::new("npx");
    tests
        .args(["--no-install", "playwright", "test", "--config", TESTS])
        .current_dir(project::root())
        .env("BANGBAN_SERVER", project::served("bangban-server"))
        .env("BANGBAN_APP", &dist)
        .env("CHROMIUM", &chromium.browser);
    if let Some(redis) = redis::find_or_install() {
        tests.env("REDIS_SERVER", redis);
    }
    if let Some(filter) = filter {
        tests.args(["--grep", filter, "--pass-with-no-tests"]);
    }
    tool::run(&mut tests, npm::GET_NODE)?;
    Ok(Outcome::Done)
}

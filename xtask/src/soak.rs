//! Two devices of one person, and two people, type into one draft while everything around them
//! fails: `tests/soak/soak.mjs` does it and judges; this gives it what to start.

use std::process::Command;

use anyhow::Result;

use crate::setup::{chromium, npm};
use crate::{build, options, project, tool};

/// Builds, tries the judge by itself, and has it typed for as many rounds as are asked for.
pub fn soak(options: &options::Soak) -> Result<()> {
    npm::ensure()?;
    let chromium = chromium::ensure()?;
    let dist = build::app()?;
    let mut judge = Command::new("node");
    judge
        .args(["--test", "--test-reporter=dot", "tests/soak/ledger.test.mjs"])
        .current_dir(project::root());
    tool::run(&mut judge, npm::GET_NODE)?;
    let mut soak = Command::new("node");
    soak.arg("tests/soak/soak.mjs")
        .arg(format!("--rounds={}", options.rounds))
        .arg(format!("--seed={}", options.seed))
        .current_dir(project::root())
        .env("BANGBAN_SERVER", project::served("bangban-server"))
        .env("BANGBAN_APP", &dist)
        .env("CHROMIUM", &chromium.browser);
    if options.json {
        soak.arg("--json");
    }
    tool::run(&mut soak, npm::GET_NODE)
}

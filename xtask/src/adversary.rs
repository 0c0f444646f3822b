//! What an assistant who means ill is refused, and that the record of assistance is whole.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::{build, project, tool};

/// Runs the cases of `crates/server/tests/assistance/adversary.rs` and prints their table.
pub fn adversary() -> Result<()> {
    let mut test = Command::new("cargo");
    test.args(["test", "--quiet", "-p", "bangban-server", "--test", "assistance", "adversary"])
        .args(["--", "--nocapture"])
        .current_dir(project::root());
    tool::run(&mut test, "")
}

/// Checks the record in a data folder.
pub fn verify_record(data: &Path) -> Result<()> {
    let server = build::server()?;
    tool::run(Command::new(server).arg("--data").arg(data).arg("verify-record"), "")
}

//! What cargo checks and tests without a browser.

use anyhow::Result;

use super::summary::Outcome;
use crate::setup::wasm;
use crate::{project, tool};

const GET_COMPONENT: &str = "Add it: rustup component add rustfmt clippy";

/// Form of the source.
pub fn fmt(_: Option<&str>) -> Result<Outcome> {
    tool::run(project::cargo().args(["fmt", "--all", "--check"]), GET_COMPONENT)?;
    Ok(Outcome::Done)
}

/// Lints: natively, and the app for the browser.
pub fn clippy(_: Option<&str>) -> Result<Outcome> {
    wasm::ensure()?;
    let native = ["--workspace", "--exclude", "bangban", "--all-targets"];
    let app = ["--package", "bangban", "--target", wasm::TARGET, "--all-targets"];
    for what in [&native[..], &app] {
        let mut clippy = project::cargo();
        clippy.arg("clippy").args(what).args(["--", "-D", "warnings"]);
        tool::run(&mut clippy, GET_COMPONENT)?;
    }
    Ok(Outcome::Done)
}

/// Tests of the crates, and of what in the app needs no browser.
pub fn native(filter: Option<&str>) -> Result<Outcome> {
    let mut crates = project::cargo();
    // One run tells all.
    crates.args(["test", "--workspace", "--exclude", "bangban", "--no-fail-fast"]).args(filter);
    tool::run(&mut crates, "")?;
    let mut app = project::cargo();
    app.args(["test", "--package", "bangban", "--lib"]).args(filter);
    tool::run(&mut app, "")?;
    Ok(Outcome::Done)
}

/// Licences, advisories and sources of what we depend on (`deny.toml`).
pub fn deny(_: Option<&str>) -> Result<Outcome> {
    if tool::find("cargo-deny").is_none() {
        let words = "cargo-deny is not installed (cargo install cargo-deny --locked)";
        return Ok(Outcome::Skipped(words.into()));
    }
    tool::run(project::cargo().args(["deny", "--all-features", "check"]), "")?;
    Ok(Outcome::Done)
}

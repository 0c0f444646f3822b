//! The development loop: Trunk builds the app unsplit and reloads it; the server answers the
//! API behind Trunk's proxy (`Trunk.toml`).

use std::process::Command;

use anyhow::{Result, bail};

use crate::server::{self, Server};
use crate::setup::{trunk, wasm};
use crate::{build, project, step};

/// Ports as `Trunk.toml` has them.
const API: u16 = 8080;
const PAGE: u16 = 8081;

/// Watches until Ctrl-C.
pub fn dev() -> Result<()> {
    let trunk = trunk::ensure()?;
    wasm::ensure()?;
    server::check_free(API)?;
    server::check_free(PAGE)?;
    build::server()?;
    // Ctrl-C reaches Trunk too, which ends by it.
    let server = Server::start(API, |command| {
        // The page is reached on Trunk's port, and its requests have that origin.
        command.args(["--data", ".data", "--demo", "--public-url"]);
        command.arg(format!("http://127.0.0.1:{PAGE}"));
    })?;
    step::say(&format!("API on {}; the page comes on http://127.0.0.1:{PAGE}", server.url()));
    let mut serve = Command::new(trunk.program);
    serve.env("PATH", trunk.path);
    serve.arg("serve").current_dir(project::root()).env_remove("CARGO_TARGET_DIR");
    // NO_COLOR=1, which some shells set, is not a value that Trunk takes.
    serve.env_remove("NO_COLOR");
    let status = serve.status()?;
    if !status.success() && status.code().is_some() {
        bail!("trunk serve failed ({status})");
    }
    Ok(())
}

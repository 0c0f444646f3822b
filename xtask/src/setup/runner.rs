//! `wasm-bindgen-test-runner`, of exactly the version that the app is bound with.

use std::path::PathBuf;

use anyhow::Result;

use crate::{project, step, tool};

/// Version of the lock file's `wasm-bindgen`.
const VERSION: &str = "0.2.130";

/// Builds it once. Little optimised: it is compiled longer than it runs.
pub fn ensure() -> Result<PathBuf> {
    let tools = project::own().join("tools");
    let program =
        tools.join("bin/wasm-bindgen-test-runner").with_extension(std::env::consts::EXE_EXTENSION);
    if program.is_file() && is_version(&program) {
        return Ok(program);
    }
    step::during("building the runner of the browser tests (once, some minutes)", || {
        let mut install = project::cargo();
        install
            .args(["install", "wasm-bindgen-cli", "--version", VERSION])
            .args(["--bin", "wasm-bindgen-test-runner", "--force", "--root"])
            .arg(&tools)
            .env("CARGO_TARGET_DIR", project::own().join("tools-build"))
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "false");
        tool::run(&mut install, "")
    })?;
    Ok(program)
}

fn is_version(program: &PathBuf) -> bool {
    tool::read(std::process::Command::new(program).arg("--version"), "")
        .is_ok_and(|said| said.split_whitespace().any(|word| word == VERSION))
}

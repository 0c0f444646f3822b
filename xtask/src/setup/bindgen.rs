//! wasm-bindgen's own programs, of exactly the version that the app is bound with.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::{project, step, tool};

/// Version of the lock file's `wasm-bindgen`.
const VERSION: &str = "0.2.130";

/// `wasm-bindgen-test-runner`, built once.
pub fn runner() -> Result<PathBuf> {
    let tools = project::own().join("tools");
    ensure(&tools, "wasm-bindgen-test-runner", "building the runner of the browser tests")
}

/// `wasm-bindgen`, which Trunk calls, built once into that folder.
pub fn binder(tools: &Path) -> Result<PathBuf> {
    ensure(tools, "wasm-bindgen", "building wasm-bindgen for Trunk")
}

/// Little optimised: it is compiled longer than it runs.
fn ensure(tools: &Path, name: &str, what: &str) -> Result<PathBuf> {
    let program = tools.join("bin").join(name).with_extension(std::env::consts::EXE_EXTENSION);
    if program.is_file() && is_version(&program) {
        return Ok(program);
    }
    step::during(&format!("{what} (once, some minutes)"), || {
        let mut install = project::cargo();
        install
            .args(["install", "wasm-bindgen-cli", "--version", VERSION])
            .args(["--bin", name, "--force", "--root"])
            .arg(tools)
            .env("CARGO_TARGET_DIR", project::own().join("tools-build"))
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "false");
        tool::run(&mut install, "")
    })?;
    Ok(program)
}

fn is_version(program: &Path) -> bool {
    tool::read(std::process::Command::new(program).arg("--version"), "")
        .is_ok_and(|said| said.split_whitespace().any(|word| word == VERSION))
}

//! Trunk, which watches and reloads, and the `wasm-bindgen` that it calls.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::bindgen;
use crate::{project, step, tool};

/// The newest that the oldest Rust we build with can compile.
const VERSION: &str = "0.21.14";

/// Trunk as a program and the `PATH` that it needs.
pub struct Trunk {
    /// The program.
    pub program: PathBuf,
    /// Our tools before the system's: Trunk would download a `wasm-bindgen` otherwise.
    pub path: std::ffi::OsString,
}

/// The system's Trunk, or one that is built once.
pub fn ensure() -> Result<Trunk> {
    // A folder of its own: `cargo install` takes away what an earlier one of a package put there.
    let tools = project::own().join("dev-tools");
    let binder = bindgen::binder(&tools)?;
    let own = tools.join("bin/trunk").with_extension(std::env::consts::EXE_EXTENSION);
    let program = match tool::find("trunk") {
        Some(program) => program,
        None if own.is_file() => own,
        None => {
            step::during("building Trunk (once; 10 to 15 minutes on two cores)", || {
                let mut install = project::cargo();
                install
                    .args(["install", "trunk", "--version", VERSION, "--locked"])
                    .args(["--no-default-features", "--features", "rustls", "--root"])
                    .arg(&tools)
                    .env("CARGO_TARGET_DIR", project::own().join("tools-build"))
                    .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
                    .env("CARGO_PROFILE_RELEASE_LTO", "off")
                    .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
                tool::run(&mut install, "")
            })?;
            own
        }
    };
    let first = binder.parent().context("a program lies in a folder")?.to_owned();
    let rest = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(first).chain(std::env::split_paths(&rest)))
        .context("the folder of the tools has a character that PATH cannot hold")?;
    Ok(Trunk { program, path })
}

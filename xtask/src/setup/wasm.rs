//! The compiler's target for the browser.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::{step, tool};

/// Its name.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// How to get a compiler.
pub const GET_RUST: &str = "Install stable Rust with rustup: https://rustup.rs";

/// Adds it, if it is not there.
pub fn ensure() -> Result<()> {
    if is_there()? {
        return Ok(());
    }
    step::during("adding the compiler's wasm target", || {
        let mut add = Command::new("rustup");
        tool::run(add.args(["target", "add", TARGET]), GET_RUST)
    })
    .with_context(|| format!("the compiler's target {TARGET} is missing"))
}

fn is_there() -> Result<bool> {
    let mut ask = Command::new("rustc");
    let folder = tool::read(ask.args(["--print", "target-libdir", "--target", TARGET]), GET_RUST)?;
    Ok(Path::new(folder.trim()).is_dir())
}

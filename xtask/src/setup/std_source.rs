//! The source of Rust's own library, which a small app is compiled with: for size, and without
//! the words of panics that nobody would read. About a tenth of the bytes.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::setup::wasm;
use crate::{step, tool};

/// Lets a stable compiler take the two settings that it still calls unstable. For the app's
/// own compilation and nothing else; where it does not help, the app is compiled without them.
pub const ALLOW: (&str, &str) = ("RUSTC_BOOTSTRAP", "1");
/// What the compiler is told.
pub const FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort";
/// What cargo is told.
pub const ARGUMENTS: [&str; 2] = ["-Zbuild-std=std", "-Zbuild-std-features=optimize_for_size"];

/// Fetches the source if it is not there. Whether the compiler takes it.
pub fn ensure() -> Result<bool> {
    if !is_there()? {
        let fetched = step::during("fetching the source of Rust's library", || {
            tool::run(Command::new("rustup").args(["component", "add", "rust-src"]), "")
        });
        if fetched.is_err() || !is_there()? {
            return Ok(false);
        }
    }
    let mut ask = Command::new("rustc");
    ask.env(ALLOW.0, ALLOW.1).args(FLAGS.split(' ')).args([
        "--print",
        "cfg",
        "--target",
        wasm::TARGET,
    ]);
    Ok(tool::read(&mut ask, "").is_ok())
}

fn is_there() -> Result<bool> {
    let sysroot = tool::read(Command::new("rustc").args(["--print", "sysroot"]), wasm::GET_RUST)?;
    let lock = Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/Cargo.lock");
    Ok(lock.is_file())
}

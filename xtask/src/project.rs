//! Where things lie.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the workspace.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// What cargo builds.
pub fn target() -> PathBuf {
    root().join("target")
}

/// Stamps and tools of the tasks.
pub fn own() -> PathBuf {
    target().join("xtask")
}

/// The app as it is served.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// A program that cargo built in profile `serve`.
pub fn served(program: &str) -> PathBuf {
    target().join("serve").join(program).with_extension(std::env::consts::EXE_EXTENSION)
}

/// The cargo that runs us, in the workspace and with its own target folder.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).env_remove("CARGO_TARGET_DIR");
    command
}

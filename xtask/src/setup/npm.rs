//! The development tools from npm, as `package-lock.json` pins them.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::stamp::Inputs;
use crate::{project, step, tool};

/// How to get them.
pub const GET_NODE: &str = "Install Node 20 or newer with npm (https://nodejs.org, or on \
                            Debian/Ubuntu: apt-get install nodejs npm)";
/// Debian's 108 exits well and breaks the app at its start.
const OLDEST_WASM_OPT: u32 = 130;

/// An older Node lacks what the tools use.
const OLDEST_NODE: u32 = 20;

/// Why Node and npm cannot be used, in words; `None` where they can.
pub fn lack() -> Option<String> {
    if ["node", "npm"].iter().any(|name| tool::find(name).is_none()) {
        return Some("node or npm is missing".into());
    }
    let said = tool::read(Command::new("node").arg("--version"), GET_NODE).unwrap_or_default();
    match major(&said) {
        Some(version) if version >= OLDEST_NODE => None,
        _ => Some(format!("Node {} is too old", said.trim())),
    }
}

/// The first number in `v20.20.2`.
fn major(said: &str) -> Option<u32> {
    said.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Installs the packages, if those that are there are not the pinned ones.
pub fn ensure() -> Result<()> {
    ensure_in(project::root(), "installing the development tools from npm")
}

/// The same for the packages of a folder of its own.
pub fn ensure_in(folder: &Path, what: &str) -> Result<()> {
    if let Some(lack) = lack() {
        bail!("{lack}. {GET_NODE}");
    }
    let stamp = Inputs::default()
        .file(&folder.join("package.json"))?
        .file(&folder.join("package-lock.json"))?
        .stamp(folder.join("node_modules/.stamp"));
    if stamp.is_current() {
        return Ok(());
    }
    step::during(what, || {
        let mut install = Command::new("npm");
        install.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
        tool::run(install.current_dir(folder), GET_NODE)
    })?;
    stamp.set()
}

/// The folder of the packages, once wasm-opt in it is known to be a new one.
pub fn packages() -> Result<PathBuf> {
    let packages = project::root().join("node_modules");
    let script = packages.join("binaryen/bin/wasm-opt");
    let said = tool::read(Command::new("node").arg(&script).arg("--version"), GET_NODE)?;
    match version(&said) {
        Some(version) if version >= OLDEST_WASM_OPT => Ok(packages),
        Some(version) => {
            bail!("wasm-opt {version} is too old: {OLDEST_WASM_OPT} or newer is needed")
        }
        None => Err(anyhow::anyhow!("{said}")).context("wasm-opt does not say its version"),
    }
}

/// The number in `wasm-opt version 132 (version_132)`.
fn version(said: &str) -> Option<u32> {
    said.split_whitespace().find_map(|word| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        let cases = [
            ("wasm-opt version 132 (version_132)", Some(132)),
            ("wasm-opt version 108\n", Some(108)),
            ("wasm-opt", None),
        ];
        for (said, expected) in cases {
            assert_eq!(version(said), expected, "{said}");
        }
        for (said, expected) in [("v20.20.2\n", Some(20)), ("v8.1.0", Some(8)), ("", None)] {
            assert_eq!(major(said), expected, "{said}");
        }
    }
}

//! The system's packages, on Debian and Ubuntu as root.

use std::process::{Command, Stdio};

use anyhow::Result;

use crate::{step, tool};

/// Whether they can be installed here.
#[cfg(unix)]
pub fn can_install() -> bool {
    nix::unistd::geteuid().is_root() && tool::find("apt-get").is_some()
}

/// Whether they can be installed here.
#[cfg(not(unix))]
pub fn can_install() -> bool {
    false
}

/// Installs them. `what` names them to people, `get` says what to do where that fails.
pub fn install(what: &str, packages: &[&str], get: &str) -> Result<()> {
    step::during(&format!("installing {what} from the system's packages"), || {
        tool::run(apt().arg("update"), get)?;
        tool::run(apt().args(["install", "-y", "--no-install-recommends"]).args(packages), get)
    })
}

/// No questions, and no service that is started by being installed.
fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command.envs([("DEBIAN_FRONTEND", "noninteractive"), ("RUNLEVEL", "1")]);
    command.arg("-q").stdin(Stdio::null());
    command
}

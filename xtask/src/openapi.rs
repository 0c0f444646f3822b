//! The checked-in description of the API.

use std::process::Command;

use anyhow::{Context, Result};

use crate::{build, project, step, tool};

/// Writes it anew from the server.
pub fn write() -> Result<()> {
    let server = build::server()?;
    let text = tool::read(Command::new(server).arg("openapi"), "")?;
    let file = project::root().join("crates/contract/openapi.json");
    std::fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    step::say("wrote crates/contract/openapi.json");
    Ok(())
}

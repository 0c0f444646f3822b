//! A folder for what is only needed while the bundle is made.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// An empty folder that goes when this is dropped.
pub struct Scratch(PathBuf);

impl Scratch {
    /// Beside the compiled app, so that it lies on the same disk.
    pub fn beside(file: &Path) -> Result<Self> {
        let folder = file.with_extension(format!("{}.parts", std::process::id()));
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Self(folder))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What stays behind is found again by its name and does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

//! Remembers what something was made of, so that it is not made again of the same.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// Collects what goes into the work.
#[derive(Default)]
pub struct Inputs(Sha256);

impl Inputs {
    /// Words or bytes.
    pub fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.update(bytes.len().to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// A file's content.
    pub fn file(self, file: &Path) -> Result<Self> {
        let bytes =
            std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        Ok(self.bytes(&bytes))
    }

    /// All files below a folder, by path and content.
    pub fn folder(mut self, folder: &Path) -> Result<Self> {
        for file in files(folder)? {
            let name = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().into_owned();
            self = self.bytes(name.as_bytes()).file(&file)?;
        }
        Ok(self)
    }

    /// As a stamp that lies in this file.
    pub fn stamp(self, file: PathBuf) -> Stamp {
        let key = self.0.finalize().iter().fold(String::new(), |mut key, byte| {
            let _ = write!(key, "{byte:02x}");
            key
        });
        Stamp { file, key }
    }
}

/// What the work would be made of now, and where it is kept what it was made of last.
pub struct Stamp {
    file: PathBuf,
    key: String,
}

impl Stamp {
    /// Whether it is the same.
    pub fn is_current(&self) -> bool {
        std::fs::read_to_string(&self.file).is_ok_and(|kept| kept == self.key)
    }

    /// Remembers, after the work is done.
    pub fn set(&self) -> Result<()> {
        if let Some(folder) = self.file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&self.file, &self.key)
            .with_context(|| format!("cannot write {}", self.file.display()))
    }
}

/// The files below a folder, in order.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.extend(files(&entry.path())?);
        } else {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_inputs_are_not_worked_on_twice() {
        let folder = std::env::temp_dir().join(format!("bangban-stamp-{}", std::process::id()));
        let data = folder.join("data/deep");
        std::fs::create_dir_all(&data).unwrap();
        std::fs::write(data.join("a"), "1").unwrap();
        let stamp = |word: &str| {
            let inputs = Inputs::default().bytes(word.as_bytes()).folder(&folder.join("data"));
            inputs.unwrap().stamp(folder.join("kept"))
        };

        assert!(!stamp("x").is_current());
        stamp("x").set().unwrap();
        assert!(stamp("x").is_current());
        assert!(!stamp("y").is_current());
        std::fs::write(data.join("a"), "2").unwrap();
        assert!(!stamp("x").is_current());
        std::fs::write(data.join("a"), "1").unwrap();
        assert!(stamp("x").is_current());
        std::fs::rename(data.join("a"), data.join("b")).unwrap();
        assert!(!stamp("x").is_current());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}

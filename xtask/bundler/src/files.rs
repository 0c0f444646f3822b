//! The files of the bundle: named by content, and written with their encodings.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::shrink;

/// Hexadecimal digits of a hash in a file's name: enough to tell a file from what it was before,
/// and what the server takes for "never changes". No hash gets smaller when packed, and the first
/// page names twenty.
const IN_A_NAME: usize = 8;

/// Sixteen hexadecimal digits of the SHA-256 of these bytes: enough to tell any two builds
/// apart.
pub fn digest<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for piece in pieces {
        hash.update(piece.len().to_le_bytes());
        hash.update(piece);
    }
    hash.finalize()[..8].iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// A file name with a hash before its ending: `a.js` and `12` give `a-12.js`.
pub fn named(name: &str, hash: &str) -> String {
    let hash = hash.get(..IN_A_NAME).unwrap_or(hash);
    let flat = name.replace('/', "-");
    match flat.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}-{hash}.{ending}"),
        None => format!("{flat}-{hash}"),
    }
}

/// The files of a bundle by name.
#[derive(Debug, Default)]
pub struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    /// Adds a file under its own name.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) {
        self.0.insert(name.into(), bytes);
    }

    /// Adds a file under a name with the hash of its content, and gives that name.
    pub fn add_hashed(&mut self, name: &str, bytes: Vec<u8>) -> String {
        let name = named(name, &digest([&bytes[..]]));
        self.0.insert(name.clone(), bytes);
        name
    }

    /// Names and contents.
    pub fn all(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// Writes all of them, with `.br` and `.gz` beside those that get smaller by it.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let hands = std::thread::available_parallelism().map_or(1, usize::from);
        let queue = std::sync::Mutex::new(self.0.iter());
        std::thread::scope(|scope| {
            let work = || -> Result<()> {
                loop {
                    let next = queue.lock().map(|mut queue| queue.next()).ok().flatten();
                    let Some((name, bytes)) = next else { return Ok(()) };
                    write_one(folder, name, bytes)
                        .with_context(|| format!("cannot write {name}"))?;
                }
            };
            let hands: Vec<_> = (0..hands).map(|_| scope.spawn(work)).collect();
            for hand in hands {
                hand.join().unwrap_or_else(|_| anyhow::bail!("a writer stopped"))?;
            }
            Ok(())
        })
    }
}

fn write_one(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    std::fs::write(folder.join(name), bytes)?;
    if !shrink::is_worth(name, bytes.len()) {
        return Ok(());
    }
    for (ending, small) in [("br", shrink::brotli(bytes)?), ("gz", shrink::gzip(bytes)?)] {
        if small.len() < bytes.len() {
            std::fs::write(folder.join(format!("{name}.{ending}")), small)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let cases = [
            ("a.js", "a-12.js"),
            ("a_bg.wasm", "a_bg-12.wasm"),
            ("snippets/x/inline0.js", "snippets-x-inline0-12.js"),
            ("LICENSE", "LICENSE-12"),
        ];
        for (name, expected) in cases {
            assert_eq!(named(name, "12"), expected);
        }
    }

    #[test]
    fn a_digest_tells_pieces_apart() {
        let both = digest([&b"ab"[..], b"c"]);
        assert_eq!(both.len(), 16);
        assert_eq!(both, digest([&b"ab"[..], b"c"]));
        assert_ne!(both, digest([&b"a"[..], b"bc"]));
        assert_ne!(both, digest([&b"abc"[..]]));
    }
}

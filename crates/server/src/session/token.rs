//! The id of a session: 256 random bits that only the browser keeps.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// Under what the server knows a session: the SHA-256 of its id. Who has it cannot use the
/// session, but it still stays out of logs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key([u8; 32]);

impl Key {
    /// One that is nobody's.
    #[cfg(test)]
    pub(crate) const fn for_tests(byte: u8) -> Self {
        Self([byte; 32])
    }

    /// Reads one as the database holds it.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        Some(Self(bytes.try_into().ok()?))
    }

    /// As the database holds it.
    pub(super) fn as_slice(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(hidden)")
    }
}

/// A session id. It has no `Debug` and no `Display`: it is a secret.
pub(super) struct Token([u8; 32]);

impl Token {
    /// A new one, from the system's generator.
    pub(super) fn random() -> Self {
        Self(rand::random())
    }

    /// Reads one as a cookie holds it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        Some(Self(bytes.try_into().ok()?))
    }

    /// As a cookie holds it.
    pub(super) fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// Its SHA-256. The id is random enough that neither salt nor stretching adds anything.
    pub(super) fn key(&self) -> Key {
        Key(Sha256::digest(self.0).into())
    }
}

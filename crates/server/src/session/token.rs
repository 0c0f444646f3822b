//! The id of a session: 256 random bits that only the browser keeps.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// Under what the database knows a session.
pub(super) type Hash = [u8; 32];

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
    pub(super) fn hash(&self) -> Hash {
        Sha256::digest(self.0).into()
    }
}

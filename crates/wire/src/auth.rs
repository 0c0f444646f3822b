//! Who someone is, and what they may do in a document.

use std::fmt;

use crate::{Field, FrameError, Limits, reader::Reader, writer};

const TOKEN: u64 = 0;
const DENIED: u64 = 1;
const AUTHENTICATED: u64 = 2;

/// An authentication message. Each document of a socket has its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Auth<'a> {
    /// The server asks for the token again.
    TokenRequest,
    /// A client says who it is: the first frame of a document, and the answer to a request.
    Token {
        /// What the server checks; empty where the session cookie says it all.
        token: Token<'a>,
        /// The version of the client's library. Older clients give none.
        version: Option<&'a str>,
    },
    /// The server refuses, with a reason; `permission-denied` where its rule gives none.
    Denied(&'a str),
    /// The server lets in.
    Authenticated(Scope),
}

/// What a client may do in a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// Read and write: `read-write`.
    ReadWrite,
    /// Read alone: `readonly`. Updates get a sync status of "not applied".
    ReadOnly,
}

impl Scope {
    /// Its text on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReadWrite => "read-write",
            Self::ReadOnly => "readonly",
        }
    }
}

/// A token. Its debug form does not show it, since such forms end in logs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Token<'a>(pub &'a str);

impl fmt::Debug for Token<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(hidden)")
    }
}

impl<'a> Auth<'a> {
    /// Reads up to the end of the frame: what a request and a token begin with is the same.
    pub(crate) fn read(from: &mut Reader<'a>, limits: &Limits) -> Result<Self, FrameError> {
        match from.number()?.get() {
            TOKEN if from.0.is_empty() => Ok(Self::TokenRequest),
            TOKEN => {
                let token = Token(from.text(Field::Token, limits.token)?);
                let version = match from.0 {
                    [] => None,
                    _ => Some(from.text(Field::Version, limits.version)?),
                };
                Ok(Self::Token { token, version })
            }
            DENIED => Ok(Self::Denied(from.text(Field::Reason, limits.reason)?)),
            AUTHENTICATED => {
                let scope = from.bytes()?;
                let scope = [Scope::ReadWrite, Scope::ReadOnly]
                    .into_iter()
                    .find(|known| known.as_str().as_bytes() == scope)
                    .ok_or(FrameError::UnknownScope)?;
                Ok(Self::Authenticated(scope))
            }
            unknown => Err(FrameError::UnknownAuth(unknown)),
        }
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        match *self {
            Self::TokenRequest => writer::number(out, TOKEN),
            Self::Token { token, version } => {
                writer::number(out, TOKEN);
                writer::text(out, token.0);
                if let Some(version) = version {
                    writer::text(out, version);
                }
            }
            Self::Denied(reason) => {
                writer::number(out, DENIED);
                writer::text(out, reason);
            }
            Self::Authenticated(scope) => {
                writer::number(out, AUTHENTICATED);
                writer::text(out, scope.as_str());
            }
        }
    }
}

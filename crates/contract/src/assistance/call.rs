//! What is said for a call between the two of an assistance: stateless texts of the assist
//! document, as JSON. The server hands them on between those two alone, and keeps none; that a call
//! began and ended goes on record.

use serde::{Deserialize, Serialize};

use crate::realtime::UserRole;

/// The longest text, bytes: a description of a session is a few KiB.
pub const LONGEST: usize = 32 << 10;
/// The longest id of a call, bytes.
pub const LONGEST_ID: usize = 64;

/// One text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Signal {
    /// Names the call: made by who calls.
    pub call: String,
    /// What.
    pub kind: Kind,
    /// Whether the call is meant with pictures.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub video: bool,
    /// A description or a candidate, as browsers make them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
    /// On which side it was said: the server's word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<UserRole>,
}

/// What is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Calls.
    Ring,
    /// Takes the call.
    Accept,
    /// Does not take it.
    Decline,
    /// Could not take it: microphone or camera are not to be used.
    Media,
    /// Describes what is offered.
    Offer,
    /// Describes what is taken of it.
    Answer,
    /// A way to reach who says it.
    Ice,
    /// Ends it, or takes it back.
    End,
    /// By the server: another call is on.
    Busy,
    /// By the server: nobody is there to be called.
    Absent,
}

impl Signal {
    /// A text without more to it.
    pub fn of(call: &str, kind: Kind) -> Self {
        Self { call: call.to_owned(), kind, video: false, data: None, from: None }
    }
}

//! Names and words of the shared draft: over the socket (`GET /realtime`, frames of the `wire`
//! crate) and over plain REST (`/filings/{id}/documents/{name}/updates`).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Text;
use crate::grants::{Grant, Part};

/// Header of the REST twin: how far its reader has come. To be sent back as `after`.
pub const CURSOR_HEADER: &str = "x-bangban-cursor";

/// Header of the REST twin: the epoch in which the document is now. What is sent for one before it
/// is stored and carried over to it.
pub const EPOCH_HEADER: &str = "x-bangban-epoch";

/// Begins the reason for which a document is denied or closed on a socket, where it is in a later
/// epoch now: the epoch follows, as in `moved-to-epoch 3`.
const MOVED: &str = "moved-to-epoch ";

/// The reason for which a document is denied or closed, where it is in this epoch now.
pub fn moved_to(epoch: u32) -> String {
    [MOVED, &epoch.to_string()].concat()
}

/// The epoch in which the document is now, where that is the reason.
pub fn epoch_moved_to(reason: &str) -> Option<u32> {
    epoch(reason.strip_prefix(MOVED)?)
}

/// The longest time that the REST twin waits for something new, seconds.
pub const LONGEST_WAIT: u64 = 25;

/// What a client may show of itself to the others in a document: the keys of its awareness
/// state. The server drops every other key and sets [`USER`] itself. They say where someone is
/// and what they do there, by field and step; what an answer says is never among them.
pub const PRESENCE_KEYS: [&str; 10] = [
    "attention",
    "circle",
    "cursor",
    "field",
    "follow",
    "level",
    "pointer",
    "review",
    "step",
    "typing",
];

/// The key of an awareness state under which the server says who it is: a [`User`].
pub const USER: &str = "user";

/// The largest epoch.
const LARGEST_EPOCH: u32 = 999_999;
/// The longest filing id, bytes.
const LONGEST_ID: usize = 64;

/// The name of a document: `{filing}/{part}`, and `@{epoch}` where it has been rebuilt. Each
/// document has one spelling.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentName {
    /// Id of the filing.
    pub filing: String,
    /// Which of its documents.
    pub part: Part,
    /// Counts rebuilds of the document; 0 at first, and then not written.
    pub epoch: u32,
}

/// It names no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAName;

impl DocumentName {
    /// The document of a filing by what follows the filing in its name, e.g. `answers@2`.
    pub fn of_filing(filing: &str, rest: &str) -> Result<Self, NotAName> {
        let letters = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if filing.is_empty() || filing.len() > LONGEST_ID || !filing.bytes().all(letters) {
            return Err(NotAName);
        }
        let (part, epoch) = match rest.split_once('@') {
            None => (rest, 0),
            Some((part, digits)) => (part, epoch(digits).ok_or(NotAName)?),
        };
        let part = Part::parse(part).ok_or(NotAName)?;
        Ok(Self { filing: filing.to_owned(), part, epoch })
    }
}

/// From 1 on, in the only way to write it.
fn epoch(digits: &str) -> Option<u32> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
    let epoch = digits.parse().ok().filter(|_| plain)?;
    (1..=LARGEST_EPOCH).contains(&epoch).then_some(epoch)
}

impl FromStr for DocumentName {
    type Err = NotAName;

    fn from_str(name: &str) -> Result<Self, NotAName> {
        let (filing, rest) = name.split_once('/').ok_or(NotAName)?;
        Self::of_filing(filing, rest)
    }
}

impl fmt::Display for DocumentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.filing, self.part.as_str())?;
        if self.epoch > 0 { write!(f, "@{}", self.epoch) } else { Ok(()) }
    }
}

/// What the one who asks may do in a document, and who they are to the others in it
/// (`GET /filings/{id}/documents/{name}/grant`): for a realtime engine beside the backend, which
/// asks with the cookie of whoever connects to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct DocumentGrant {
    /// What they may do: never [`Grant::None`], which is answered by 404.
    pub grant: Grant,
    /// What stands under [`USER`] in their awareness state.
    pub user: User,
    /// In which epoch the document is now, whichever was asked for.
    pub epoch: u32,
}

/// Who a client of a document is, as the server knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// Opaque: the same for all that one person has open in a filing, until the server starts
    /// anew, and another in every other filing.
    pub id: String,
    /// Name to show.
    pub name: Text,
    /// How they stand to the filing.
    pub role: UserRole,
}

/// How someone who is in a document stands to its filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum UserRole {
    /// The applicant's own side (申请人、经办人).
    Applicant,
    /// An assistant (帮办员) whom the applicant has let in.
    Assistant,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_document_has_moved_to() {
        for (reason, expected) in [
            (&*moved_to(3), Some(3)),
            ("moved-to-epoch 1", Some(1)),
            ("moved-to-epoch 0", None),
            ("moved-to-epoch ", None),
            ("permission-denied", None),
            ("", None),
        ] {
            assert_eq!(epoch_moved_to(reason), expected, "{reason}");
        }
    }

    #[test]
    fn a_document_has_one_name() {
        let long = "a".repeat(65);
        for (name, expected) in [
            ("f1/answers", Some(("f1", Part::Answers, 0))),
            ("f1/private", Some(("f1", Part::Private, 0))),
            ("f-_1/assist@1", Some(("f-_1", Part::Assist, 1))),
            ("f1/answers@999999", Some(("f1", Part::Answers, 999_999))),
            ("f1/answers@1000000", None),
            ("f1/answers@0", None),
            ("f1/answers@01", None),
            ("f1/answers@+1", None),
            ("f1/answers@", None),
            ("f1/answers@1@2", None),
            ("f1/answers/", None),
            ("f1/other", None),
            ("f1/Answers", None),
            ("f1/", None),
            ("/answers", None),
            ("f1", None),
            ("", None),
            ("f 1/answers", None),
            ("../answers", None),
            ("f1/answers\0session", None),
            (&format!("{long}/answers"), None),
        ] {
            let found = name.parse::<DocumentName>().ok();
            let parts = found.as_ref().map(|one| (one.filing.as_str(), one.part, one.epoch));
            assert_eq!(parts, expected, "{name}");
            if let Some(found) = found {
                assert_eq!(found.to_string(), name);
            }
        }
    }
}

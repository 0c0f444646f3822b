//! The record of assistance (帮办记录): append-only, each entry bound to the one before by a hash.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{EndReason, Level};
use crate::Text;

/// `GET /filings/{id}/record`: all of it, oldest first. The applicant reads it, and nobody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Record {
    /// Whose record it is: the filing, the mandate, or the assistance where there is no filing.
    /// Part of what each hash binds.
    #[serde(default)]
    pub subject: String,
    /// How the hashes are made, in words.
    pub method: String,
    /// The entries.
    pub entries: Vec<Entry>,
    /// What the fields and materials that are named in them are called, by path. Not part of
    /// what the hashes bind.
    #[serde(default)]
    pub names: BTreeMap<String, Text>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// From 1, without a hole.
    pub seq: i64,
    /// When (instant).
    pub at: String,
    /// Id of the assistance.
    pub assistance: String,
    /// Who.
    pub actor: Actor,
    /// What.
    pub event: Event,
    /// SHA-256, hexadecimal, of the hash before and this entry.
    pub hash: String,
}

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Actor {
    /// How they stand to the filing.
    pub role: ActorRole,
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Number on an assistant's badge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// For whom they did it, under a mandate (委托人).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub principal: Option<Text>,
}

/// How someone who did something stands to the filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ActorRole {
    /// Who asked.
    Applicant,
    /// Who helps.
    Assistant,
    /// Who acts under a mandate and is no assistant of a station.
    Agent,
    /// The server, by itself: a time that ran out.
    System,
}

/// What happened. No answer is ever in it: fields by their paths, and nothing of what they hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "event", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Event {
    /// Help was asked for.
    Requested,
    /// A code was made to read out.
    CodeMade,
    /// An assistant took it up and asked for a level.
    Claimed {
        /// The level.
        wanted: Level,
    },
    /// The assistant asked for another level.
    Wanted {
        /// The level.
        wanted: Level,
    },
    /// The applicant took longer to answer who asked.
    TookLonger,
    /// The applicant did not allow the other level.
    LevelDeclined {
        /// The level that was asked for.
        wanted: Level,
    },
    /// The assistant answered without joining.
    Replied,
    /// The applicant let the assistant in.
    Consented {
        /// What they may do.
        level: Level,
    },
    /// Another level.
    LevelChanged {
        /// Before.
        from: Level,
        /// After.
        to: Level,
    },
    /// Another station took the request up, by a code that the applicant read out.
    StationChanged {
        /// The station.
        to: Text,
    },
    /// Handed over to a colleague.
    HandedOver {
        /// The colleague.
        to: Text,
        /// Number on the badge.
        number: String,
    },
    /// Nothing happened for a while.
    Paused,
    /// The applicant went on.
    Resumed,
    /// The assistant read something of the filing for the first time since the consent.
    Read {
        /// What: `filing`, `answers`, `assist`, `attachments`, or `file` and its id.
        what: String,
    },
    /// The applicant showed the answer of a sensitive field.
    Revealed {
        /// The field.
        field: String,
    },
    /// The applicant hid it again.
    Hidden {
        /// The field.
        field: String,
    },
    /// The assistant wrote an answer.
    FieldSet {
        /// The field.
        field: String,
    },
    /// The assistant proposed an answer.
    Proposed {
        /// The field.
        field: String,
    },
    /// The assistant took a proposal back.
    Retracted {
        /// The field.
        field: String,
    },
    /// The applicant took a proposal.
    Accepted {
        /// The field.
        field: String,
    },
    /// The applicant left a proposal.
    Declined {
        /// The field.
        field: String,
    },
    /// The assistant marked a field or material in the pre-review (材料预审).
    Marked {
        /// The field's path, or `materials/{id}`.
        field: String,
        /// Whether it passes.
        passes: bool,
    },
    /// The assistant took a mark back.
    Unmarked {
        /// The field's path, or `materials/{id}`.
        field: String,
    },
    /// The assistant told the applicant all that is to be mended (一次性告知).
    MarksSent,
    /// The applicant handed the list back.
    MarksReturned,
    /// Somebody wrote a message. What it says is not in it.
    Said,
    /// The applicant confirmed answers that an assistant wrote.
    Confirmed {
        /// The fields.
        fields: Vec<String>,
    },
    /// A call between the two began.
    CallStarted {
        /// Whether it was meant with pictures.
        video: bool,
    },
    /// The call was over.
    CallEnded,
    /// The filing was begun under a mandate.
    Started,
    /// What registers know was filled in by the server.
    Prefilled {
        /// The fields.
        fields: Vec<String>,
    },
    /// A material was added under a mandate.
    Attached {
        /// The material, `materials/{id}`.
        field: String,
    },
    /// A material was taken away under a mandate.
    Detached {
        /// The material, `materials/{id}`.
        field: String,
    },
    /// The filing was submitted.
    Submitted,
    /// A mandate was drawn up, or an extension of it.
    MandateDrawn {
        /// Its version.
        version: u32,
    },
    /// The principal signed it.
    MandateSigned {
        /// Its version.
        version: u32,
        /// SHA-256 of the text that was signed.
        digest: String,
    },
    /// The agent accepted it.
    MandateAccepted {
        /// Its version.
        version: u32,
    },
    /// The agent did not accept it.
    MandateDeclined {
        /// Its version.
        version: u32,
    },
    /// The principal narrowed it, with immediate effect.
    MandateNarrowed {
        /// Its version.
        version: u32,
    },
    /// The principal took an extension back.
    MandateTakenBack {
        /// Its version.
        version: u32,
    },
    /// The principal revoked it.
    MandateRevoked,
    /// The agent gave it up.
    MandateResigned,
    /// The server refused something that was tried.
    Denied {
        /// What, in a word: `private`, `write`, `level`, `submit`…
        what: String,
    },
    /// Over.
    Ended {
        /// Why.
        reason: EndReason,
    },
    /// The applicant said how it was.
    Rated {
        /// 1 to 5.
        stars: u8,
    },
}

impl Event {
    /// The fields and materials that it names, by path.
    pub fn fields(&self) -> &[String] {
        match self {
            Self::Revealed { field }
            | Self::Hidden { field }
            | Self::FieldSet { field }
            | Self::Proposed { field }
            | Self::Accepted { field }
            | Self::Declined { field }
            | Self::Attached { field }
            | Self::Detached { field }
            | Self::Marked { field, .. } => std::slice::from_ref(field),
            Self::Confirmed { fields } | Self::Prefilled { fields } => fields,
            _ => &[],
        }
    }
}

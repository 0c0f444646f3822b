//! Mandate (委托书): a principal lets an agent act for them in some items (民法典 art. 161–175).
//!
//! # Its life
//! ```text
//! drawn up → signed by the principal → accepted by the agent → in force → revoked, given up, expired
//!                                                  ↑ narrowed at once, by the principal alone
//!                                                  ↑ extended: signed and accepted once more
//! ```
//! What is in force is a version, signed by the principal over the hash of its text. What narrows
//! it, and the revocation, take effect without the agent, at once, in work that is under way too
//! (art. 173). What widens it is another version, which waits beside the one in force until it is
//! signed and accepted.

use serde::{Deserialize, Serialize};

use crate::Text;
use crate::filing::FilingSummary;

pub mod entrusted;
pub mod signature;

pub use entrusted::{Entrusted, Notice, NoticeKind, StartEntrusted};
pub use signature::{Accepted, SignByCode, Signature, Signed, SignedWay, SigningSheet, Strokes};

/// The longest time for which a mandate can be given, days.
pub const LONGEST_DAYS: i64 = 3 * 366;
/// Items that one mandate can cover.
pub const MOST_ITEMS: usize = 20;
/// A link to sign on one's own phone works for this long, seconds.
pub const SIGNING_CODE: u32 = 600;
/// The app's page that such a link opens; the code follows after `#`.
pub const SIGNING_PAGE: &str = "/mandates/sign";
/// Begins the id of the party by which a person acts under a mandate; the mandate's id follows.
pub const PARTY: &str = "mandate:";

/// What the agent may do for the principal (代理权限).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum MandateAct {
    /// Begin a filing, fill it in, add materials (填报).
    Fill,
    /// Sign what has to be signed on the way, beside the submission (签署).
    Sign,
    /// Submit, and make the commitment that belongs to it (提交).
    Submit,
    /// Receive receipts, notices and results (领取).
    Receive,
}

impl MandateAct {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Fill, Self::Sign, Self::Submit, Self::Receive];
}

/// Where a mandate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum MandateState {
    /// Drawn up, to be signed by the principal (待签署).
    Unsigned,
    /// Signed, to be accepted by the agent (待接受).
    Offered,
    /// In force (生效中); before its first day it is in force and allows nothing yet.
    InForce,
    /// The agent did not accept it (已谢绝).
    Declined,
    /// Revoked by the principal (已撤销).
    Revoked,
    /// Given up by the agent (已辞去).
    Resigned,
    /// Its last day is over (已到期).
    Expired,
}

impl MandateState {
    /// Whether nothing can be done with it any more.
    pub fn is_over(self) -> bool {
        !matches!(self, Self::Unsigned | Self::Offered | Self::InForce)
    }
}

/// On which side of a mandate somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum MandateSide {
    /// Who gives it (委托人).
    Principal,
    /// Who acts by it (受托人).
    Agent,
}

/// What is agreed upon: the part that changes from version to version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Terms {
    /// Ids of the items that it covers.
    pub items: Vec<String>,
    /// What the agent may do in them.
    pub acts: Vec<MandateAct>,
    /// First day (date).
    pub from: String,
    /// Last day (date).
    pub until: String,
}

/// Who is to act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(
    tag = "kind",
    rename_all = "kebab-case",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum AgentRef {
    /// A person, by account and name: both have to fit, so that nobody is looked up by guessing.
    Person {
        /// The name by which they sign in.
        account: String,
        /// Their name.
        name: String,
    },
    /// Whoever works at a service station.
    Station {
        /// Id of the station.
        station: String,
    },
}

/// `POST /mandates`: draws up a mandate of the party for whom one acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewMandate {
    /// The agent.
    pub agent: AgentRef,
    /// What is agreed upon.
    pub terms: Terms,
    /// Why somebody else acts, in words; at most 500 characters. May be empty.
    #[serde(default)]
    pub reason: String,
}

/// Who acts, as both sides see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MandateAgent {
    /// Whether it is a station, of which any assistant may act.
    pub is_station: bool,
    /// Id of the person or station.
    pub id: String,
    /// Name.
    pub name: Text,
}

/// An item of a mandate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MandateItem {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
}

/// The text of a version, to be read, signed and printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MandateText {
    /// 授权委托书.
    pub title: Text,
    /// Headings and what stands below each, in order.
    pub parts: Vec<MandatePart>,
    /// SHA-256, hexadecimal, of title and parts as canonical JSON: what is signed.
    pub digest: String,
}

/// A part of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MandatePart {
    /// Heading.
    pub heading: Text,
    /// Lines.
    pub lines: Vec<Text>,
}

/// One version of a mandate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MandateVersion {
    /// From 1.
    pub seq: u32,
    /// What is agreed upon.
    pub terms: Terms,
    /// The items with their names.
    pub items: Vec<MandateItem>,
    /// In words.
    pub text: MandateText,
    /// The principal's signature; where it is absent, of one that narrows, the revision by the
    /// principal while signed in stands in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<Signed>,
    /// Who accepted it; absent for one that narrows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Accepted>,
}

/// A mandate as one of its two sides sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Mandate {
    /// Opaque id.
    pub id: String,
    /// Its number (委托书编号).
    pub number: String,
    /// Grows with every change.
    pub version: i64,
    /// On which side the reader is.
    pub side: MandateSide,
    /// Where it stands today.
    pub state: MandateState,
    /// Who signs for the principal.
    pub principal: Text,
    /// The party that is the principal (委托人).
    pub party: Text,
    /// The agent (受托人).
    pub agent: MandateAgent,
    /// The version in force, or the last one that was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<MandateVersion>,
    /// The version that is to be signed or accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<MandateVersion>,
    /// When it was drawn up (instant).
    pub created_at: String,
    /// When it was declined, revoked or given up (instant).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<String>,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_reason: Option<String>,
    /// What was filed by it, the newest change first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filings: Vec<FilingSummary>,
}

/// `POST /mandates/{id}/moves`: what one of its sides does. What is not theirs to do is 403, what
/// cannot be done where it stands 409 `wrong-state`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(
    tag = "move",
    rename_all = "kebab-case",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum MandateMove {
    /// The principal signs the version that is offered.
    Sign(Signature),
    /// The agent accepts that version.
    Accept {
        /// Hash of the text that was read.
        digest: String,
    },
    /// The agent does not.
    Decline,
    /// The principal changes what is agreed upon. What narrows it takes effect at once; what
    /// widens it is to be signed and accepted. Both in one is refused.
    Change {
        /// What is agreed upon from then on.
        terms: Terms,
    },
    /// The principal takes an extension back that is not accepted yet.
    TakeBack,
    /// The principal revokes it, with immediate effect.
    Revoke {
        /// Why, at most 500 characters; may be empty.
        #[serde(default)]
        reason: String,
    },
    /// The agent gives it up, with immediate effect.
    Resign,
}

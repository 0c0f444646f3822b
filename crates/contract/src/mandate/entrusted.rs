//! Entrusted filing (委托进件): filings that an agent makes under a mandate, and what the principal
//! is told of them.

use serde::{Deserialize, Serialize};

use super::MandateAct;
use crate::Text;
use crate::filing::FilingSummary;

/// `POST /mandates/{id}/filings`: the agent begins a filing for the principal. What registers know
/// of the principal is filled in by the server, and the agent does not see what of it is sensitive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StartEntrusted {
    /// The item, one of the mandate's.
    pub item: String,
}

/// `GET /entrusted-filings` and `/{id}`: a filing under a mandate, as its agent sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Entrusted {
    /// The filing.
    pub filing: FilingSummary,
    /// Id of the mandate.
    pub mandate: String,
    /// Its number.
    pub number: String,
    /// For whom one acts (委托人).
    pub principal: Text,
    /// Who began it for them.
    pub agent: Text,
    /// What one may do in it now; nothing once the mandate is over or does not cover the item.
    pub acts: Vec<MandateAct>,
    /// Last day of the mandate (date).
    pub until: String,
    /// Sensitive questions of the form that are answered, by their paths: the answers themselves
    /// stay closed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filled: Vec<String>,
    /// Changes with what one may do.
    pub version: i64,
}

/// What the principal is told (委托办理提醒).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Notice {
    /// When (instant).
    pub at: String,
    /// What.
    pub kind: NoticeKind,
    /// Who did it.
    pub by: Text,
    /// Id of the mandate.
    pub mandate: String,
    /// The filing, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filing: Option<String>,
    /// Name of its item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_name: Option<Text>,
    /// Whether it was read before.
    pub seen: bool,
}

/// What an agent did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// Accepted the mandate, or its extension.
    Accepted,
    /// Did not.
    Declined,
    /// Gave it up.
    Resigned,
    /// Began a filing.
    Started,
    /// Filled in answers; told once a day for each filing.
    Filled,
    /// Added a material; told once a day for each filing.
    Attached,
    /// Took a material away; told once a day for each filing.
    Detached,
    /// Submitted.
    Submitted,
}

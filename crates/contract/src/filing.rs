//! A filing (办件) and its life cycle.

mod flat;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Text;
use crate::assistance::Rating;
use crate::document::DocumentRef;
use crate::session::Party;
use crate::upload::Attachment;

/// Where a filing stands (办件状态).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FilingState {
    /// Being filled (草稿).
    Draft,
    /// Submitted, received (已提交/收件).
    Submitted,
    /// Told once what is missing; waits for the applicant (补正告知).
    SupplementRequested,
    /// Accepted (受理); the time limit runs.
    Accepted,
    /// Not accepted, with reasons (不予受理).
    NotAccepted,
    /// Under review (审查).
    UnderReview,
    /// In a special procedure; the time limit stands still (特别程序).
    SpecialProcedure,
    /// Granted and closed (准予, 办结).
    Granted,
    /// Refused and closed (不予许可, 办结).
    Refused,
    /// The result has reached the applicant (送达).
    Delivered,
    /// Withdrawn by the applicant (撤回).
    Withdrawn,
}

impl FilingState {
    /// Whether nothing more will happen by itself.
    pub fn is_closed(self) -> bool {
        matches!(
            self,
            Self::NotAccepted | Self::Granted | Self::Refused | Self::Delivered | Self::Withdrawn
        )
    }

    /// Whether the department has accepted it (受理), whatever came of it since.
    pub fn is_accepted(self) -> bool {
        matches!(
            self,
            Self::Accepted
                | Self::UnderReview
                | Self::SpecialProcedure
                | Self::Granted
                | Self::Refused
                | Self::Delivered
        )
    }

    /// Whether the applicant has to do something.
    pub fn waits_for_applicant(self) -> bool {
        matches!(self, Self::Draft | Self::SupplementRequested)
    }

    /// Whether the applicant may still change and submit it.
    pub fn is_editable(self) -> bool {
        self.waits_for_applicant()
    }

    /// Whether it is decided, so that the applicant may say how it was (好差评).
    pub fn is_decided(self) -> bool {
        self.is_closed() && self != Self::Withdrawn
    }

    /// Whether the applicant may withdraw it: before the decision.
    pub fn is_withdrawable(self) -> bool {
        matches!(
            self,
            Self::Submitted
                | Self::SupplementRequested
                | Self::Accepted
                | Self::UnderReview
                | Self::SpecialProcedure
        )
    }
}

/// `POST /filings`: begin a filing for the party for whom one acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StartFiling {
    /// The item.
    pub item: String,
}

/// A filing in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct FilingSummary {
    /// Opaque id.
    pub id: String,
    /// Id of the item.
    pub item: String,
    /// Name of the item.
    pub item_name: Text,
    /// Name of the department that decides.
    pub department_name: Text,
    /// For whom it is made.
    pub party: Party,
    /// Where it stands.
    pub state: FilingState,
    /// Its number (办件编号, 受理编号 from the acceptance on), once submitted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// When it was begun (instant).
    pub created_at: String,
    /// When it last changed (instant).
    pub updated_at: String,
    /// When it was first submitted (instant).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<String>,
    /// Promised by which date, once accepted; absent while the time limit stands still in a
    /// special procedure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised_on: Option<String>,
    /// Who began it for the applicant under a mandate (受托人).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<Text>,
}

/// What there is already of an item for the party for whom one acts
/// (`GET /filings/earlier?item=`), to be shown before one begins another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Earlier {
    /// Filings that run, and for a first application those that were approved; newest change
    /// first.
    pub filings: Vec<EarlierFiling>,
    /// Items by which what was approved is changed, renewed or replaced (变更、延续、补证).
    pub instead: Vec<EarlierItem>,
}

/// A filing that is there already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct EarlierFiling {
    /// Its id, where it is one's own; absent where somebody else filed for the party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Where it stands.
    pub state: FilingState,
    /// Its number (办件编号, 受理编号 from the acceptance on), once submitted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// When it last changed (instant).
    pub updated_at: String,
}

/// An item by which an approval is changed or renewed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct EarlierItem {
    /// Id of the item.
    pub id: String,
    /// Name.
    pub name: Text,
}

/// One page of filings, newest change first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct FilingPage {
    /// The filings.
    pub filings: Vec<FilingSummary>,
    /// Cursor of the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// How many match in all.
    pub total: u32,
}

/// A filing in full. Its `ETag` is the version for `If-Match`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", from = "flat::Flat")]
pub struct Filing {
    /// What the list shows.
    #[serde(flatten)]
    pub summary: FilingSummary,
    /// Version of the filing, the same as its `ETag` without quotes.
    pub version: String,
    /// Version of the form that it was begun with.
    pub form_version: String,
    /// What was submitted last; absent before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub answers: Option<Value>,
    /// Files that were handed in.
    pub attachments: Vec<Attachment>,
    /// What has to be mended, while that is awaited (补正).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplement: Option<Supplement>,
    /// The running special procedure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub special: Option<SpecialNotice>,
    /// Documents issued so far, newest last.
    pub documents: Vec<DocumentRef>,
    /// Reason, where it was refused or not accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

/// `GET /filings/{id}/handling`: beside the filing itself, who acts in it and what the applicant
/// said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Handling {
    /// The mandate by which it was begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<UnderMandate>,
    /// Whether the applicant may say now how it was (好差评): once, when it is decided.
    pub may_rate: bool,
    /// What they said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
}

/// By which mandate a filing was begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct UnderMandate {
    /// Id of the mandate.
    pub mandate: String,
    /// Who began it.
    pub agent: Text,
    /// The last day on which they could act (date), where the mandate is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// The one-time notice of all that has to be mended (一次性告知, 行政许可法 art. 32).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Supplement {
    /// When it was asked (instant).
    pub requested_at: String,
    /// To be handed in by this date.
    pub due_on: String,
    /// Everything to mend.
    pub points: Vec<SupplementPoint>,
}

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SupplementPoint {
    /// JSON Pointer (RFC 6901) to the answer, or `/materials/{id}`.
    pub pointer: String,
    /// What to do.
    pub note: Text,
}

/// A special procedure that runs (特别程序, 行政许可法 art. 45).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SpecialNotice {
    /// Name of the procedure.
    pub name: Text,
    /// Expected length, working days.
    pub days: u16,
    /// Since when (instant).
    pub since: String,
}

/// What happened (`GET /filings/{id}/timeline`), oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TimelineEntry {
    /// When (instant).
    pub at: String,
    /// What.
    pub event: TimelineEvent,
    /// Who, as the applicant may know it: a name or a department.
    pub actor: Text,
    /// More words, where there are some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// The document that came with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
}

/// Kinds of events in a filing's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum TimelineEvent {
    /// Begun.
    Started,
    /// Submitted.
    Submitted,
    /// Told what to mend.
    SupplementRequested,
    /// Mended and submitted again.
    Supplemented,
    /// Accepted.
    Accepted,
    /// Not accepted.
    NotAccepted,
    /// Review began.
    ReviewStarted,
    /// A special procedure began.
    SpecialStarted,
    /// The special procedure ended.
    SpecialEnded,
    /// Granted.
    Granted,
    /// Refused.
    Refused,
    /// Result delivered.
    Delivered,
    /// Withdrawn.
    Withdrawn,
}

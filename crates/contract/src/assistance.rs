//! Assistance (帮办): an assistant of a service station joins an applicant's filing, by consent.
//!
//! # Its life
//! ```text
//! ask → waiting → claim → asked → consent → active ⇄ paused → ended
//!          └ cancel, two hours     └ refuse, 30 s and longer where asked for
//!                                                    └ idle 10 min
//! ```
//! Until the applicant consents, the assistant knows what [`Waiting`] says and nothing of the
//! filing. The level can be raised by the applicant alone, and lowered or ended by both. It ends
//! by itself an hour after the consent, or when a side has been away for two minutes. Each of
//! these takes effect at the server at once: see [`crate::grants`].

use serde::{Deserialize, Serialize};

use crate::Text;

pub mod call;
pub mod entry;
pub mod presence;
pub mod record;
pub mod station;

/// The promise: a request is taken up within this long, seconds.
pub const PROMISE: u32 = 60;
/// How long the applicant has to answer who asks, seconds. Silence is a refusal.
pub const ANSWER: u32 = 30;
/// How much longer the applicant may take to answer, each time they ask for it, seconds.
pub const LONGER: u32 = 60;
/// How often they may.
pub const LONGER_TIMES: u32 = 10;
/// Without an act of either side for this long, seconds, the assistant sees nothing more until
/// the applicant goes on.
pub const IDLE: u32 = 600;
/// A side that is away for this long, seconds, ends it.
pub const RECONNECT: u32 = 120;
/// It ends this long after the consent, seconds.
pub const LONGEST: u32 = 3_600;
/// A request that nobody takes up lapses after this long, seconds.
pub const LAPSE: u32 = 7_200;
/// A code to read to an assistant is valid for this long, seconds.
pub const CODE: u32 = 600;
/// The longest question and reply, characters.
pub const LONGEST_TEXT: usize = 500;

/// What the applicant lets the assistant do. Each includes those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// See the filing, point and talk (看).
    Look,
    /// Propose answers, which the applicant takes or leaves (建议).
    Suggest,
    /// Write answers, which the applicant confirms before submission (代填).
    Fill,
}

impl Level {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Look, Self::Suggest, Self::Fill];
}

/// Where an assistance stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum AssistanceState {
    /// In the station's queue (排队中).
    Waiting,
    /// An assistant has taken it up and waits for the applicant's consent (待授权).
    Asked,
    /// The assistant is in the filing (帮办中).
    Active,
    /// Nothing happened for a while: the assistant sees nothing (已暂停).
    Paused,
    /// Over (已结束).
    Ended,
}

/// Why an assistance is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EndReason {
    /// The applicant took the request back.
    Cancelled,
    /// Nobody took it up in time.
    Lapsed,
    /// The applicant refused.
    Refused,
    /// The applicant did not answer.
    Unanswered,
    /// The applicant ended it.
    ByApplicant,
    /// The assistant ended it.
    ByAssistant,
    /// The assistant answered the question without joining a filing.
    Replied,
    /// A side was away for too long.
    Away,
    /// The hour was over.
    TimeOver,
    /// The filing was submitted, withdrawn or deleted.
    FilingClosed,
}

/// On which side of an assistance somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Who asked (申请人).
    Applicant,
    /// Who helps (帮办员).
    Assistant,
}

/// `POST /assistance`: ask for help (请人帮办). One at a time a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AskForHelp {
    /// The filing it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filing: Option<String>,
    /// The item it is about, where there is no filing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The step: the last part of its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// The field: its path, `a/b`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What is asked, at most 500 characters. May be empty.
    #[serde(default)]
    pub question: String,
    /// The station; the one that fits by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub station: Option<String>,
    /// A free time of the station (`GET /stations/{id}/slots`); now where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<String>,
}

/// Who helps, as the applicant sees it before consenting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Assistant {
    /// Opaque id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Number on the badge (工号).
    pub number: String,
}

/// A station, as far as one who asks needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct HelpStation {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Telephone.
    pub phone: String,
    /// When it opens next (instant), where it is not open now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<String>,
}

/// What a request is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct About {
    /// Id of the item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_name: Option<Text>,
    /// The step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// The field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What is asked.
    pub question: String,
}

/// An assistance as one of its two sides sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Assistance {
    /// Opaque id.
    pub id: String,
    /// Grows with every change.
    pub version: i64,
    /// On which side the reader is.
    pub side: Side,
    /// Where it stands.
    pub state: AssistanceState,
    /// The station in whose queue it is.
    pub station: HelpStation,
    /// What it is about.
    pub about: About,
    /// The filing; the assistant is told while it is active, and not before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filing: Option<String>,
    /// Who asked; the assistant is told while it is active.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applicant: Option<Text>,
    /// Who helps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assistant: Option<Assistant>,
    /// When it was asked for (instant).
    pub asked_at: String,
    /// The time that was booked (instant).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<String>,
    /// Place in the queue, from 1, while it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<u32>,
    /// Seconds since it was asked for; the device's clock may be wrong.
    pub waited: u32,
    /// The level that the assistant asks for, until the applicant has decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wanted: Option<Level>,
    /// How often the applicant may still take longer to answer who asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longer: Option<u32>,
    /// The level that the applicant has chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Seconds until the present state ends by itself, while both sides are there and act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<u32>,
    /// Fields whose answer the applicant shows in this session.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revealed: Vec<String>,
    /// What was answered without joining.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<String>,
    /// Why it is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<EndReason>,
    /// What the applicant said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
}

/// `POST /assistance/{id}/moves`: what one of its sides does. What is not theirs to do is 403,
/// what cannot be done where it stands 409 `wrong-state`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(
    tag = "move",
    rename_all = "kebab-case",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum Move {
    /// An assistant of the station takes it up, and asks for a level.
    Claim {
        /// The level to ask for.
        wanted: Level,
    },
    /// The assistant asks for another level; the applicant may choose it.
    Want {
        /// The level.
        wanted: Level,
    },
    /// The assistant answers without joining, which ends it.
    Reply {
        /// The answer, at most 500 characters.
        text: String,
    },
    /// The assistant hands over to a colleague of the station, who has to be consented to anew.
    HandOver {
        /// Id of the colleague.
        to: String,
    },
    /// The applicant lets the assistant in.
    Consent {
        /// What they may do.
        level: Level,
    },
    /// The applicant does not.
    Refuse,
    /// The applicant takes longer to answer who asks.
    TakeLonger,
    /// The applicant does not allow the other level that the assistant asks for.
    DeclineLevel,
    /// Another level: any by the applicant, a lower one by the assistant.
    ChangeLevel {
        /// The level.
        level: Level,
    },
    /// The applicant goes on after a pause.
    Resume,
    /// Either side ends it; the applicant takes it back where nobody has come yet.
    End,
    /// The applicant says how it was, once, when it is over (好差评).
    Rate(Rating),
}

/// What the applicant says of an assistance or of a whole filing (好差评). It is said once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rating {
    /// 5 非常满意, 4 满意, 3 基本满意, 2 不满意, 1 非常不满意.
    pub stars: u8,
    /// In words, at most 500 characters.
    #[serde(default)]
    pub text: String,
}

/// `POST /assistance/{id}/code`: six digits to read to an assistant at the window or on the
/// phone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct HelpCode {
    /// The digits.
    pub code: String,
    /// Seconds for which it can be used from now on.
    pub valid_seconds: u32,
}

/// `PUT /assistance/{id}/revealed`: the applicant shows the answer of one sensitive field to the
/// assistant, for this session. It is held in memory alone, and by nobody afterwards.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reveal {
    /// The field's path.
    pub field: String,
    /// The answer; absent hides it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// `GET /filings/{id}/assisted`: the answers that an assistant has written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Assisted {
    /// Each field once, as it was written last.
    pub fields: Vec<AssistedField>,
}

/// An answer that an assistant wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AssistedField {
    /// The field's path.
    pub field: String,
    /// Who.
    pub by: Assistant,
    /// When (instant).
    pub at: String,
    /// Whether the applicant has confirmed it since.
    pub confirmed: bool,
}

/// `POST /filings/{id}/assisted/confirmations`: the applicant has checked these and takes them
/// for their own. What was written after `at` stays unconfirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Confirm {
    /// The fields, each with the instant that was shown beside it.
    pub fields: Vec<ConfirmField>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConfirmField {
    /// The field's path.
    pub field: String,
    /// [`AssistedField::at`] as it was shown.
    pub at: String,
}

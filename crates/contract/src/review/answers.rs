//! What was submitted, in words: as the form says it, for somebody who does not have the form.

use serde::{Deserialize, Serialize};

use crate::Text;
use crate::upload::Attachment;

/// What was submitted last (`GET /review/filings/{id}/answers`), in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SubmittedAnswers {
    /// The steps of the form in which something is asked.
    pub sections: Vec<AnswerSection>,
    /// The materials that apply, and those of which there are files.
    pub materials: Vec<SubmittedMaterial>,
    /// What an assistant or agent filled in and the applicant confirmed before the submission.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assisted: Option<AssistedAnswers>,
    /// Who began the filing by a mandate (受托人).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<Text>,
}

/// A step of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AnswerSection {
    /// What it is called.
    pub name: Text,
    /// What is in it, in order.
    pub parts: Vec<AnswerPart>,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum AnswerPart {
    /// The title of the answers that follow.
    Heading(Text),
    /// A question and its answer.
    Answer(SubmittedAnswer),
    /// A list.
    List(AnswerList),
}

/// A question and its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SubmittedAnswer {
    /// The place to name where it has to be mended: a JSON Pointer into the answers.
    pub pointer: String,
    /// The question.
    pub name: Text,
    /// The answer in words; empty where there is none.
    pub value: Text,
    /// What to show of a sensitive one until it is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub masked: Option<String>,
    /// Whether an assistant or agent filled it in and the applicant confirmed it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub assisted: bool,
}

/// A list and its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AnswerList {
    /// The place to name where the list as a whole has to be mended.
    pub pointer: String,
    /// What it is called.
    pub name: Text,
    /// The answers of each row.
    pub rows: Vec<Vec<SubmittedAnswer>>,
    /// Whether some of it was filled in by an assistant or agent and confirmed by the applicant.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub assisted: bool,
}

/// A material and its files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SubmittedMaterial {
    /// The place to name where it has to be mended: `/materials/{id}`.
    pub pointer: String,
    /// What it is called.
    pub name: Text,
    /// Its files, in the order in which they came.
    pub files: Vec<Attachment>,
    /// It need not be handed in (免提交).
    pub exempt: bool,
    /// It may follow later (容缺后补).
    pub tolerable: bool,
}

/// How much an assistant or agent filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AssistedAnswers {
    /// How many answers were confirmed.
    pub count: u32,
    /// When the applicant confirmed the last of them (instant).
    pub confirmed_at: String,
}

//! Documents that the authority issues in a filing (文书).

mod flat;

use serde::{Deserialize, Serialize};

use crate::Text;

/// Kinds of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// Notice of acceptance (受理通知书).
    AcceptanceNotice,
    /// Notice of what to mend (补正材料告知书).
    SupplementNotice,
    /// Notice of non-acceptance (不予受理通知书).
    NonAcceptanceNotice,
    /// Decision to grant (准予行政许可决定书).
    GrantDecision,
    /// Decision to refuse (不予行政许可决定书).
    RefusalDecision,
    /// Proof of service (送达回证).
    ProofOfService,
}

/// A document in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct DocumentRef {
    /// Id within the filing.
    pub id: String,
    /// Kind.
    pub kind: DocumentKind,
    /// Number (文号).
    pub number: String,
    /// When it was issued (instant).
    pub issued_at: String,
}

/// A document to read and print (`GET /filings/{id}/documents/{document}`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", from = "flat::Flat")]
pub struct Document {
    /// What the list shows.
    #[serde(flatten)]
    pub summary: DocumentRef,
    /// Title.
    pub title: Text,
    /// To whom it is addressed.
    pub addressee: Text,
    /// Its paragraphs.
    pub paragraphs: Vec<Text>,
    /// What was approved (准予的内容): a name and what is stated of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<DocumentFact>,
    /// What was approved in rows, such as posts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<DocumentTable>,
    /// What follows it: from when it holds, remedies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub closing: Vec<Text>,
    /// Which authority issued it.
    pub issuer: Text,
    /// Whether it is demo data and has no legal effect.
    pub demo: bool,
    /// SHA-256 of all the rest in canonical form, hexadecimal: proof that it was not altered.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub digest: String,
}

/// Something that a document states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct DocumentFact {
    /// What it is called.
    pub name: Text,
    /// What is stated.
    pub value: Text,
}

/// Rows that a document states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct DocumentTable {
    /// What they are.
    pub name: Text,
    /// What the columns are called.
    pub columns: Vec<Text>,
    /// A text a column.
    pub rows: Vec<Vec<Text>>,
}

/// What the applicant holds after submission (收件回执), `GET /filings/{id}/receipt`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// The filing.
    pub filing: String,
    /// Number of the filing (办件编号).
    pub number: String,
    /// Name of the item.
    pub item_name: Text,
    /// Name of the department.
    pub department_name: Text,
    /// For whom it was made.
    pub party_name: Text,
    /// Who submitted it.
    pub submitted_by: Text,
    /// When it was first submitted (instant).
    pub submitted_at: String,
    /// When what was asked for was handed in last (补正提交; instant), where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplemented_at: Option<String>,
    /// By which date the department answers whether it accepts (5 working days, 行政许可法 art. 32).
    pub answer_by: String,
    /// Names of the materials and how many files each.
    pub materials: Vec<ReceiptMaterial>,
    /// Materials that were promised and are to follow (容缺后补).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub later: Vec<Text>,
    /// Materials that need not be handed in (免提交), and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exempt: Vec<DocumentFact>,
    /// Inspections and other special procedures (特殊环节) that lie ahead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub special: Vec<ReceiptSpecial>,
    /// SHA-256 of the submitted answers and of the digests of the files in canonical form,
    /// hexadecimal: proof of what was sent.
    pub digest: String,
    /// Address that the QR code (`GET /filings/{id}/receipt/qr.svg`) holds.
    pub address: String,
}

/// A material on the receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReceiptMaterial {
    /// Name.
    pub name: Text,
    /// Files handed in.
    pub files: u32,
}

/// A special procedure that lies ahead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReceiptSpecial {
    /// Name.
    pub name: Text,
    /// How long, working days.
    pub days: u16,
    /// Whether it counts against the time limit.
    pub counted: bool,
    /// Whether it is known from the answers that it takes place; else the department decides.
    pub certain: bool,
}

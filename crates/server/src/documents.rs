//! Documents that the authority issues (文书): their numbers and their words. Pure.

mod approved;
mod template;
mod words;

use bangban_contract::Text;
use bangban_contract::document::{Document, DocumentKind, DocumentRef};
use bangban_contract::filing::SupplementPoint;
use chrono::NaiveDate;

use crate::filings::Record;

pub use approved::{Approved, approved};
pub use template::{Paper, Template};
pub(crate) use words::day_zh;

/// What a document says besides what the filing itself tells.
#[derive(Clone, Copy, Debug)]
pub enum Content<'a> {
    /// Notice of acceptance (受理通知书).
    Acceptance {
        /// The day from which the filing counts as accepted.
        accepted_on: NaiveDate,
        /// By which date the decision is promised.
        promised_on: Option<NaiveDate>,
        /// It counts as accepted because the department said nothing in time.
        by_silence: bool,
    },
    /// Notice of what to mend (补正材料告知书).
    Supplement {
        /// Everything to mend.
        points: &'a [SupplementPoint],
        /// By which date.
        due_on: NaiveDate,
    },
    /// Notice of non-acceptance (不予受理通知书).
    NonAcceptance {
        /// Why.
        reason: &'a Text,
    },
    /// Decision to grant (准予行政许可决定书).
    Grant {
        /// What is granted.
        approved: &'a Approved,
    },
    /// Decision to refuse (不予行政许可决定书).
    Refusal {
        /// Why.
        reason: &'a Text,
    },
    /// Proof of service (送达回证).
    Service {
        /// Number of the document that was served.
        served: &'a str,
    },
}

impl Content<'_> {
    /// The kind of document.
    pub fn kind(&self) -> DocumentKind {
        match self {
            Self::Acceptance { .. } => DocumentKind::AcceptanceNotice,
            Self::Supplement { .. } => DocumentKind::SupplementNotice,
            Self::NonAcceptance { .. } => DocumentKind::NonAcceptanceNotice,
            Self::Grant { .. } => DocumentKind::GrantDecision,
            Self::Refusal { .. } => DocumentKind::RefusalDecision,
            Self::Service { .. } => DocumentKind::ProofOfService,
        }
    }
}

/// The number of a document (文号): the character of its kind, the year, the count of the year.
pub fn number(kind: DocumentKind, year: i32, count: u64) -> String {
    let series = match kind {
        DocumentKind::AcceptanceNotice => "受",
        DocumentKind::SupplementNotice => "补",
        DocumentKind::NonAcceptanceNotice => "不受",
        DocumentKind::GrantDecision => "准",
        DocumentKind::RefusalDecision => "不准",
        DocumentKind::ProofOfService => "送",
    };
    format!("帮办{series}字〔{year}〕第{count:06}号")
}

/// Writes a document of a filing.
pub fn write(summary: DocumentRef, record: &Record, content: &Content<'_>, demo: bool) -> Document {
    let (mut title, mut facts, mut tables) = (words::title(summary.kind), Vec::new(), Vec::new());
    if let Content::Grant { approved } = content {
        title = approved.title.clone().unwrap_or(title);
        facts.clone_from(&approved.facts);
        tables.clone_from(&approved.tables);
    }
    Document {
        title,
        addressee: record.party.name.clone(),
        paragraphs: words::paragraphs(record, content),
        facts,
        tables,
        closing: words::closing(content),
        issuer: record.department_name.clone(),
        summary,
        demo,
        digest: String::new(),
    }
}

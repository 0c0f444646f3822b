//! What a reviewer does.

use bangban_contract::document::Document;
use bangban_contract::filing::{Filing, TimelineEntry};
use bangban_contract::review::{Move, SubmittedAnswers};

use super::ApiError;
use super::filings::quoted;
use super::request::Call;

/// Moves a filing on, if it is still as the reviewer saw it.
pub async fn advance(id: &str, version: &str, how: &Move) -> Result<Filing, ApiError> {
    let (path, etag) = (["/review/filings/", id, "/moves"].concat(), quoted(version));
    Call::change("POST", &path).if_match(&etag).json(how).read().await
}

/// A filing in full, as its reviewer may see it.
pub async fn get(id: &str) -> Result<Filing, ApiError> {
    Call::get(&["/review/filings/", id].concat()).read().await
}

/// What happened to it, oldest first.
pub async fn timeline(id: &str) -> Result<Vec<TimelineEntry>, ApiError> {
    Call::get(&["/review/filings/", id, "/timeline"].concat()).read().await
}

/// A document that was issued in it.
pub async fn document(id: &str, document: &str) -> Result<Document, ApiError> {
    Call::get(&["/review/filings/", id, "/documents/", document].concat()).read().await
}

/// What was submitted last, in words.
pub async fn answers(id: &str) -> Result<SubmittedAnswers, ApiError> {
    Call::get(&["/review/filings/", id, "/answers"].concat()).read().await
}

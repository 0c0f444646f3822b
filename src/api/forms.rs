//! Forms, what registers know, places, and handing in.

use bangban_contract::catalogue::Region;
use bangban_contract::document::Receipt;
use bangban_contract::form::{Form, Prefill};
use bangban_contract::submission::Submission;
use bangban_contract::upload::Attachment;

use super::ApiError;
use super::filings::quoted;
use super::request::Call;

/// The form of an item.
pub async fn form(item: &str) -> Result<Form, ApiError> {
    Call::get(&["/forms/", item].concat()).read().await
}

/// What registers know of the party for whom one acts, as far as the form asks.
pub async fn prefill(item: &str) -> Result<Vec<Prefill>, ApiError> {
    Call::get(&["/forms/", item, "/prefill"].concat()).read().await
}

/// The places directly below a place; below `0` are the provinces.
pub async fn regions(code: &str) -> Result<Vec<Region>, ApiError> {
    Call::get(&["/catalogue/regions/", code, "/children"].concat()).read().await
}

/// The files of a filing, also those that have not arrived in full.
pub async fn attachments(filing: &str) -> Result<Vec<Attachment>, ApiError> {
    Call::get(&["/filings/", filing, "/attachments"].concat()).read().await
}

/// Hands a filing in. The same `key` again is the same submission: it happens once.
pub async fn submit(
    filing: &str,
    version: &str,
    key: &str,
    submission: &Submission,
) -> Result<Receipt, ApiError> {
    let (path, etag) = (["/filings/", filing, "/submission"].concat(), quoted(version));
    Call::change("POST", &path)
        .if_match(&etag)
        .header("Idempotency-Key", key)
        .json(submission)
        .read()
        .await
}

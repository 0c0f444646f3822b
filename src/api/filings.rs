//! Filings, their timeline, documents and receipt.

use bangban_contract::document::{Document, Receipt};
use bangban_contract::filing::{
    Earlier, Filing, FilingPage, FilingState, StartFiling, TimelineEntry,
};
use serde::Deserialize;

use super::ApiError;
use super::request::{Call, address, encode};

/// Which filings a list asks for.
#[derive(Clone, Default, PartialEq)]
pub struct Wanted {
    /// Words in the name or number.
    pub words: String,
    /// The state as the contract names it; empty for all.
    pub state: String,
    /// Id of the item; empty for all.
    pub item: String,
    /// Where to go on.
    pub cursor: Option<String>,
    /// How many at most; 0 leaves it to the backend.
    pub limit: u32,
}

fn query(wanted: &Wanted) -> String {
    let mut parts = Vec::new();
    let mut add = |name: &str, value: &str| {
        if !value.is_empty() {
            parts.push([name, "=", &encode(value)].concat());
        }
    };
    add("q", &wanted.words);
    add("state", &wanted.state);
    add("item", &wanted.item);
    add("cursor", wanted.cursor.as_deref().unwrap_or_default());
    if wanted.limit > 0 {
        add("limit", &wanted.limit.to_string());
    }
    if parts.is_empty() { String::new() } else { ["?", &parts.join("&")].concat() }
}

/// A page of filings of the party for whom one acts, newest change first.
pub async fn list(wanted: &Wanted) -> Result<FilingPage, ApiError> {
    Call::get(&["/filings", &query(wanted)].concat()).read().await
}

/// A page of filings that a reviewer may decide.
pub async fn review_list(wanted: &Wanted) -> Result<FilingPage, ApiError> {
    Call::get(&["/review/filings", &query(wanted)].concat()).read().await
}

/// What there is already of an item for the party for whom one acts.
pub async fn earlier(item: &str) -> Result<Earlier, ApiError> {
    Call::get(&["/filings/earlier?item=", &encode(item)].concat()).read().await
}

/// What is read of a filing that was just begun: guides need no code to read it whole.
#[derive(Deserialize)]
struct Begun {
    id: String,
}

/// Begins a filing and gives its id.
pub async fn start(item: String) -> Result<String, ApiError> {
    let begun: Begun = Call::change("POST", "/filings").json(&StartFiling { item }).read().await?;
    Ok(begun.id)
}

/// A filing in full.
pub async fn get(id: &str) -> Result<Filing, ApiError> {
    Call::get(&["/filings/", id].concat()).read().await
}

/// What happened to it, oldest first.
pub async fn timeline(id: &str) -> Result<Vec<TimelineEntry>, ApiError> {
    Call::get(&["/filings/", id, "/timeline"].concat()).read().await
}

/// Deletes a draft.
pub async fn delete(id: &str, version: &str) -> Result<(), ApiError> {
    let (path, etag) = (["/filings/", id].concat(), quoted(version));
    Call::change("DELETE", &path).if_match(&etag).send().await.map(drop)
}

/// Withdraws it.
pub async fn withdraw(id: &str, version: &str) -> Result<Filing, ApiError> {
    let (path, etag) = (["/filings/", id, "/withdrawal"].concat(), quoted(version));
    Call::change("POST", &path).if_match(&etag).read().await
}

/// The receipt.
pub async fn receipt(id: &str) -> Result<Receipt, ApiError> {
    Call::get(&["/filings/", id, "/receipt"].concat()).read().await
}

/// Address of the receipt's QR code, an SVG image.
pub fn receipt_qr(id: &str) -> String {
    address(&["/filings/", id, "/receipt/qr.svg"].concat())
}

/// A document.
pub async fn document(id: &str, document: &str) -> Result<Document, ApiError> {
    Call::get(&["/filings/", id, "/documents/", document].concat()).read().await
}

/// Address of a file that was handed in.
pub fn attachment(id: &str) -> String {
    address(&["/uploads/", id, "/content"].concat())
}

/// A version as `If-Match` takes it.
pub fn quoted(version: &str) -> String {
    ["\"", version, "\""].concat()
}

/// A state as a query names it.
pub fn state_word(state: FilingState) -> &'static str {
    match state {
        FilingState::Draft => "draft",
        FilingState::Submitted => "submitted",
        FilingState::SupplementRequested => "supplement-requested",
        FilingState::Accepted => "accepted",
        FilingState::NotAccepted => "not-accepted",
        FilingState::UnderReview => "under-review",
        FilingState::SpecialProcedure => "special-procedure",
        FilingState::Granted => "granted",
        FilingState::Refused => "refused",
        FilingState::Delivered => "delivered",
        FilingState::Withdrawn => "withdrawn",
    }
}

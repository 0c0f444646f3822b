//! Mandates, what is filed under them, and what a principal is told.

use bangban_contract::assistance::Rating;
use bangban_contract::filing::{Filing, Handling};
use bangban_contract::mandate::{
    Entrusted, Mandate, MandateItem, MandateMove, NewMandate, Notice, SignByCode, SigningSheet,
    StartEntrusted,
};
use bangban_contract::phone::PhoneCode;

use super::ApiError;
use super::request::Call;

/// Those of which the signed-in person is a side.
pub async fn list() -> Result<Vec<Mandate>, ApiError> {
    Call::get("/mandates").read().await
}

/// The items that a mandate can cover.
pub async fn items() -> Result<Vec<MandateItem>, ApiError> {
    Call::get("/mandate-items").read().await
}

/// One of them.
pub async fn read(id: &str) -> Result<Mandate, ApiError> {
    Call::get(&["/mandates/", id].concat()).read().await
}

/// Draws one up.
pub async fn draw_up(wanted: &NewMandate) -> Result<Mandate, ApiError> {
    Call::change("POST", "/mandates").json(wanted).read().await
}

/// What one of the sides does.
pub async fn act(id: &str, wanted: &MandateMove) -> Result<Mandate, ApiError> {
    Call::change("POST", &["/mandates/", id, "/moves"].concat()).json(wanted).read().await
}

/// A code to sign it on one's own phone, once.
pub async fn signing_code(id: &str) -> Result<PhoneCode, ApiError> {
    Call::change("POST", &["/mandates/", id, "/signing-codes"].concat()).read().await
}

/// What such a code opens; with a signature, signs.
pub async fn sign_by_code(wanted: &SignByCode) -> Result<SigningSheet, ApiError> {
    Call::change("POST", "/signing").json(wanted).read().await
}

/// Begins a filing for the principal; gives its id.
pub async fn begin(id: &str, item: String) -> Result<String, ApiError> {
    let path = ["/mandates/", id, "/filings"].concat();
    let filing: Filing = Call::change("POST", &path).json(&StartEntrusted { item }).read().await?;
    Ok(filing.summary.id)
}

/// Filings that one makes for others.
pub async fn entrusted() -> Result<Vec<Entrusted>, ApiError> {
    Call::get("/entrusted-filings").read().await
}

/// One of them; with a version, once what one may do has changed, or after a while.
pub async fn entrusted_one(filing: &str, after: Option<i64>) -> Result<Entrusted, ApiError> {
    let mut path = ["/entrusted-filings/", filing].concat();
    if let Some(version) = after {
        path = [&path, "?after=", &version.to_string(), "&wait=25"].concat();
    }
    Call::get(&path).read().await
}

/// What was done in one's name.
pub async fn notices() -> Result<Vec<Notice>, ApiError> {
    Call::get("/notices").read().await
}

/// All of it was read.
pub async fn notices_seen() -> Result<(), ApiError> {
    Call::change("POST", "/notices/seen").send().await.map(drop)
}

/// Who acts in a filing, and what its applicant said of it.
pub async fn handling(filing: &str) -> Result<Handling, ApiError> {
    Call::get(&["/filings/", filing, "/handling"].concat()).read().await
}

/// Says how a filing was.
pub async fn rate(filing: &str, rating: &Rating) -> Result<Handling, ApiError> {
    Call::change("POST", &["/filings/", filing, "/rating"].concat()).json(rating).read().await
}

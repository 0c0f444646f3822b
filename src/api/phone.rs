//! Going on with a filing on a phone.

use bangban_contract::phone::{AskForPhoneCode, JoinByPhone, JoinedByPhone, PhoneCode, Phones};
use bangban_contract::upload::Attachment;

use super::request::{Call, address, refused};
use super::{ApiError, config};
use crate::platform::fetch::{self, Request};
use crate::platform::json;

/// A code that opens the filing's materials on a phone, once.
pub async fn offer(filing: &str) -> Result<PhoneCode, ApiError> {
    let path = ["/filings/", filing, "/phone-codes"].concat();
    Call::change("POST", &path).json(&AskForPhoneCode::default()).read().await
}

/// Whether a phone has opened it.
pub async fn phones(filing: &str) -> Result<Phones, ApiError> {
    Call::get(&["/filings/", filing, "/phones"].concat()).read().await
}

/// Ends the phones' sessions.
pub async fn end(filing: &str) -> Result<(), ApiError> {
    Call::change("DELETE", &["/filings/", filing, "/phones"].concat()).send().await.map(drop)
}

/// Uses a code. `replace` ends a session of somebody else here.
pub async fn join(code: String, replace: bool) -> Result<JoinedByPhone, ApiError> {
    Call::change("POST", "/phone-session").json(&JoinByPhone { code, replace }).read().await
}

/// The files of a filing and their tag; none where they are as they were at `tag`.
pub async fn changed_files(
    filing: &str,
    tag: &str,
) -> Result<Option<(Vec<Attachment>, String)>, ApiError> {
    let request = Request {
        method: "GET",
        url: &address(&["/filings/", filing, "/attachments"].concat()),
        headers: &[("If-None-Match", if tag.is_empty() { "\"\"" } else { tag })],
        body: None,
        cross_origin: !config::backend().is_empty(),
    };
    let answer = fetch::fetch(request).await.map_err(|_| ApiError::Unreachable)?;
    match answer.status {
        304 => Ok(None),
        200 => {
            let files = json::from_str(&answer.text).map_err(|_| ApiError::Unreadable)?;
            Ok(Some((files, answer.etag.unwrap_or_default())))
        }
        status => Err(refused(status, &answer.text)),
    }
}

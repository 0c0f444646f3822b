//! What a reviewer does.

use bangban_contract::filing::Filing;
use bangban_contract::review::Move;

use super::ApiError;
use super::filings::quoted;
use super::request::Call;

/// Moves a filing on, if it is still as the reviewer saw it.
pub async fn advance(id: &str, version: &str, how: &Move) -> Result<Filing, ApiError> {
    let (path, etag) = (["/review/filings/", id, "/moves"].concat(), quoted(version));
    Call::change("POST", &path).if_match(&etag).json(how).read().await
}

//! `/filings/{id}/documents/{document}`: what the authority issued (文书).

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use bangban_contract::document::Document;

use crate::app::AppState;
use crate::filings::{Record, journal};
use crate::http::{ApiError, ApiResult, InFiling, Json, Path};
use crate::openapi::Refused;

/// Its routes.
pub fn router() -> Router<AppState> {
    Router::new().route("/filings/{id}/documents/{document}", get(read))
}

/// A document to read and print.
#[utoipa::path(get, path = "/filings/{id}/documents/{document}", tag = "filings", operation_id = "read_document",
    params(
        ("id" = String, Path, description = "Filing id."),
        ("document" = String, Path, description = "Document id within the filing."),
    ),
    responses(
        (status = 200, body = Document),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
    ))]
pub async fn read(
    State(state): State<AppState>,
    InFiling(caller): InFiling,
    Path((id, document)): Path<(String, String)>,
) -> ApiResult<Json<Document>> {
    let record = Record::of_applicant(state.db.read(), &caller, &id).await?;
    let found = journal::document(state.db.read(), &record.id, &document).await?;
    found.map(Json).ok_or_else(ApiError::not_found)
}

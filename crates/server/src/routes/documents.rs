//! `/filings/{id}/documents/{document}`: what the authority issued (文书).

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use bangban_contract::document::Document;
use bangban_contract::mandate::MandateAct;

use crate::app::AppState;
use crate::filings::journal;
use crate::http::{AlsoPhone, ApiError, ApiResult, Json, Path};
use crate::mandate::agency;
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
    AlsoPhone(current): AlsoPhone,
    Path((id, document)): Path<(String, String)>,
) -> ApiResult<Json<Document>> {
    let mut db = state.db.read().acquire().await?;
    let (act, now) = (MandateAct::Receive, state.clock.now());
    let (record, _) = agency::filing_for(&mut db, &current, &id, act, now).await?;
    drop(db);
    let found = journal::document(state.db.read(), &record.id, &document).await?;
    found.map(Json).ok_or_else(ApiError::not_found)
}

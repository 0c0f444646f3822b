//! `/review`: what a reviewer of a department does (审批).

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use bangban_contract::document::Document;
use bangban_contract::filing::{Filing, FilingPage, TimelineEntry};
use bangban_contract::review::{Move, SubmittedAnswers};

use super::filings::answer;
use crate::app::AppState;
use crate::filings::list::{self, Wanted, Whose};
use crate::filings::precondition::if_match;
use crate::filings::{Record, journal};
use crate::http::{ApiError, ApiResult, Json, Path, Query, Reviewer};
use crate::openapi::Refused;
use crate::review::answers::submitted;
use crate::review::moves;
use crate::uploads::store::Side;

/// Its routes.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/review/filings", get(page))
        .route("/review/filings/{id}", get(read))
        .route("/review/filings/{id}/answers", get(answers))
        .route("/review/filings/{id}/timeline", get(timeline))
        .route("/review/filings/{id}/documents/{document}", get(document))
        .route("/review/filings/{id}/moves", post(advance))
}

/// The filings that were submitted to one's department, newest change first.
#[utoipa::path(get, path = "/review/filings", tag = "review", operation_id = "list_filings_to_review", params(
    ("q" = Option<String>, Query, description = "Words in the item's name or the acceptance number."),
    ("state" = Option<String>, Query, description = "Only in this state."),
    ("item" = Option<String>, Query, description = "Only of this item."),
    ("cursor" = Option<String>, Query, description = "Where to go on: `next` of the page before."),
    ("limit" = Option<u32>, Query, description = "How many at most, 1 to 100; 20 by itself."),
), responses(
    (status = 200, body = FilingPage),
    (status = 400, response = Refused),
    (status = 401, response = Refused),
    (status = 403, response = Refused),
))]
pub async fn page(
    State(state): State<AppState>,
    reviewer: Reviewer,
    Query(wanted): Query<Wanted>,
) -> ApiResult<Json<FilingPage>> {
    Ok(Json(list::page(state.db.read(), Whose::Reviewer(&reviewer), &wanted).await?))
}

/// A filing as it was submitted.
#[utoipa::path(get, path = "/review/filings/{id}", tag = "review", operation_id = "read_filing_to_review",
    params(("id" = String, Path, description = "Filing id.")),
    responses(
        (status = 200, body = Filing, headers(("ETag" = String, description = "Its version."))),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
    ))]
pub async fn read(
    State(state): State<AppState>,
    reviewer: Reviewer,
    Path(id): Path<String>,
) -> ApiResult<Response> {
    let record = Record::of_reviewer(state.db.read(), &reviewer, &id).await?;
    answer(&state, record, Side::Reviewer).await
}

/// What was submitted last, in words and in the order of the form.
#[utoipa::path(get, path = "/review/filings/{id}/answers", tag = "review", operation_id = "read_answers_to_review",
    params(("id" = String, Path, description = "Filing id.")),
    responses(
        (status = 200, body = SubmittedAnswers),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
    ))]
pub async fn answers(
    State(state): State<AppState>,
    reviewer: Reviewer,
    Path(id): Path<String>,
) -> ApiResult<Json<SubmittedAnswers>> {
    let record = Record::of_reviewer(state.db.read(), &reviewer, &id).await?;
    Ok(Json(submitted(&state, &record).await?))
}

/// What happened to it, oldest first.
#[utoipa::path(get, path = "/review/filings/{id}/timeline", tag = "review", operation_id = "read_timeline_to_review",
    params(("id" = String, Path, description = "Filing id.")),
    responses(
        (status = 200, body = Vec<TimelineEntry>),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
    ))]
pub async fn timeline(
    State(state): State<AppState>,
    reviewer: Reviewer,
    Path(id): Path<String>,
) -> ApiResult<Json<Vec<TimelineEntry>>> {
    let record = Record::of_reviewer(state.db.read(), &reviewer, &id).await?;
    Ok(Json(journal::timeline(state.db.read(), &record.id).await?))
}

/// A document that was issued in it.
#[utoipa::path(get, path = "/review/filings/{id}/documents/{document}", tag = "review", operation_id = "read_document_to_review",
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
pub async fn document(
    State(state): State<AppState>,
    reviewer: Reviewer,
    Path((id, document)): Path<(String, String)>,
) -> ApiResult<Json<Document>> {
    let record = Record::of_reviewer(state.db.read(), &reviewer, &id).await?;
    let found = journal::document(state.db.read(), &record.id, &document).await?;
    found.map(Json).ok_or_else(ApiError::not_found)
}

/// Moves a filing on, if it is still as the reviewer saw it and the rules allow it.
#[utoipa::path(post, path = "/review/filings/{id}/moves", tag = "review", operation_id = "move_filing", request_body = Move,
    params(
        ("id" = String, Path, description = "Filing id."),
        ("If-Match" = String, Header, description = "The version that the reviewer saw."),
    ),
    responses(
        (status = 200, body = Filing, headers(("ETag" = String, description = "Its version."))),
        (status = 400, response = Refused),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
        (status = 409, response = Refused),
        (status = 412, response = Refused),
        (status = 422, response = Refused),
        (status = 428, response = Refused),
    ))]
pub async fn advance(
    State(state): State<AppState>,
    reviewer: Reviewer,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(wanted): Json<Move>,
) -> ApiResult<Response> {
    let mut tx = state.db.begin().await?;
    let mut record = Record::of_reviewer(&mut *tx, &reviewer, &id).await?;
    if_match(&headers, record.version)?;
    record.by_hand = true;
    // The applicant is told the department; who decided there is on record by the session.
    let actor = record.department_name.clone();
    moves::carry_out(&state, &mut tx, &mut record, &wanted, &actor, None).await?;
    tx.commit().await?;
    state.relay.filing_changed(&id);
    answer(&state, record, Side::Reviewer).await
}

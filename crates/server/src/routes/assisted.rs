//! `/filings/{id}/assisted` and `/filings/{id}/record`: what assistants did in a filing, for its
//! applicant.

use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use bangban_contract::assistance::record::Record as Log;
use bangban_contract::assistance::{Assisted, Confirm};

use crate::app::AppState;
use crate::assistance::{fields, names, record};
use crate::filings::Record;
use crate::http::{ApiResult, Caller, InFiling, Json, Path};
use crate::mandate::answers;
use crate::openapi::Refused;

/// Their routes.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/filings/{id}/assisted", get(read))
        .route("/filings/{id}/assisted/confirmations", post(confirm))
        .route("/filings/{id}/record", get(log))
}

/// The answers that an assistant wrote, each as it was written last.
#[utoipa::path(get, path = "/filings/{id}/assisted", tag = "assistance", operation_id = "list_assisted_answers",
    params(("id" = String, Path, description = "Filing id.")),
    responses(
        (status = 200, body = Assisted),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
    ))]
pub async fn read(
    State(state): State<AppState>,
    InFiling(caller): InFiling,
    Path(id): Path<String>,
) -> ApiResult<Json<Assisted>> {
    let filing = Record::of_applicant(state.db.read(), &caller, &id).await?;
    Ok(Json(fields::all(state.db.read(), &filing.id).await?))
}

/// The applicant takes answers for their own, as they were shown. What was written since stays
/// unconfirmed.
#[utoipa::path(post, path = "/filings/{id}/assisted/confirmations", tag = "assistance", operation_id = "confirm_assisted_answers",
    request_body = Confirm,
    params(("id" = String, Path, description = "Filing id.")),
    responses(
        (status = 200, body = Assisted),
        (status = 400, response = Refused),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
    ))]
pub async fn confirm(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    Json(wanted): Json<Confirm>,
) -> ApiResult<Json<Assisted>> {
    let mut tx = state.db.begin().await?;
    let filing = Record::of_applicant(&mut *tx, &caller, &id).await?;
    let name = &caller.person.name;
    fields::confirm(&mut tx, &filing.id, name, &wanted, state.clock.now()).await?;
    let all = fields::all(&mut *tx, &filing.id).await?;
    tx.commit().await?;
    Ok(Json(all))
}

/// The record of assistance in the filing, oldest first.
#[utoipa::path(get, path = "/filings/{id}/record", tag = "assistance", operation_id = "read_assistance_record",
    params(("id" = String, Path, description = "Filing id.")),
    responses(
        (status = 200, body = Log),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
    ))]
pub async fn log(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
) -> ApiResult<Json<Log>> {
    let filing = Record::of_applicant(state.db.read(), &caller, &id).await?;
    let mut log = record::all(state.db.read(), &filing.id).await?;
    if let Some(item) = state.items.find(&filing.item) {
        let now = if names::have_rows(&log.entries, &item.model) {
            answers::as_filled(&state, &filing.id, item).await?
        } else {
            bangban_forms::State::new(item.model.clone())
        };
        log.names = names::of(&log.entries, &item.model, &now);
    }
    Ok(Json(log))
}

//! `/forms`: the form of an item, and what the registers already know for it.

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use bangban_contract::form::{Form, Prefill};

use crate::app::AppState;
use crate::filings::Record;
use crate::http::{ApiError, ApiResult, InFiling, Json, Path};
use crate::openapi::Refused;

/// A form is asked for each time by its tag: an old one would be refused at submission.
const ASK: &str = "no-cache";

/// Its routes.
pub fn router() -> Router<AppState> {
    Router::new().route("/forms/{item}", get(form)).route("/forms/{item}/prefill", get(prefill))
}

/// The form of an item.
#[utoipa::path(get, path = "/forms/{item}", tag = "forms", operation_id = "read_form",
    params(("item" = String, Path, description = "Id of the item.")),
    responses((status = 200, body = Form), (status = 404, response = Refused)),
)]
pub async fn form(
    State(state): State<AppState>,
    Path(item): Path<String>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let form = state.published.ready().forms.get(&item).ok_or_else(ApiError::not_found)?;
    Ok(form.answer(&headers, ASK))
}

/// What the registers know of the party for whom one acts, as far as the form asks for it and
/// no further (数据最小化, 个人信息保护法 art. 6).
#[utoipa::path(get, path = "/forms/{item}/prefill", tag = "forms", operation_id = "read_prefill",
    params(("item" = String, Path, description = "Id of the item.")),
    responses(
        (status = 200, body = Vec<Prefill>),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
    ),
)]
pub async fn prefill(
    State(state): State<AppState>,
    InFiling(caller): InFiling,
    Path(item): Path<String>,
) -> ApiResult<Json<Vec<Prefill>>> {
    let item = state.items.find(&item).ok_or_else(ApiError::not_found)?;
    if let Some(only) = &caller.only_filing {
        // A phone asks for what its filing's form asks for, and for no other.
        let record = Record::of_applicant(state.db.read(), &caller, only).await?;
        if record.item != item.summary.id {
            return Err(ApiError::not_found());
        }
    }
    let asked =
        |key: &str| item.model.fields().iter().any(|field| field.prefill.as_deref() == Some(key));
    let known = state.published.known_of(&caller.party.id);
    Ok(Json(known.iter().filter(|one| asked(&one.key)).cloned().collect()))
}

//! `/filings/{id}/phones` and `/phone-session`: going on with a filing on a phone (用手机继续).

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use bangban_contract::phone::{
    AskForPhoneCode, JoinByPhone, JoinedByPhone, MATERIALS, PhoneCode, Phones,
};
use chrono::TimeDelta;

use crate::app::AppState;
use crate::filings::Record;
use crate::http::{Address, ApiError, ApiResult, Caller, Json, Path, SignedIn, Watching};
use crate::openapi::Refused;

/// The longest step that is taken.
const STEP: usize = 16;

/// Their routes.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/filings/{id}/phone-codes", post(offer))
        .route("/filings/{id}/phones", get(read).delete(end))
        .route("/phone-session", post(join))
}

/// Makes a code that opens the filing on a phone, once. A phone cannot make one.
#[utoipa::path(post, path = "/filings/{id}/phone-codes", tag = "phones", operation_id = "offer_phone_code",
    request_body = AskForPhoneCode,
    params(("id" = String, Path, description = "Filing id.")),
    responses(
        (status = 201, body = PhoneCode),
        (status = 400, response = Refused),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
        (status = 429, response = Refused),
    ))]
pub async fn offer(
    State(state): State<AppState>,
    SignedIn(current): SignedIn,
    Address(address): Address,
    Path(id): Path<String>,
    Json(wanted): Json<AskForPhoneCode>,
) -> ApiResult<impl IntoResponse> {
    let caller = Caller::of(current.clone())?;
    let record = Record::of_applicant(state.db.read(), &caller, &id).await?;
    let step = wanted.step.unwrap_or_else(|| MATERIALS.to_owned());
    let is_word = step.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if step.is_empty() || step.len() > STEP || !is_word {
        return Err(ApiError::malformed("步骤无法识别。", "The step cannot be read."));
    }
    state.phone_codes.take(address, state.clock.now()).map_err(ApiError::too_many)?;
    let seconds = state.config.phone_code_seconds;
    let valid = TimeDelta::seconds(i64::from(seconds));
    let code = state.sessions.offer(&current, &record.id, &step, valid).await?;
    Ok((StatusCode::CREATED, Json(PhoneCode { code, valid_seconds: seconds })))
}

/// Whether a phone has opened it. Asking is no use of the session.
#[utoipa::path(get, path = "/filings/{id}/phones", tag = "phones", operation_id = "read_phones",
    params(("id" = String, Path, description = "Filing id.")),
    responses(
        (status = 200, body = Phones),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
    ))]
pub async fn read(
    State(state): State<AppState>,
    Watching(current): Watching,
    Path(id): Path<String>,
) -> ApiResult<Json<Phones>> {
    let record = Record::of_applicant(state.db.read(), &Caller::of(current.whole()?)?, &id).await?;
    Ok(Json(state.sessions.phones(&record.id).await?))
}

/// Ends the phones' sessions and voids the codes.
#[utoipa::path(delete, path = "/filings/{id}/phones", tag = "phones", operation_id = "end_phones",
    params(("id" = String, Path, description = "Filing id.")),
    responses(
        (status = 204, description = "No phone is in it any more."),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
    ))]
pub async fn end(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
) -> ApiResult<StatusCode> {
    let record = Record::of_applicant(state.db.read(), &caller, &id).await?;
    state.sessions.end_phones(&record.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Uses a code. Where its own person is signed in, that session stays; otherwise the device gets
/// one that is limited to the filing.
#[utoipa::path(post, path = "/phone-session", tag = "phones", operation_id = "join_by_phone",
    request_body = JoinByPhone,
    responses(
        (status = 200, body = JoinedByPhone, headers(("Set-Cookie" = String, description = "The session."))),
        (status = 409, response = Refused),
        (status = 410, response = Refused),
        (status = 429, response = Refused),
    ))]
pub async fn join(
    State(state): State<AppState>,
    Address(address): Address,
    headers: HeaderMap,
    Json(wanted): Json<JoinByPhone>,
) -> ApiResult<Response> {
    state.phone_joins.take(address, state.clock.now()).map_err(ApiError::too_many)?;
    let joined = state.sessions.join(&headers, &wanted.code, wanted.replace).await?;
    let session = joined.current.describe(state.config.demo);
    let body = JoinedByPhone { filing: joined.filing, step: joined.step, session };
    let mut response = Json(body).into_response();
    if let Some(cookie) = joined.cookie {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

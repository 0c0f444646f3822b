//! `/mandates`: mandates (委托书) for their two sides, and `/signing`: signing one on a phone.

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use bangban_contract::filing::Filing;
use bangban_contract::mandate::{
    Mandate, MandateItem, MandateMove, MandateSide, NewMandate, SignByCode, SigningSheet,
    StartEntrusted,
};
use bangban_contract::phone::PhoneCode;

use super::filings::answer;
use crate::app::AppState;
use crate::assistance::record;
use crate::clock::date_of;
use crate::http::{Address, ApiError, ApiResult, Caller, Json, Path, SignedIn};
use crate::mandate::{Entry, entrusted, moves, signing};
use crate::openapi::Refused;
use crate::uploads::store::Side;

/// Their routes.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/mandates", get(list).post(draw_up))
        .route("/mandate-items", get(items))
        .route("/mandates/{id}", get(read))
        .route("/mandates/{id}/moves", post(act))
        .route("/mandates/{id}/record", get(log))
        .route("/mandates/{id}/signing-codes", post(offer))
        .route("/mandates/{id}/filings", post(begin))
        .route("/signing", post(sign))
}

/// Those that one or one's firm gave, or by which one acts; of an assistant, those of the station. The newest
/// first. An agent is shown what the principal has signed.
#[utoipa::path(get, path = "/mandates", tag = "mandates", operation_id = "list_mandates",
    responses(
        (status = 200, body = Vec<Mandate>),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
    ))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(current): SignedIn,
) -> ApiResult<Json<Vec<Mandate>>> {
    let identity = &current.identity;
    let mut db = state.db.read().acquire().await?;
    let all = Entry::of_person(&mut db, identity).await?;
    let today = date_of(state.clock.now());
    let told = all.iter().filter_map(|one| Some(one.tell(one.side(identity)?, today)));
    Ok(Json(told.collect()))
}

/// The items that a mandate can cover.
#[utoipa::path(get, path = "/mandate-items", tag = "mandates", operation_id = "list_mandate_items",
    responses(
        (status = 200, body = Vec<MandateItem>),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
    ))]
pub async fn items(
    State(state): State<AppState>,
    SignedIn(_): SignedIn,
) -> ApiResult<Json<Vec<MandateItem>>> {
    let all = state.items.all();
    let item =
        all.map(|one| MandateItem { id: one.summary.id.clone(), name: one.summary.name.clone() });
    Ok(Json(item.collect()))
}

/// Draws one up for the party for whom one acts.
#[utoipa::path(post, path = "/mandates", tag = "mandates", operation_id = "draw_up_mandate", request_body = NewMandate,
    responses(
        (status = 201, body = Mandate),
        (status = 400, response = Refused),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 409, response = Refused),
    ))]
pub async fn draw_up(
    State(state): State<AppState>,
    caller: Caller,
    Json(wanted): Json<NewMandate>,
) -> ApiResult<impl IntoResponse> {
    let made = moves::draw_up(&state, &caller, wanted).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// One of them, for its two sides, with what was filed by it: for an agent whose mandate is over,
/// as it stood then.
#[utoipa::path(get, path = "/mandates/{id}", tag = "mandates", operation_id = "read_mandate",
    params(("id" = String, Path, description = "Id of the mandate.")),
    responses(
        (status = 200, body = Mandate),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
    ))]
pub async fn read(
    State(state): State<AppState>,
    SignedIn(current): SignedIn,
    Path(id): Path<String>,
) -> ApiResult<Json<Mandate>> {
    let mut db = state.db.read().acquire().await?;
    let entry = Entry::find(&mut db, &id).await?;
    let side = entry.side(&current.identity).ok_or_else(ApiError::not_found)?;
    let today = date_of(state.clock.now());
    let mut told = entry.tell(side, today);
    // What others of the firm began is theirs: who only acts for the firm is not told of it.
    if side == MandateSide::Agent || entry.is_given_by(&current.identity) {
        told.filings = entrusted::filed_by(&mut db, &entry, side, today).await?;
    }
    Ok(Json(told))
}

/// What one of its sides does.
#[utoipa::path(post, path = "/mandates/{id}/moves", tag = "mandates", operation_id = "move_mandate",
    request_body = MandateMove,
    params(("id" = String, Path, description = "Id of the mandate.")),
    responses(
        (status = 200, body = Mandate),
        (status = 400, response = Refused),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
        (status = 409, response = Refused),
    ))]
pub async fn act(
    State(state): State<AppState>,
    SignedIn(current): SignedIn,
    Path(id): Path<String>,
    Json(wanted): Json<MandateMove>,
) -> ApiResult<Json<Mandate>> {
    Ok(Json(moves::act(&state, &current, &id, wanted).await?))
}

/// What happened to it, oldest first, for the principal.
#[utoipa::path(get, path = "/mandates/{id}/record", tag = "mandates", operation_id = "read_mandate_record",
    params(("id" = String, Path, description = "Id of the mandate.")),
    responses(
        (status = 200, body = bangban_contract::assistance::record::Record),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
    ))]
pub async fn log(
    State(state): State<AppState>,
    SignedIn(current): SignedIn,
    Path(id): Path<String>,
) -> ApiResult<Json<bangban_contract::assistance::record::Record>> {
    let mut db = state.db.read().acquire().await?;
    let entry = Entry::find(&mut db, &id).await?;
    if entry.side(&current.identity) != Some(MandateSide::Principal) {
        return Err(ApiError::not_found());
    }
    Ok(Json(record::all(&mut *db, &id).await?))
}

/// Makes a link by which the principal signs on their own phone, once; one that was made before
/// is void.
#[utoipa::path(post, path = "/mandates/{id}/signing-codes", tag = "mandates", operation_id = "offer_signing_code",
    params(("id" = String, Path, description = "Id of the mandate.")),
    responses(
        (status = 201, body = PhoneCode),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
        (status = 409, response = Refused),
        (status = 429, response = Refused),
    ))]
pub async fn offer(
    State(state): State<AppState>,
    SignedIn(current): SignedIn,
    Address(address): Address,
    Path(id): Path<String>,
) -> ApiResult<impl IntoResponse> {
    state.signing_codes.take(address, state.clock.now()).map_err(ApiError::too_many)?;
    Ok((StatusCode::CREATED, Json(signing::offer(&state, &current, &id).await?)))
}

/// What the code of such a link opens; with a signature, signs. Nobody needs to be signed in: the
/// code stands for who made it.
#[utoipa::path(post, path = "/signing", tag = "mandates", operation_id = "sign_by_code",
    request_body = SignByCode,
    responses(
        (status = 200, body = SigningSheet),
        (status = 400, response = Refused),
        (status = 409, response = Refused),
        (status = 410, response = Refused),
        (status = 429, response = Refused),
    ))]
pub async fn sign(
    State(state): State<AppState>,
    Address(address): Address,
    Json(wanted): Json<SignByCode>,
) -> ApiResult<Json<SigningSheet>> {
    state.signings.take(address, state.clock.now()).map_err(ApiError::too_many)?;
    Ok(Json(signing::use_code(&state, &wanted).await?))
}

/// The agent begins a filing for the principal.
#[utoipa::path(post, path = "/mandates/{id}/filings", tag = "mandates", operation_id = "start_entrusted_filing",
    request_body = StartEntrusted,
    params(("id" = String, Path, description = "Id of the mandate.")),
    responses(
        (status = 201, body = Filing, headers(
            ("Location" = String, description = "Address of the filing."),
            ("ETag" = String, description = "Its version."),
        )),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
        (status = 409, response = Refused),
    ))]
pub async fn begin(
    State(state): State<AppState>,
    SignedIn(current): SignedIn,
    Path(id): Path<String>,
    Json(wanted): Json<StartEntrusted>,
) -> ApiResult<Response> {
    let item = state.items.find(&wanted.item).ok_or_else(ApiError::not_found)?;
    let record = entrusted::begin(&state, &current.identity.person, &id, item).await?;
    let location = format!("{}/filings/{}", bangban_contract::API, record.id);
    let filing = answer(&state, record, Side::Applicant).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], filing).into_response())
}

//! `/filings`: the applicant's filings.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use bangban_contract::document::Receipt;
use bangban_contract::filing::{Earlier, Filing, FilingPage, StartFiling, TimelineEntry};
use bangban_contract::submission::Submission;
use serde::Deserialize;

use super::receipt::address;
use crate::app::AppState;
use crate::assistance::{self, door};
use crate::filings::list::{self, Wanted, Whose};
use crate::filings::precondition::{etag, idempotency_key, if_match, require_if_match};
use crate::filings::{Record, earlier as earlier_filings, journal, start, submit, view};
use crate::http::{AlsoPhone, ApiError, ApiResult, Caller, Json, Path, Query, Reached, SignedIn};
use crate::mandate::{agency, entrusted};
use crate::openapi::Refused;
use crate::review::moves;
use crate::session::Current;
use crate::uploads::store::Side;

/// Its routes.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/filings", get(page).post(begin))
        .route("/filings/earlier", get(earlier))
        .route("/filings/{id}", get(read).delete(delete))
        .route("/filings/{id}/timeline", get(timeline))
        .route("/filings/{id}/withdrawal", post(withdraw))
        .route("/filings/{id}/submission", post(send))
}

/// One's own filings for all one's parties, newest change first.
#[utoipa::path(get, path = "/filings", tag = "filings", operation_id = "list_filings", params(
    ("q" = Option<String>, Query, description = "Words in the item's name or the acceptance number."),
    ("state" = Option<String>, Query, description = "Only in this state."),
    ("item" = Option<String>, Query, description = "Only of this item."),
    ("attention" = Option<bool>, Query, description = "Only those that wait for the applicant."),
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
    caller: Caller,
    Query(wanted): Query<Wanted>,
) -> ApiResult<Json<FilingPage>> {
    Ok(Json(list::page(state.db.read(), Whose::Caller(&caller), &wanted).await?))
}

/// The item about which is asked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfItem {
    item: String,
}

/// What there is already of an item for the party for whom one acts: filings that run, and for
/// a first application those that were approved. Somebody else's have no id.
#[utoipa::path(get, path = "/filings/earlier", tag = "filings", operation_id = "list_earlier",
    params(("item" = String, Query, description = "Id of the item.")),
    responses(
        (status = 200, body = Earlier),
        (status = 400, response = Refused),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
    ))]
pub async fn earlier(
    State(state): State<AppState>,
    caller: Caller,
    Query(of): Query<OfItem>,
) -> ApiResult<Json<Earlier>> {
    let item = state.items.find(&of.item).ok_or_else(ApiError::not_found)?;
    let found = earlier_filings(state.db.read(), &state.published, &caller, item).await?;
    Ok(Json(found))
}

/// Begins a filing for the party for whom one acts. At most 20 drafts may be open for a party.
#[utoipa::path(post, path = "/filings", tag = "filings", operation_id = "start_filing", request_body = StartFiling, responses(
    (status = 201, body = Filing, headers(
        ("Location" = String, description = "Address of the filing."),
        ("ETag" = String, description = "Its version."),
    )),
    (status = 400, response = Refused),
    (status = 401, response = Refused),
    (status = 403, response = Refused),
    (status = 404, response = Refused),
    (status = 409, response = Refused),
))]
pub async fn begin(
    State(state): State<AppState>,
    caller: Caller,
    Json(wanted): Json<StartFiling>,
) -> ApiResult<Response> {
    let item = state.items.find(&wanted.item).ok_or_else(ApiError::not_found)?;
    let record = match agency::acting(&state, &caller).await? {
        Some(mandate) => entrusted::begin(&state, &caller.person, &mandate.id, item).await?,
        None => start::start(&state, &caller, item).await?,
    };
    let location = format!("{}/filings/{}", bangban_contract::API, record.id);
    let filing = answer(&state, record, Side::Applicant).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], filing).into_response())
}

/// A filing in full. Files have addresses of their own: adding one does not change the version.
#[utoipa::path(get, path = "/filings/{id}", tag = "filings", operation_id = "read_filing",
    params(("id" = String, Path, description = "Filing id.")),
    responses(
        (status = 200, body = Filing, headers(("ETag" = String, description = "Its version."))),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
    ))]
pub async fn read(
    State(state): State<AppState>,
    AlsoPhone(current): AlsoPhone,
    Path(id): Path<String>,
) -> ApiResult<Response> {
    let record = door::read(&state, current, &id, "filing").await?;
    answer(&state, record, Side::Applicant).await
}

/// Deletes a draft with its files.
#[utoipa::path(delete, path = "/filings/{id}", tag = "filings", operation_id = "delete_filing",
    params(
        ("id" = String, Path, description = "Filing id."),
        ("If-Match" = String, Header, description = "The version that is deleted."),
    ),
    responses(
        (status = 204, description = "It is gone."),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
        (status = 409, response = Refused),
        (status = 412, response = Refused),
        (status = 428, response = Refused),
    ))]
pub async fn delete(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> ApiResult<StatusCode> {
    start::delete(&state, &caller, &id, |version| if_match(&headers, version)).await?;
    state.relay.filing_changed(&id);
    Ok(StatusCode::NO_CONTENT)
}

/// What happened to it, oldest first.
#[utoipa::path(get, path = "/filings/{id}/timeline", tag = "filings", operation_id = "read_timeline",
    params(("id" = String, Path, description = "Filing id.")),
    responses(
        (status = 200, body = Vec<TimelineEntry>),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
    ))]
pub async fn timeline(
    State(state): State<AppState>,
    AlsoPhone(current): AlsoPhone,
    Path(id): Path<String>,
) -> ApiResult<Json<Vec<TimelineEntry>>> {
    let record = timeline_of(&state, current, &id).await?;
    Ok(Json(journal::timeline(state.db.read(), &record.id).await?))
}

/// For its applicant, or an agent by a mandate; an assistant whom a consent let in reads none.
async fn timeline_of(state: &AppState, current: Current, id: &str) -> ApiResult<Record> {
    let mut db = state.db.read().acquire().await?;
    let agency = agency::of_session(&mut db, &current, id, state.clock.now()).await?;
    drop(db);
    if agency.is_some_and(|one| !one.acts.is_empty()) {
        return door::read(state, current, id, "timeline").await;
    }
    Record::of_applicant(state.db.read(), &Caller::of(current)?, id).await
}

/// Withdraws it before the decision (撤回).
#[utoipa::path(post, path = "/filings/{id}/withdrawal", tag = "filings", operation_id = "withdraw_filing",
    params(
        ("id" = String, Path, description = "Filing id."),
        ("If-Match" = String, Header, description = "The version that is withdrawn."),
    ),
    responses(
        (status = 200, body = Filing, headers(("ETag" = String, description = "Its version."))),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
        (status = 409, response = Refused),
        (status = 412, response = Refused),
        (status = 428, response = Refused),
    ))]
pub async fn withdraw(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let mut tx = state.db.begin().await?;
    let mut record = Record::of_applicant(&mut *tx, &caller, &id).await?;
    if_match(&headers, record.version)?;
    moves::withdraw(&state, &mut tx, &mut record).await?;
    assistance::filing_closed(&mut tx, &state, &id, state.clock.now(), None).await?;
    tx.commit().await?;
    state.relay.filing_changed(&id);
    answer(&state, record, Side::Applicant).await
}

/// Submits it, first or after a supplement. The same key with the same body gets the same
/// answer and changes nothing again; a refusal uses no key up.
#[utoipa::path(post, path = "/filings/{id}/submission", tag = "filings", operation_id = "submit_filing", request_body = Submission,
    params(
        ("id" = String, Path, description = "Filing id."),
        ("If-Match" = String, Header, description = "The version that is submitted."),
        ("Idempotency-Key" = String, Header, description = "1 to 64 visible characters."),
    ),
    responses(
        (status = 201, body = Receipt),
        (status = 400, response = Refused),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
        (status = 409, response = Refused),
        (status = 412, response = Refused),
        (status = 422, response = Refused),
        (status = 428, response = Refused),
    ))]
pub async fn send(
    State(state): State<AppState>,
    SignedIn(current): SignedIn,
    Path(id): Path<String>,
    Reached(origin): Reached,
    headers: HeaderMap,
    Json(submission): Json<Submission>,
) -> ApiResult<impl IntoResponse> {
    let key = idempotency_key(&headers)?;
    require_if_match(&headers)?;
    let address = address(&state.config, origin, &id);
    // On a task of its own: a client that goes away does not stop it half-way through.
    let task = tokio::spawn(async move {
        let request = submit::Request {
            current: &current,
            filing: &id,
            key: &key,
            submission: &submission,
            address,
        };
        let receipt =
            submit::submit(&state, request, |version| if_match(&headers, version)).await?;
        state.relay.filing_changed(&id);
        state.desks.changed();
        Ok::<_, ApiError>(receipt)
    });
    let receipt = task.await.map_err(ApiError::internal)??;
    Ok((StatusCode::CREATED, Json(receipt)))
}

/// A filing with its `ETag`.
pub(super) async fn answer(state: &AppState, record: Record, side: Side) -> ApiResult<Response> {
    let tag = etag(record.version);
    let filing = view::full(state.db.read(), &state.items, record, side).await?;
    Ok(([(header::ETAG, tag)], Json(filing)).into_response())
}

//! `/entrusted-filings` (委托进件) for agents, `/notices` for principals, and what an applicant says
//! of a filing that is decided (好差评).

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use bangban_contract::assistance::Rating;
use bangban_contract::filing::{Handling, UnderMandate};
use bangban_contract::mandate::{Entrusted, Notice};
use bangban_contract::problem::ProblemCode;
use serde::Deserialize;
use sqlx::Row;

use super::assistance::{end_of, wait};
use crate::app::AppState;
use crate::assistance::moves::text;
use crate::clock::rfc3339;
use crate::filings::Record;
use crate::filings::columns::read_option;
use crate::http::{ApiError, ApiResult, Caller, Json, Path, Query, SignedIn, Watching};
use crate::mandate::{Entry, entrusted, notices};
use crate::openapi::Refused;

/// Their routes.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/entrusted-filings", get(list))
        .route("/entrusted-filings/{id}", get(read))
        .route("/notices", get(told))
        .route("/notices/seen", post(seen))
        .route("/filings/{id}/handling", get(handling))
        .route("/filings/{id}/rating", post(rate))
}

/// Filings by mandates of which one is the agent, or one's station; the newest change first.
#[utoipa::path(get, path = "/entrusted-filings", tag = "mandates", operation_id = "list_entrusted_filings",
    responses(
        (status = 200, body = Vec<Entrusted>),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
    ))]
pub async fn list(
    State(state): State<AppState>,
    SignedIn(current): SignedIn,
) -> ApiResult<Json<Vec<Entrusted>>> {
    Ok(Json(entrusted::of_person(&state, &current.identity.person).await?))
}

/// Whether to wait for a change.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wanted {
    after: Option<i64>,
    wait: u64,
}

/// One of them: for whom one acts in it, and what one may do now. With `after`, the answer waits
/// until that has changed, at most `wait` seconds. It is there when the mandate is over, too.
#[utoipa::path(get, path = "/entrusted-filings/{id}", tag = "mandates", operation_id = "read_entrusted_filing",
    params(
        ("id" = String, Path, description = "Filing id."),
        ("after" = Option<i64>, Query, description = "The version that is known."),
        ("wait" = Option<u64>, Query, description = "How long to wait for another, seconds; at most 25."),
    ),
    responses(
        (status = 200, body = Entrusted),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
        (status = 429, response = Refused),
    ))]
pub async fn read(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
    Watching(current): Watching,
) -> ApiResult<Json<Entrusted>> {
    let current = current.whole()?;
    let mut changed = state.desks.watch();
    let until = end_of(wanted.wait);
    let mut found = entrusted::of_session(&state, &current, &id).await?;
    if wanted.after.is_some() && wanted.wait > 0 {
        let waiter = state.relay.waiter(&(&current).into());
        let _waiter = waiter.ok_or_else(|| ApiError::too_many(Duration::from_secs(5)))?;
        while wanted.after == Some(found.version) {
            let in_time = wait(&state, &current, &mut changed, until).await?;
            found = entrusted::of_session(&state, &current, &id).await?;
            if !in_time {
                break;
            }
        }
    }
    Ok(Json(found))
}

/// What one is told of what is done in one's name, the newest first.
#[utoipa::path(get, path = "/notices", tag = "mandates", operation_id = "list_notices",
    responses(
        (status = 200, body = Vec<Notice>),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
    ))]
pub async fn told(
    State(state): State<AppState>,
    SignedIn(current): SignedIn,
) -> ApiResult<Json<Vec<Notice>>> {
    Ok(Json(notices::of_person(state.db.read(), &current.identity.person.id).await?))
}

/// All that was told so far was read.
#[utoipa::path(post, path = "/notices/seen", tag = "mandates", operation_id = "see_notices",
    responses(
        (status = 204, description = "Noted."),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
    ))]
pub async fn seen(
    State(state): State<AppState>,
    SignedIn(current): SignedIn,
) -> ApiResult<StatusCode> {
    let person = &current.identity.person.id;
    notices::seen(state.db.write(), person, state.clock.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who acts in a filing, and what the applicant said of it.
#[utoipa::path(get, path = "/filings/{id}/handling", tag = "filings", operation_id = "read_handling",
    params(("id" = String, Path, description = "Filing id.")),
    responses(
        (status = 200, body = Handling),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
    ))]
pub async fn handling(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
) -> ApiResult<Json<Handling>> {
    let record = Record::of_applicant(state.db.read(), &caller, &id).await?;
    Ok(Json(of(&state, &record).await?))
}

async fn of(state: &AppState, record: &Record) -> ApiResult<Handling> {
    let row = sqlx::query(
        "SELECT f.mandate, f.agent, r.stars, r.text FROM filing f \
         LEFT JOIN filing_rating r ON r.filing = f.id WHERE f.id = ?",
    )
    .bind(&record.id)
    .fetch_one(state.db.read())
    .await?;
    let mandate: Option<String> = row.try_get("mandate")?;
    let agent = read_option(&row, "agent")?;
    let rating = match row.try_get::<Option<u8>, _>("stars")? {
        Some(stars) => Some(Rating { stars, text: row.try_get("text")? }),
        None => None,
    };
    let under = match mandate.zip(agent) {
        Some((mandate, agent)) => {
            let mut db = state.db.read().acquire().await?;
            let until = Entry::find(&mut db, &mandate).await?.last_day(state.clock.today());
            Some(UnderMandate { mandate, agent, until })
        }
        None => None,
    };
    Ok(Handling { under, may_rate: rating.is_none() && record.state.is_decided(), rating })
}

/// The applicant says how it was, once, when it is decided (好差评).
#[utoipa::path(post, path = "/filings/{id}/rating", tag = "filings", operation_id = "rate_filing", request_body = Rating,
    params(("id" = String, Path, description = "Filing id.")),
    responses(
        (status = 200, body = Handling),
        (status = 400, response = Refused),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
        (status = 409, response = Refused),
    ))]
pub async fn rate(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    Json(rating): Json<Rating>,
) -> ApiResult<Json<Handling>> {
    if !(1..=5).contains(&rating.stars) {
        return Err(ApiError::malformed("评价为一至五级。", "A rating has one to five levels."));
    }
    let words = text(&rating.text)?;
    let mut tx = state.db.begin().await?;
    let record = Record::of_applicant(&mut *tx, &caller, &id).await?;
    if !record.state.is_decided() {
        return Err(ApiError::new(ProblemCode::WrongState)
            .detail("办结后才能评价。", "It can be rated once it is decided."));
    }
    let done = sqlx::query(
        "INSERT INTO filing_rating (filing, at, stars, text) VALUES (?, ?, ?, ?) \
         ON CONFLICT (filing) DO NOTHING",
    )
    .bind(&id)
    .bind(rfc3339(state.clock.now()))
    .bind(rating.stars)
    .bind(words)
    .execute(&mut *tx)
    .await?;
    if done.rows_affected() == 0 {
        return Err(ApiError::new(ProblemCode::WrongState)
            .detail("每件只评价一次，您已评价过。", "It was rated already; each is rated once."));
    }
    tx.commit().await?;
    Ok(Json(of(&state, &record).await?))
}

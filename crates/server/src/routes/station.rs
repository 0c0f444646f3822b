//! `/station`: an assistant's console (帮办工作台).

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use bangban_contract::assistance::Assistance;
use bangban_contract::assistance::station::{Console, UseCode};
use serde::Deserialize;

use super::assistance::{end_of, wait};
use crate::app::AppState;
use crate::assistance::{code, console};
use crate::http::{Address, ApiError, ApiResult, Json, Query, SignedIn, Watching};
use crate::openapi::Refused;

/// Its routes.
pub fn router() -> Router<AppState> {
    Router::new().route("/station", get(read)).route("/station/codes", post(take_up))
}

/// Whether to wait for a change.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wanted {
    after: Option<u64>,
    wait: u64,
}

/// The queue of one's station, one's own work, and today's figures. With `after`, the answer
/// waits until something has changed, at most `wait` seconds.
#[utoipa::path(get, path = "/station", tag = "station", operation_id = "read_console",
    params(
        ("after" = Option<u64>, Query, description = "The version that is known."),
        ("wait" = Option<u64>, Query, description = "How long to wait for another, seconds; at most 25."),
    ),
    responses(
        (status = 200, body = Console),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 429, response = Refused),
    ))]
pub async fn read(
    State(state): State<AppState>,
    Query(wanted): Query<Wanted>,
    Watching(current): Watching,
) -> ApiResult<Json<Console>> {
    let person = &current.identity.person;
    if person.desk.is_none() {
        return Err(ApiError::not_allowed());
    }
    let mut changed = state.desks.watch();
    let mut version = *changed.borrow_and_update();
    if wanted.after == Some(version) && wanted.wait > 0 {
        let waiter = state.relay.waiter(&(&current).into());
        let _waiter = waiter.ok_or_else(|| ApiError::too_many(Duration::from_secs(5)))?;
        wait(&state, &current, &mut changed, end_of(wanted.wait)).await?;
        version = *changed.borrow_and_update();
    }
    Ok(Json(console::of(&state, person, version).await?))
}

/// Takes up the request whose code the applicant has read out.
#[utoipa::path(post, path = "/station/codes", tag = "station", operation_id = "use_help_code",
    request_body = UseCode,
    responses(
        (status = 200, body = Assistance),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 409, response = Refused),
        (status = 410, response = Refused),
        (status = 429, response = Refused),
    ))]
pub async fn take_up(
    State(state): State<AppState>,
    SignedIn(current): SignedIn,
    Address(address): Address,
    Json(wanted): Json<UseCode>,
) -> ApiResult<Json<Assistance>> {
    state.desks.tries().take(address, state.clock.now()).map_err(ApiError::too_many)?;
    Ok(Json(code::take_up(&state, &current, &wanted.code, wanted.wanted).await?))
}

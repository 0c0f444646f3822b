//! `/assistance`: asking for help, and what each side does (帮办).

use std::collections::BTreeMap;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{get, post, put};
use bangban_contract::assistance::station::{FittingStation, Slots};
use bangban_contract::assistance::{
    AskForHelp, Assistance, AssistanceState, HelpCode, HelpStation, Move, Reveal, Side,
};
use bangban_contract::problem::ProblemCode;
use bangban_contract::realtime::LONGEST_WAIT;
use serde::Deserialize;
use tokio::sync::watch;
use tokio::time::Instant;

use crate::app::AppState;
use crate::assistance::{Entry, code, fitting, hours, moves, reveal, slots, view};
use crate::clock::date_of;
use crate::http::{AlsoPhone, ApiError, ApiResult, Caller, InFiling, Json, Path, Query, Watching};
use crate::openapi::Refused;
use crate::session::Current;

/// Its routes.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/assistance", get(open).post(ask))
        .route("/assistance/{id}", get(read))
        .route("/assistance/{id}/moves", post(act))
        .route("/assistance/{id}/code", post(offer))
        .route("/assistance/{id}/revealed", put(show).get(shown))
        .route("/help-stations", get(stations))
        .route("/help-stations/fitting", get(fits))
        .route("/help-stations/{id}/slots", get(free))
}

/// Whether to wait for a change.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wanted {
    after: Option<i64>,
    wait: u64,
}

/// Asks for help. One request of a person at a time.
#[utoipa::path(post, path = "/assistance", tag = "assistance", operation_id = "ask_for_help",
    request_body = AskForHelp,
    responses(
        (status = 201, body = Assistance),
        (status = 400, response = Refused),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
        (status = 409, response = Refused),
        (status = 429, response = Refused),
        (status = 503, response = Refused),
    ))]
pub async fn ask(
    State(state): State<AppState>,
    InFiling(caller): InFiling,
    Json(wanted): Json<AskForHelp>,
) -> ApiResult<impl IntoResponse> {
    Ok((StatusCode::CREATED, Json(moves::ask(&state, &caller, wanted).await?)))
}

/// What the person has asked for: the request that is open, and the last one that is over and
/// not rated yet, the newest first.
#[utoipa::path(get, path = "/assistance", tag = "assistance", operation_id = "list_my_assistance",
    responses(
        (status = 200, body = Vec<Assistance>),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
    ))]
pub async fn open(
    State(state): State<AppState>,
    Watching(current): Watching,
) -> ApiResult<Json<Vec<Assistance>>> {
    let mut all = Vec::new();
    for entry in Entry::of_applicant(&state, &current.identity.person.id).await? {
        if let Some(side) = entry.side(&current) {
            all.push(tell(&state, &entry, side).await?);
        }
    }
    Ok(Json(all))
}

/// An assistance, for its two sides. With `after`, the answer waits until its version is
/// another one, at most `wait` seconds. Asking says that one is there.
#[utoipa::path(get, path = "/assistance/{id}", tag = "assistance", operation_id = "read_assistance",
    params(
        ("id" = String, Path, description = "Id of the assistance."),
        ("after" = Option<i64>, Query, description = "The version that is known."),
        ("wait" = Option<u64>, Query, description = "How long to wait for another, seconds; at most 25."),
    ),
    responses(
        (status = 200, body = Assistance),
        (status = 401, response = Refused),
        (status = 404, response = Refused),
        (status = 429, response = Refused),
    ))]
pub async fn read(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
    Watching(current): Watching,
) -> ApiResult<Json<Assistance>> {
    let mut changed = state.desks.watch();
    let until = end_of(wanted.wait);
    let mut entry = Entry::seen_by(&state, &id, &current).await?;
    if wanted.after.is_some() && wanted.wait > 0 {
        let waiter = state.relay.waiter(&(&current).into());
        let _waiter = waiter.ok_or_else(|| ApiError::too_many(Duration::from_secs(5)))?;
        while wanted.after == Some(entry.1.version) {
            let in_time = wait(&state, &current, &mut changed, until).await?;
            entry = Entry::seen_by(&state, &id, &current).await?;
            // The place in the queue is no part of the version.
            if !in_time || entry.1.life.state == AssistanceState::Waiting {
                break;
            }
        }
    }
    Ok(Json(tell(&state, &entry.1, entry.0).await?))
}

/// What one of the sides does.
#[utoipa::path(post, path = "/assistance/{id}/moves", tag = "assistance", operation_id = "move_assistance",
    request_body = Move,
    params(("id" = String, Path, description = "Id of the assistance.")),
    responses(
        (status = 200, body = Assistance),
        (status = 400, response = Refused),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
        (status = 409, response = Refused),
    ))]
pub async fn act(
    State(state): State<AppState>,
    AlsoPhone(current): AlsoPhone,
    Path(id): Path<String>,
    Json(wanted): Json<Move>,
) -> ApiResult<Json<Assistance>> {
    Ok(Json(moves::act(&state, &current, &id, wanted).await?))
}

/// Makes six digits to read to an assistant.
#[utoipa::path(post, path = "/assistance/{id}/code", tag = "assistance", operation_id = "offer_help_code",
    params(("id" = String, Path, description = "Id of the assistance.")),
    responses(
        (status = 201, body = HelpCode),
        (status = 401, response = Refused),
        (status = 404, response = Refused),
        (status = 409, response = Refused),
    ))]
pub async fn offer(
    State(state): State<AppState>,
    AlsoPhone(current): AlsoPhone,
    Path(id): Path<String>,
) -> ApiResult<impl IntoResponse> {
    Ok((StatusCode::CREATED, Json(code::offer(&state, &current, &id).await?)))
}

/// Shows the answer of a sensitive field to the assistant for this session, or hides it.
#[utoipa::path(put, path = "/assistance/{id}/revealed", tag = "assistance", operation_id = "reveal_answer",
    request_body = Reveal,
    params(("id" = String, Path, description = "Id of the assistance.")),
    responses(
        (status = 204, description = "Done, and on record."),
        (status = 400, response = Refused),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
        (status = 409, response = Refused),
    ))]
pub async fn show(
    State(state): State<AppState>,
    AlsoPhone(current): AlsoPhone,
    Path(id): Path<String>,
    Json(wanted): Json<Reveal>,
) -> ApiResult<StatusCode> {
    reveal::set(&state, &current, &id, wanted).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The answers that are shown now, by field.
#[utoipa::path(get, path = "/assistance/{id}/revealed", tag = "assistance", operation_id = "read_revealed",
    params(("id" = String, Path, description = "Id of the assistance.")),
    responses(
        (status = 200, body = BTreeMap<String, String>),
        (status = 401, response = Refused),
        (status = 404, response = Refused),
    ))]
pub async fn shown(
    State(state): State<AppState>,
    AlsoPhone(current): AlsoPhone,
    Path(id): Path<String>,
) -> ApiResult<Json<BTreeMap<String, String>>> {
    Ok(Json(reveal::read(&state, &current, &id).await?))
}

/// The stations at which somebody helps online.
#[utoipa::path(get, path = "/help-stations", tag = "assistance", operation_id = "list_help_stations",
    responses((status = 200, body = Vec<HelpStation>)))]
pub async fn stations(State(state): State<AppState>) -> Json<Vec<HelpStation>> {
    let (all, now) = (state.desks.staffed(), state.clock.now());
    Json(all.into_iter().map(|one| hours::at(one, now)).collect())
}

/// The station to which a request of the party for whom one acts goes by itself, where no mandate
/// says otherwise for its item.
#[utoipa::path(get, path = "/help-stations/fitting", tag = "assistance", operation_id = "read_fitting_station",
    responses(
        (status = 200, body = FittingStation),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
    ))]
pub async fn fits(
    State(state): State<AppState>,
    caller: Caller,
) -> ApiResult<Json<FittingStation>> {
    let mut db = state.db.read().acquire().await?;
    let (party, now) = (&caller.party.id, state.clock.now());
    let station = fitting::station(&state, &mut db, party, None, date_of(now)).await?;
    let station = station.map(|one| hours::at(one, now));
    let town = fitting::town(&state.desks, state.published.known_of(party)).map(str::to_owned);
    Ok(Json(FittingStation { station, town }))
}

/// Times that can be booked there.
#[utoipa::path(get, path = "/help-stations/{id}/slots", tag = "assistance", operation_id = "list_slots",
    params(("id" = String, Path, description = "Id of the station.")),
    responses(
        (status = 200, body = Slots),
        (status = 404, response = Refused),
    ))]
pub async fn free(State(state): State<AppState>, Path(id): Path<String>) -> ApiResult<Json<Slots>> {
    state.desks.station(&id).ok_or_else(ApiError::not_found)?;
    let free = slots::free(&state, &id).await?;
    Ok(Json(Slots { free }))
}

/// Waits for a change of any assistance; false where it is not to be waited for any longer. The
/// session may have ended meanwhile.
pub(super) async fn wait(
    state: &AppState,
    current: &Current,
    changed: &mut watch::Receiver<u64>,
    until: Instant,
) -> ApiResult<bool> {
    let in_time = tokio::select! {
        _ = changed.changed() => true,
        () = state.relay.is_ending() => false,
        () = tokio::time::sleep_until(until) => false,
    };
    let still = state.sessions.look(&current.key(), false).await?;
    still.ok_or_else(|| ApiError::new(ProblemCode::SignInRequired))?;
    Ok(in_time)
}

/// The end of a wait of so many seconds, but no more than may be asked for.
pub(super) fn end_of(seconds: u64) -> Instant {
    Instant::now() + Duration::from_secs(seconds.min(LONGEST_WAIT))
}

async fn tell(state: &AppState, entry: &Entry, side: Side) -> ApiResult<Assistance> {
    let place = view::place(state.db.read(), entry).await?;
    Ok(view::of(entry, side, place, &state.desks, state.clock.now()))
}

//! `/session`: who is signed in, and for whom they act.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{get, put};
use bangban_contract::session::{ActFor, DemoIdentity, Session, SignIn};

use crate::app::AppState;
use crate::http::{Address, ApiError, ApiResult, Json, SignedIn};
use crate::openapi::Refused;

/// Its routes.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/session", get(read).post(sign_in).delete(sign_out))
        .route("/session/identities", get(identities))
        .route("/session/acting-for", put(act_for))
}

/// Who asks, or nobody.
#[utoipa::path(get, path = "/session", tag = "session", operation_id = "read_session", responses(
    (status = 200, body = Session),
))]
pub async fn read(State(state): State<AppState>, headers: HeaderMap) -> ApiResult<Json<Session>> {
    let demo = state.config.demo;
    Ok(Json(match state.sessions.current(&headers).await? {
        Some(current) => current.describe(demo),
        None => Session { demo, ..Session::default() },
    }))
}

/// The demo identities to sign in with; none outside demo mode.
#[utoipa::path(get, path = "/session/identities", tag = "session", operation_id = "list_identities", responses(
    (status = 200, body = Vec<DemoIdentity>),
))]
pub async fn identities(State(state): State<AppState>) -> Json<Vec<DemoIdentity>> {
    Json(state.sessions.offered())
}

/// Signs in as a demo identity. The session's id is new each time.
#[utoipa::path(post, path = "/session", tag = "session", operation_id = "sign_in", request_body = SignIn, responses(
    (status = 200, body = Session, headers(("Set-Cookie" = String, description = "The session."))),
    (status = 404, response = Refused),
    (status = 429, response = Refused),
))]
pub async fn sign_in(
    State(state): State<AppState>,
    Address(address): Address,
    headers: HeaderMap,
    Json(sign_in): Json<SignIn>,
) -> ApiResult<impl IntoResponse> {
    state.sign_ins.take(address, state.clock.now()).map_err(ApiError::too_many)?;
    let signed = state.sessions.sign_in(&headers, &sign_in.identity).await?;
    let (current, cookie) = signed.ok_or_else(ApiError::not_found)?;
    Ok(([(header::SET_COOKIE, cookie)], Json(current.describe(state.config.demo))))
}

/// Signs out, also where nobody is signed in.
#[utoipa::path(delete, path = "/session", tag = "session", operation_id = "sign_out", responses(
    (status = 204, description = "Nobody is signed in any more."),
))]
pub async fn sign_out(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> ApiResult<impl IntoResponse> {
    let cookie = state.sessions.sign_out(&headers).await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]))
}

/// Acts for another of one's parties from now on.
#[utoipa::path(put, path = "/session/acting-for", tag = "session", operation_id = "act_for", request_body = ActFor, responses(
    (status = 200, body = Session),
    (status = 401, response = Refused),
    (status = 403, response = Refused),
))]
pub async fn act_for(
    State(state): State<AppState>,
    SignedIn(current): SignedIn,
    Json(act_for): Json<ActFor>,
) -> ApiResult<Json<Session>> {
    let current = state.sessions.act_for(current, &act_for.party).await?;
    let current = current.ok_or_else(ApiError::not_allowed)?;
    Ok(Json(current.describe(state.config.demo)))
}

//! `/realtime`: the socket of the shared drafts.

use axum::Router;
use axum::extract::State;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use axum::routing::get;
use bangban_contract::problem::ProblemCode;

use crate::app::AppState;
use crate::http::{ApiError, ApiResult};
use crate::openapi::Refused;
use crate::realtime::socket::{self, Setting};

/// Bytes that are read at once: each socket holds so many, and what is typed has a hundred.
const READ: usize = 2 << 10;
/// Bytes that may be gathered before they are written, where more waits to be.
const WRITE: usize = 16 << 10;

/// Its route.
pub fn router() -> Router<AppState> {
    Router::new().route("/realtime", get(open))
}

/// A WebSocket for all documents of the signed-in person's filings (Hocuspocus 4 protocol).
/// Where nobody is signed in, it is closed with 4401 at once.
#[utoipa::path(get, path = "/realtime", tag = "realtime", operation_id = "open_realtime", responses(
    (status = 101, description = "From here on binary frames of the Hocuspocus 4 protocol."),
    (status = 400, response = Refused),
    (status = 403, response = Refused),
    (status = 429, response = Refused),
))]
pub async fn open(
    State(state): State<AppState>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> ApiResult<Response> {
    let upgrade = upgrade.map_err(|_| {
        ApiError::malformed("该地址只接受 WebSocket 连接。", "This address takes WebSockets only.")
    })?;
    let largest = state.relay.limits().frame;
    // Up to twice what is taken, so that a little too much is told apart from a broken client.
    let upgrade = upgrade
        .max_message_size(2 * largest)
        .max_frame_size(2 * largest)
        .read_buffer_size(READ)
        .write_buffer_size(WRITE);
    // Listened to before the session is looked up: an end in between is not missed.
    let ends = state.sessions.watch_ends();
    let Some(current) = state.sessions.current(&headers).await? else {
        return Ok(upgrade.on_upgrade(socket::refuse));
    };
    let setting = Setting { relay: state.relay.clone(), sessions: state.sessions.clone(), ends };
    let admitted = socket::admit(setting, &current).ok_or_else(too_many)?;
    Ok(upgrade.on_upgrade(move |socket| socket::serve(admitted, socket)))
}

fn too_many() -> ApiError {
    ApiError::new(ProblemCode::TooManyRequests)
        .detail(
            "打开的页面过多，请关闭一些后重试。",
            "Too many pages are open. Close some of them.",
        )
        .header(header::RETRY_AFTER, HeaderValue::from_static("10"))
}

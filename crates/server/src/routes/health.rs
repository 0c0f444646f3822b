//! `GET /health`: whether the server can serve.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;

use crate::app::AppState;
use crate::http::ApiResult;
use crate::openapi::Refused;

/// Its routes.
pub fn router() -> Router<AppState> {
    Router::new().route("/health", get(health))
}

/// Whether the database answers.
#[utoipa::path(get, path = "/health", tag = "health", operation_id = "read_health", responses(
    (status = 204, description = "It can serve."),
    (status = 503, response = Refused),
))]
pub async fn health(State(state): State<AppState>) -> ApiResult<StatusCode> {
    sqlx::query("SELECT 1").execute(state.db.read()).await?;
    Ok(StatusCode::NO_CONTENT)
}

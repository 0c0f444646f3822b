//! The REST resources, one file each. `router` puts them under `/api/v1`.

pub mod health;
pub mod session;

use axum::Router;

use crate::app::AppState;

/// Every route of the API, relative to `/api/v1`.
pub fn router() -> Router<AppState> {
    Router::new().merge(health::router()).merge(session::router())
}

//! The REST resources, one file each. `router` puts them under `/api/v1`.

pub mod assistance;
pub mod assisted;
pub mod blanks;
pub mod catalogue;
pub mod documents;
pub mod entrusted;
pub mod filings;
pub mod forms;
pub mod health;
pub mod mandates;
pub mod phones;
pub mod realtime;
pub mod receipt;
pub mod review;
pub mod session;
pub mod station;
pub mod updates;
pub mod uploads;

use axum::Router;
use axum::middleware::from_fn_with_state;

use crate::app::AppState;
use crate::assistance as assistance_log;

/// Every route of the API, relative to `/api/v1`.
pub fn router(state: &AppState) -> Router<AppState> {
    let watched = from_fn_with_state(state.clone(), assistance_log::on_record);
    Router::new()
        .merge(crate::openapi::router())
        .merge(health::router())
        .merge(session::router())
        .merge(phones::router())
        .merge(catalogue::router())
        .merge(blanks::router())
        .merge(forms::router())
        .merge(filings::router())
        .merge(receipt::router())
        .merge(documents::router())
        .merge(uploads::router())
        .merge(review::router())
        .merge(realtime::router())
        .merge(updates::router())
        .merge(assistance::router())
        .merge(assisted::router())
        .merge(station::router())
        .merge(mandates::router())
        .merge(entrusted::router())
        .layer(watched)
}

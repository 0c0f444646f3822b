//! The layers in front of the routes, in order.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;

use super::files::Files;
use super::{ApiError, Gate, cors, csrf, headers, limit, problems, request_id, trace};
use crate::config::Config;

/// Puts them in front. Read from the bottom: the last one sees a request first.
pub fn with_front(router: Router, config: &Config, files: Option<&Files>) -> Router {
    let gate = Gate::new(config, files.map_or(&[], Files::inline_scripts));
    router
        .layer(DefaultBodyLimit::max(limit::BODY))
        .layer(from_fn(limit::time))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(gate.clone(), csrf::guard))
        .layer(from_fn_with_state(gate.clone(), cors::guard))
        .layer(from_fn(problems::write))
        .layer(from_fn_with_state(gate, headers::secure))
        .layer(from_fn(trace::log))
        .layer(from_fn(request_id::assign))
}

/// A fault of ours in one request ends that request alone. What it says stays out of the
/// answer, and out of the log too, where it could quote an answer: the place is enough.
fn panicked(_payload: Box<dyn std::any::Any + Send>) -> Response {
    ApiError::internal("a handler panicked").into_response()
}

//! A line of log for each request: method, route, status and time. Never an address as it
//! came, a query, a header or a body: those hold what belongs to people.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

use super::is_api;
use super::request_id::RequestId;

/// Logs the request and puts its id on every line that is logged meanwhile.
pub(super) async fn log(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let id = request.extensions().get::<RequestId>().map_or("", |id| id.0.as_str());
    let span = tracing::info_span!("request", id);
    let method = request.method().clone();
    let api = is_api(request.uri().path());
    let route = match request.extensions().get::<MatchedPath>() {
        Some(route) => route.as_str().to_owned(),
        None if api => "unmatched".to_owned(),
        None => "app".to_owned(),
    };
    let response = next.run(request).instrument(span.clone()).await;
    let _inside = span.enter();
    let status = response.status().as_u16();
    let ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(%method, route, status, ms, "answered");
    response
}

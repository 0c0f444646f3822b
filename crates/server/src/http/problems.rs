//! Writes refusals as problems (RFC 9457), in one place.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use super::request_id::RequestId;
use super::{ApiError, words};

/// The media type of a problem.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// Turns what a handler refused with, and under the API also what a library refused with,
/// into a problem; logs why the server is at fault where it is.
pub(super) async fn write(request: Request, next: Next) -> Response {
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone());
    let api = is_api(request.uri().path());
    let mut response = next.run(request).await;
    let refusal = match response.extensions_mut().remove::<ApiError>() {
        Some(refusal) => refusal,
        None if api && is_bare(&response) => ApiError::new(words::code_of(response.status())),
        None => return response,
    };
    if let Some(cause) = refusal.cause() {
        tracing::error!(code = %refusal, cause, "at fault");
    }
    let body = serde_json::to_vec(&refusal.problem(id)).unwrap_or_default();
    *response.status_mut() = refusal.status();
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    *response.body_mut() = Body::from(body);
    response
}

/// Whether a path is the API's.
pub fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

/// A refusal that no handler of ours has worded.
fn is_bare(response: &Response) -> bool {
    let status = response.status();
    status.is_client_error() || status.is_server_error()
}

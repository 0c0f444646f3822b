//! How long a request may take and how large a body may be.

use std::time::Duration;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bangban_contract::problem::ProblemCode;

use super::ApiError;

/// Largest body that an extractor takes. Uploads stream and have their own limit.
pub(super) const BODY: usize = 1024 * 1024;
/// How long a request may take.
const REQUEST: Duration = Duration::from_secs(30);
/// How long one request of an upload may take: 16 MiB at 256 kbit/s and some.
const UPLOAD: Duration = Duration::from_mins(10);

/// Ends a request that takes too long.
pub(super) async fn time(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let upload = path.contains("/uploads/") || path.ends_with("/uploads");
    let limit = if upload { UPLOAD } else { REQUEST };
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => ApiError::new(ProblemCode::RequestTimeout).into_response(),
    }
}

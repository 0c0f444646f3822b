//! Whether an unsafe request comes from the app itself (CSRF). Three independent signs, all
//! of which have to agree: our own header, which no form of another site can set; `Origin`;
//! and `Sec-Fetch-Site` (Fetch Metadata). `SameSite=Lax` on the cookie is a fourth.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bangban_contract::REQUEST_HEADER;
use bangban_contract::problem::ProblemCode;

use super::problems::is_api;
use super::{ApiError, Gate};

/// Refuses what does not come from the app.
pub(super) async fn guard(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || !is_api(request.uri().path()) || is_ours(&gate, request.headers()) {
        next.run(request).await
    } else {
        ApiError::new(ProblemCode::ForeignRequest).into_response()
    }
}

fn is_ours(gate: &Gate, headers: &HeaderMap) -> bool {
    let marked = headers.get(REQUEST_HEADER).is_some_and(|value| value == "1");
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    let fetched = !matches!(site, Some(b"cross-site"));
    let origin = match headers.get(header::ORIGIN) {
        None => true,
        // `Referrer-Policy: no-referrer` makes some same-origin requests say `null`; then the
        // browser's own word for the site decides.
        Some(origin) if origin == "null" => site == Some(b"same-origin"),
        Some(origin) => gate.is_own(origin, headers) || gate.allows(origin),
    };
    marked && fetched && origin
}

//! Whether an unsafe request comes from the app itself (CSRF). Three independent signs, all
//! of which have to agree: our own header, which no form of another site can set; `Origin`;
//! and `Sec-Fetch-Site` (Fetch Metadata). `SameSite=Lax` on the cookie is a fourth.
//!
//! A WebSocket begins with a GET, but any page may open one and no preflight goes before it. A
//! page cannot set our header there, so `Origin`, which browsers always send with it, has to be
//! there and ours.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bangban_contract::REQUEST_HEADER;
use bangban_contract::problem::ProblemCode;

use super::problems::is_api;
use super::{ApiError, Gate};

const CROSS_SITE: &[u8] = b"cross-site";

/// Refuses what does not come from the app.
pub(super) async fn guard(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let socket = headers.get(header::UPGRADE);
    let ours = if socket.is_some_and(|to| to.as_bytes().eq_ignore_ascii_case(b"websocket")) {
        is_opened_by_us(&gate, headers)
    } else {
        safe || is_ours(&gate, headers)
    };
    if ours || !is_api(request.uri().path()) {
        next.run(request).await
    } else {
        ApiError::new(ProblemCode::ForeignRequest).into_response()
    }
}

fn is_ours(gate: &Gate, headers: &HeaderMap) -> bool {
    let marked = headers.get(REQUEST_HEADER).is_some_and(|value| value == "1");
    let site = site(headers);
    let origin = match headers.get(header::ORIGIN) {
        None => true,
        // `Referrer-Policy: no-referrer` makes some same-origin requests say `null`; then the
        // browser's own word for the site decides.
        Some(origin) if origin == "null" => site == Some(b"same-origin"),
        Some(origin) => gate.is_own(origin, headers) || gate.allows(origin),
    };
    marked && site != Some(CROSS_SITE) && origin
}

/// Whether a WebSocket is opened by a page of ours.
fn is_opened_by_us(gate: &Gate, headers: &HeaderMap) -> bool {
    let origin = headers.get(header::ORIGIN);
    let ours = origin.is_some_and(|origin| gate.is_own(origin, headers) || gate.allows(origin));
    ours && site(headers) != Some(CROSS_SITE)
}

/// The browser's own word for where the request comes from.
fn site(headers: &HeaderMap) -> Option<&[u8]> {
    headers.get("sec-fetch-site").map(HeaderValue::as_bytes)
}

//! Each request gets an id of its own, to find it in the log and to quote it in a question.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use uuid::Uuid;

/// The header of the answer that holds it.
pub(super) const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The id. It is always made here: one that a client sent could be anything.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// Gives the request its id and tells it in the answer.
pub(super) async fn assign(mut request: Request, next: Next) -> Response {
    let id = Uuid::new_v4().simple().to_string();
    let value = HeaderValue::from_str(&id);
    request.extensions_mut().insert(RequestId(id));
    let mut response = next.run(request).await;
    if let Ok(value) = value {
        response.headers_mut().insert(HEADER, value);
    }
    response
}

//! The contract as an `OpenAPI` 3.1 document, written from the handlers and the contract's types.

use bangban_contract::problem::Problem;
use utoipa::openapi::{Content, RefOr, Response};
use utoipa::{OpenApi, ToResponse};

use crate::routes::{health, session};

/// A refusal, `application/problem+json`: for `response = Refused` in a handler's description.
#[derive(Clone, Copy, Debug)]
pub struct Refused;

impl<'r> ToResponse<'r> for Refused {
    fn response() -> (&'r str, RefOr<Response>) {
        let schema = utoipa::openapi::Ref::from_schema_name("Problem");
        let mut response = Response::new("Refused; `code` tells why (RFC 9457).");
        response.content.insert(
            "application/problem+json".into(),
            RefOr::T(Content::new(Some(RefOr::Ref(schema)))),
        );
        ("Refused", RefOr::T(response))
    }
}

/// The document. Every route of `routes` is listed.
#[derive(OpenApi)]
#[openapi(
    info(title = "bangban 帮办", description = "Online full-process filing of government services (全程网办)."),
    servers((url = "/api/v1")),
    paths(
        health::health,
        session::read, session::identities, session::sign_in, session::sign_out, session::act_for,
    ),
    components(schemas(Problem), responses(Refused)),
)]
struct Document;

/// The document as JSON text that is pleasant to read and to compare.
pub fn pretty() -> String {
    Document::openapi().to_pretty_json().unwrap_or_default()
}

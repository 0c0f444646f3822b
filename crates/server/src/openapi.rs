//! The contract as an `OpenAPI` 3.1 document, written from the handlers and the contract's types.

mod shared;

use std::sync::LazyLock;

use axum::Router;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use bangban_contract::problem::Problem;
use utoipa::openapi::{Content, RefOr};
use utoipa::{OpenApi, ToResponse};

use self::shared::Shared;
use crate::app::AppState;
use crate::http::Encoded;
use crate::routes::{
    assistance, assisted, blanks, catalogue, documents, entrusted, filings, forms, health,
    mandates, phones, realtime, receipt, review, session, station, updates, uploads,
};

/// A refusal, `application/problem+json`: for `response = Refused` in a handler's description.
#[derive(Clone, Copy, Debug)]
pub struct Refused;

impl<'r> ToResponse<'r> for Refused {
    fn response() -> (&'r str, RefOr<utoipa::openapi::Response>) {
        let schema = utoipa::openapi::Ref::from_schema_name("Problem");
        let mut response = utoipa::openapi::Response::new("Refused; `code` tells why (RFC 9457).");
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
        health::health, read,
        session::read, session::identities, session::sign_in, session::sign_out, session::act_for,
        phones::offer, phones::read, phones::end, phones::join,
        catalogue::index, catalogue::item, catalogue::guide, catalogue::scenes,
        catalogue::bundles, catalogue::departments, catalogue::stations, catalogue::regions,
        catalogue::figures, blanks::download, blanks::result, forms::form, forms::prefill,
        filings::page, filings::earlier, filings::begin, filings::read, filings::delete, filings::timeline,
        filings::withdraw, filings::send, receipt::read, receipt::qr, documents::read,
        uploads::options, uploads::creation_options, uploads::overridden, uploads::transfer::create,
        uploads::transfer::offset, uploads::transfer::append, uploads::transfer::remove,
        uploads::files::attachments, uploads::files::content,
        realtime::open, updates::read, updates::append, updates::grant,
        assistance::open, assistance::ask, assistance::read, assistance::act, assistance::offer,
        assistance::show, assistance::shown, assistance::stations, assistance::fits,
        assistance::free,
        assisted::read, assisted::confirm, assisted::log, station::read, station::take_up,
        mandates::list, mandates::items, mandates::draw_up, mandates::read, mandates::act, mandates::log,
        mandates::offer, mandates::begin, mandates::sign, entrusted::list, entrusted::read,
        entrusted::told, entrusted::seen, entrusted::handling, entrusted::rate,
        review::page, review::read, review::answers, review::timeline, review::document, review::advance,
    ),
    components(schemas(Problem), responses(Refused)),
    modifiers(&Shared),
)]
struct Document;

/// The document as JSON text that is pleasant to read and to compare.
pub fn pretty() -> String {
    Document::openapi().to_pretty_json().unwrap_or_default()
}

/// Its address.
pub fn router() -> Router<AppState> {
    Router::new().route("/openapi.json", get(read))
}

/// This document.
#[utoipa::path(get, path = "/openapi.json", tag = "health", operation_id = "read_openapi", responses(
    (status = 200, description = "This document.", content_type = "application/json"),
))]
pub async fn read(headers: HeaderMap) -> Response {
    static DOCUMENT: LazyLock<Encoded> =
        LazyLock::new(|| Encoded::held("application/json", pretty()));
    DOCUMENT.answer(&headers, "no-cache")
}

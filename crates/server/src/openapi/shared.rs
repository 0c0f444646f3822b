//! What holds for every operation, added to the document in one place.

use bangban_contract::REQUEST_HEADER;
use utoipa::Modify;
use utoipa::openapi::path::{HttpMethod, Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{OpenApi, Ref, RefOr, Required};

use crate::session::COOKIE;

/// Name of the security scheme.
const SESSION: &str = "session";

/// Adds the session's cookie, the sign against forged requests, and the refusals that come
/// from in front of the routes.
pub(super) struct Shared;

impl Modify for Shared {
    fn modify(&self, document: &mut OpenApi) {
        let cookie = ApiKeyValue::with_description(
            COOKIE,
            "Set by `POST /session` and `POST /phone-session`.",
        );
        document
            .components
            .get_or_insert_default()
            .add_security_scheme(SESSION, SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
        for item in document.paths.paths.values_mut() {
            let operations = [
                (HttpMethod::Get, &mut item.get),
                (HttpMethod::Head, &mut item.head),
                (HttpMethod::Options, &mut item.options),
                (HttpMethod::Post, &mut item.post),
                (HttpMethod::Put, &mut item.put),
                (HttpMethod::Patch, &mut item.patch),
                (HttpMethod::Delete, &mut item.delete),
            ];
            for (method, operation) in operations {
                if let Some(operation) = operation {
                    complete(&method, operation);
                }
            }
        }
    }
}

fn complete(method: &HttpMethod, operation: &mut Operation) {
    if operation.responses.responses.contains_key("401") {
        let none: [&str; 0] = [];
        operation.security = Some(vec![SecurityRequirement::new(SESSION, none)]);
    }
    let mut refusals = vec!["408", "500", "503"];
    if !matches!(method, HttpMethod::Get | HttpMethod::Head | HttpMethod::Options) {
        operation.parameters.get_or_insert_default().push(RefOr::T(sign()));
        refusals.push("403");
    }
    let json = match &operation.request_body {
        Some(RefOr::T(body)) => body.content.contains_key("application/json"),
        _ => false,
    };
    if json {
        refusals.extend(["400", "413", "415"]);
    }
    for status in refusals {
        operation
            .responses
            .responses
            .entry(status.to_owned())
            .or_insert_with(|| RefOr::Ref(Ref::from_response_name("Refused")));
    }
}

/// The header that proves that the app itself asks.
fn sign() -> Parameter {
    let one = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(["1"])).build();
    ParameterBuilder::new()
        .name(REQUEST_HEADER)
        .parameter_in(ParameterIn::Header)
        .required(Required::True)
        .description(Some("Proves, with `Origin`, that the app itself asks (CSRF)."))
        .schema(Some(one))
        .build()
}

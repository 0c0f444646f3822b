//! Security headers of every answer.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use super::problems::is_api;
use super::{Gate, Origin};

/// What an API answer may do when a browser shows it by itself: nothing.
const API_POLICY: HeaderValue =
    HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; base-uri 'none'");

/// The same for everyone.
const ALWAYS: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-site"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), microphone=(self), geolocation=(), payment=(), usb=(), serial=()",
    ),
    (HeaderName::from_static("x-permitted-cross-domain-policies"), "none"),
];

/// Two years, the least that browsers' own lists take.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// The policy of the app's pages: everything from here, `WebAssembly` compiled, no
/// inline script but those whose hashes are given.
pub(super) fn page_policy(connect_to: &[Origin], scripts: &[String]) -> HeaderValue {
    let scripts = scripts.iter().fold(String::new(), |list, hash| list + " " + hash);
    // `'self'` covers sockets to this server; to another one they are of another scheme.
    let others = connect_to.iter().fold(String::new(), |list, origin| {
        let socket = if origin.is_https() { "wss" } else { "ws" };
        format!("{list} {origin} {socket}://{}", origin.authority())
    });
    let text = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'; \
         img-src 'self' blob: data:; connect-src 'self'{others}; font-src 'self'; \
         manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    HeaderValue::from_str(&text).unwrap_or(API_POLICY)
}

/// Adds them. A handler's own policy stays: it knows its content.
pub(super) async fn secure(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let api = is_api(request.uri().path());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    let policy = if api { API_POLICY } else { gate.page_policy() };
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    if api {
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    }
    if gate.is_https() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
    response
}

//! The session's cookie (RFC 6265bis). `__Host-` makes the browser insist on `Secure`, on
//! `Path=/` and on this very host; browsers count `localhost` and `127.0.0.1` as secure.

use axum::http::{HeaderMap, HeaderValue, header};

use super::token::Token;

/// Its name.
pub const COOKIE: &str = "__Host-session";

/// The id in the request's cookie. An unreadable one names no session.
pub(super) fn read(headers: &HeaderMap) -> Option<Token> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .and_then(|(_, value)| Token::parse(value))
}

/// The header that gives the browser the id. It ends with the browser or the server's clock,
/// whichever is first: no `Max-Age`, for shared machines at stations.
pub(super) fn set(token: &Token) -> HeaderValue {
    let text = format!("{COOKIE}={}; Path=/; Secure; HttpOnly; SameSite=Lax", token.text());
    let mut value = HeaderValue::from_str(&text).unwrap_or_else(|_| unreachable!("ASCII"));
    value.set_sensitive(true);
    value
}

/// The header that takes it away.
pub(super) fn clear() -> HeaderValue {
    HeaderValue::from_static("__Host-session=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0")
}

//! `If-Match` and `Idempotency-Key`: conditions that a changing request has to bring.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use bangban_contract::problem::ProblemCode;

use crate::http::ApiError;

/// The header that makes a request happen once.
pub const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The `ETag` of a version.
pub fn etag(version: i64) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{version}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

/// Checks `If-Match` (RFC 9110, strong comparison): 428 where it is missing, 412 where none of
/// its tags is this version's.
pub fn if_match(headers: &HeaderMap, version: i64) -> Result<(), ApiError> {
    require_if_match(headers)?;
    let wanted = etag(version);
    let matches = headers
        .get_all(header::IF_MATCH)
        .iter()
        .flat_map(|line| line.as_bytes().split(|byte| *byte == b','))
        .map(<[u8]>::trim_ascii)
        .any(|tag| tag == b"*" || tag == wanted.as_bytes());
    if matches { Ok(()) } else { Err(ApiError::new(ProblemCode::VersionMismatch)) }
}

/// 428 where `If-Match` is missing.
pub fn require_if_match(headers: &HeaderMap) -> Result<(), ApiError> {
    if headers.contains_key(header::IF_MATCH) {
        return Ok(());
    }
    Err(ApiError::new(ProblemCode::PreconditionRequired))
}

/// The idempotency key: 428 where it is missing, 400 where it is not 1 to 64 visible ASCII
/// characters. One in quotes, as RFC 8941 writes strings, is the same as one without.
pub fn idempotency_key(headers: &HeaderMap) -> Result<String, ApiError> {
    let mut all = headers.get_all(IDEMPOTENCY_KEY).iter();
    let Some(value) = all.next() else {
        return Err(ApiError::new(ProblemCode::PreconditionRequired));
    };
    let text = value.to_str().unwrap_or_default().trim();
    let text = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
    let visible = text.bytes().all(|byte| byte.is_ascii_graphic());
    if all.next().is_some() || text.is_empty() || text.len() > 64 || !visible {
        return Err(ApiError::malformed(
            "提交标识（Idempotency-Key）应为 1 至 64 个可见字符。",
            "The Idempotency-Key has to be 1 to 64 visible characters.",
        ));
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: &'static str, value: Option<&str>) -> HeaderMap {
        let mut map = HeaderMap::new();
        if let Some(value) = value {
            map.insert(name, HeaderValue::from_str(value).unwrap());
        }
        map
    }

    #[test]
    fn versions() {
        use ProblemCode::{PreconditionRequired, VersionMismatch};
        for (value, expected) in [
            (None, Some(PreconditionRequired)),
            (Some("\"3\""), None),
            (Some("*"), None),
            (Some("\"2\", \"3\""), None),
            (Some("3"), Some(VersionMismatch)),
            (Some("W/\"3\""), Some(VersionMismatch)),
            (Some("\"4\""), Some(VersionMismatch)),
            (Some(""), Some(VersionMismatch)),
        ] {
            let found = if_match(&headers("if-match", value), 3).err().map(|error| error.code());
            assert_eq!(found, expected, "{value:?}");
        }
    }

    #[test]
    fn keys() {
        use ProblemCode::{MalformedRequest, PreconditionRequired};
        let long = "a".repeat(65);
        for (value, expected) in [
            (None, Err(PreconditionRequired)),
            (Some("k1"), Ok("k1")),
            (Some("\"k1\""), Ok("k1")),
            (Some(""), Err(MalformedRequest)),
            (Some("a b"), Err(MalformedRequest)),
            (Some(long.as_str()), Err(MalformedRequest)),
            (Some(&long[..64]), Ok(&long[..64])),
        ] {
            let found = idempotency_key(&headers("idempotency-key", value));
            assert_eq!(found.map_err(|e| e.code()), expected.map(str::to_owned), "{value:?}");
        }
    }
}

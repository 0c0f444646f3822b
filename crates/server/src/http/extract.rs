//! Extractors that refuse with a problem and never with a library's own words.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bangban_contract::problem::ProblemCode;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{ApiError, limit};

/// A JSON body, in or out. What comes in must be all of what the type says and no more.
#[derive(Clone, Copy, Debug, Default)]
pub struct Json<T>(pub T);

impl<S, T> FromRequest<S> for Json<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        if !is_of_type(request.headers(), "application/json") {
            return Err(ApiError::new(ProblemCode::UnsupportedType)
                .detail("请求内容应为 JSON。", "The body has to be JSON."));
        }
        if announced(request.headers()) > limit::BODY {
            // Said before any of it is sent, so that nobody waits for it.
            return Err(ApiError::new(ProblemCode::TooLarge));
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|refused| body(&refused))?;
        let mut reader = serde_json::Deserializer::from_slice(&bytes);
        let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
            // The path names fields of the contract; the message could quote an answer.
            place(&error.path().to_string(), error.inner())
        })?;
        reader.end().map_err(|error| place(".", &error))?;
        Ok(Self(value))
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(bytes) => ([(header::CONTENT_TYPE, "application/json")], bytes).into_response(),
            Err(error) => ApiError::internal(format_args!("answer: {error}")).into_response(),
        }
    }
}

fn is_of_type(headers: &HeaderMap, wanted: &str) -> bool {
    let Some(value) = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok())
    else {
        return false;
    };
    let kind = value.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case(wanted)
}

/// How many bytes the request says that it brings.
fn announced(headers: &HeaderMap) -> usize {
    let length = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    length.and_then(|text| text.parse().ok()).unwrap_or(0)
}

fn body(refused: &BytesRejection) -> ApiError {
    if refused.status() == StatusCode::PAYLOAD_TOO_LARGE {
        ApiError::new(ProblemCode::TooLarge)
    } else {
        ApiError::malformed("请求内容未能完整接收。", "The body did not arrive whole.")
    }
}

/// Where in the body it is and of which kind, without quoting any of it.
fn place(path: &str, error: &serde_json::Error) -> ApiError {
    let (zh, en) = match error.classify() {
        serde_json::error::Category::Data => ("内容不符合约定", "does not fit the contract"),
        _ => ("不是有效的 JSON", "is not valid JSON"),
    };
    let (line, column) = (error.line(), error.column());
    ApiError::malformed(
        format!("{path}:{zh}(第 {line} 行第 {column} 列)。"),
        format!("{path}: {en} (line {line}, column {column})."),
    )
}

/// The media type of bytes that mean nothing to HTTP.
pub const OCTETS: &str = "application/octet-stream";

/// A body of bytes, [`OCTETS`]. How many is the route's to limit.
#[derive(Clone, Debug)]
pub struct Octets(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for Octets {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        if !is_of_type(request.headers(), OCTETS) {
            return Err(ApiError::new(ProblemCode::UnsupportedType));
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|refused| body(&refused))?;
        Ok(Self(bytes))
    }
}

/// Parts of the address.
#[derive(Clone, Copy, Debug)]
pub struct Path<T>(pub T);

impl<S, T> FromRequestParts<S> for Path<T>
where
    S: Send + Sync,
    T: DeserializeOwned + Send,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        match axum::extract::Path::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            // An address that cannot be read names nothing that exists.
            Err(_) => Err(ApiError::not_found()),
        }
    }
}

/// The query of the address.
#[derive(Clone, Copy, Debug)]
pub struct Query<T>(pub T);

impl<S, T> FromRequestParts<S> for Query<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        match axum::extract::Query::from_request_parts(parts, state).await {
            Ok(axum::extract::Query(value)) => Ok(Self(value)),
            Err(_) => Err(ApiError::malformed(
                "查询参数不符合约定。",
                "The query of the address does not fit the contract.",
            )),
        }
    }
}

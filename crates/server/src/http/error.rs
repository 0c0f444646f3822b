//! What a handler refuses with, and how it becomes an RFC 9457 problem.

use std::fmt::Display;
use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bangban_contract::Text;
use bangban_contract::problem::{FieldError, Problem, ProblemCode};

use super::words;

/// The result of a handler.
pub type ApiResult<T> = Result<T, ApiError>;

/// A refusal. The layer in front of the routes writes it as a problem with the request's id,
/// and logs the cause of an internal one; the cause never leaves the server.
#[derive(Clone, Debug)]
pub struct ApiError(Box<Parts>);

#[derive(Clone, Debug)]
struct Parts {
    code: ProblemCode,
    detail: Option<Text>,
    errors: Vec<FieldError>,
    headers: HeaderMap,
    cause: Option<String>,
}

impl ApiError {
    /// A refusal with the general words of its code.
    pub fn new(code: ProblemCode) -> Self {
        Self(Box::new(Parts {
            code,
            detail: None,
            errors: Vec::new(),
            headers: HeaderMap::new(),
            cause: None,
        }))
    }

    /// It does not exist, or not for who asks.
    pub fn not_found() -> Self {
        Self::new(ProblemCode::NotFound)
    }

    /// Signed in, but this is not theirs to do.
    pub fn not_allowed() -> Self {
        Self::new(ProblemCode::NotAllowed)
    }

    /// The request cannot be read; the words say where.
    pub fn malformed(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(ProblemCode::MalformedRequest).detail(zh, en)
    }

    /// Answers or materials do not satisfy the form.
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        let mut refusal = Self::new(ProblemCode::InvalidAnswers);
        refusal.0.errors = errors;
        refusal
    }

    /// The server is at fault. The cause is logged and not sent; it holds no answer and no name.
    pub fn internal(cause: impl Display) -> Self {
        let mut refusal = Self::new(ProblemCode::Internal);
        refusal.0.cause = Some(cause.to_string());
        refusal
    }

    /// Too many requests; again after this long.
    pub fn too_many(wait: Duration) -> Self {
        let seconds = wait.as_secs().max(1);
        Self::new(ProblemCode::TooManyRequests).header(header::RETRY_AFTER, seconds.into())
    }

    /// What is wrong and what to do, in place of the general words of the code.
    #[must_use]
    pub fn detail(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.0.detail = Some(Text::new(zh, en));
        self
    }

    /// A header of the answer, e.g. `Tus-Version`.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.insert(name, value);
        self
    }

    /// The kind.
    pub fn code(&self) -> ProblemCode {
        self.0.code
    }

    /// Its HTTP status.
    pub fn status(&self) -> StatusCode {
        words::status(self.0.code)
    }

    /// Why the server is at fault, for the log.
    pub(super) fn cause(&self) -> Option<&str> {
        self.0.cause.as_deref()
    }

    /// The problem that is sent.
    pub(super) fn problem(&self, request: Option<String>) -> Problem {
        let words = words::of(self.0.code);
        Problem {
            kind: format!("/problems/{}", words.name),
            title: words.title.into(),
            status: words.status,
            code: self.0.code,
            detail: Some(self.0.detail.clone().unwrap_or_else(|| Text::new(words.zh, words.en))),
            errors: self.0.errors.clone(),
            request,
        }
    }
}

impl Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(words::of(self.0.code).name)
    }
}

impl std::error::Error for ApiError {}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.headers_mut().extend(self.0.headers.clone());
        response.extensions_mut().insert(self);
        response
    }
}

impl From<sqlx::Error> for ApiError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => {
                let mut refusal = Self::new(ProblemCode::Unavailable)
                    .header(header::RETRY_AFTER, HeaderValue::from_static("2"));
                refusal.0.cause = Some(error.to_string());
                refusal
            }
            _ => Self::internal(format_args!("database: {error}")),
        }
    }
}

impl From<std::io::Error> for ApiError {
    fn from(error: std::io::Error) -> Self {
        Self::internal(format_args!("files: {error}"))
    }
}

//! Problems as RFC 9457 describes them, `application/problem+json`.

use serde::{Deserialize, Serialize};

use crate::Text;

/// What kind of problem it is. The app has words and a next step for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    /// 400: the request cannot be read; the app is at fault or old.
    MalformedRequest,
    /// 401: nobody is signed in, or the session has expired.
    SignInRequired,
    /// 403: signed in, but this is not theirs to do.
    NotAllowed,
    /// 403: the request does not come from the app (CSRF).
    ForeignRequest,
    /// 404: it does not exist, or not for who asks.
    NotFound,
    /// 405: this address does not do that.
    MethodNotAllowed,
    /// 408: the request took too long to arrive.
    RequestTimeout,
    /// 409: the filing's state does not allow it.
    WrongState,
    /// 409: the same idempotency key came with other content.
    KeyReused,
    /// 409: the draft's document has never been in that epoch; `X-Bangban-Epoch` says in which it
    /// is.
    WrongEpoch,
    /// 409: bytes were sent for another offset than the upload has (tus).
    OffsetMismatch,
    /// 409: somebody else is signed in on this device; ask before their session is ended.
    SomeoneElse,
    /// 410: the upload has expired and is gone (tus).
    UploadExpired,
    /// 410: a code that was used, has expired, or is none.
    CodeSpent,
    /// 412: it changed since the version that the request names (`If-Match`).
    VersionMismatch,
    /// 412: another version of tus is asked for than is spoken.
    UnsupportedTus,
    /// 413: larger than allowed.
    TooLarge,
    /// 415: a media type or file type that is not taken.
    UnsupportedType,
    /// 422: answers or materials do not satisfy the form; `errors` tells which.
    InvalidAnswers,
    /// 422: an assistant wrote answers that the applicant has not confirmed yet.
    Unconfirmed,
    /// 422: the form has a newer version than the one that was filled.
    FormOutdated,
    /// 428: `If-Match` or `Idempotency-Key` is missing.
    PreconditionRequired,
    /// 429: too many requests; see `Retry-After`.
    TooManyRequests,
    /// 460: what arrived does not have the checksum that was announced (tus).
    ChecksumMismatch,
    /// 500: the server is at fault.
    Internal,
    /// 503: the server is busy or going down; see `Retry-After`.
    Unavailable,
    /// A code that this version does not know.
    #[serde(other)]
    Unknown,
}

/// A problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// Names the kind: `/problems/{code}`.
    #[serde(rename = "type")]
    pub kind: String,
    /// In few words.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// The kind for machines.
    pub code: ProblemCode,
    /// In plain words what is wrong and what to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<Text>,
    /// What is wrong with which answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// Id of the request, to quote when asking for help; also in the server's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
}

/// What is wrong with one answer or material.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct FieldError {
    /// JSON Pointer (RFC 6901) into the submission's answers, or `/materials/{id}`.
    pub pointer: String,
    /// Code of the `forms` crate, e.g. `required`.
    pub code: String,
    /// In words.
    pub detail: Text,
}

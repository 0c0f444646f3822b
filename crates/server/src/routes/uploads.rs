//! `/filings/{id}/uploads` and `/uploads/{id}`: files, by tus 1.0.

pub mod files;
pub mod transfer;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use bangban_contract::mandate::MandateAct;
use bangban_contract::problem::ProblemCode;
use chrono::{DateTime, Utc};

use self::files::{attachments, content};
use self::transfer::{append, create, offset, remove};
use crate::app::AppState;
use crate::filings::Record;
use crate::http::{AlsoPhone, ApiError, ApiResult, Path};
use crate::mandate::agency;
use crate::openapi::Refused;
use crate::session::Current;
use crate::uploads::store::{self, Upload};
use crate::uploads::tus::{self, header};

/// Its routes.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/filings/{id}/uploads", post(create).options(creation_options))
        .route(
            "/uploads/{id}",
            post(overridden).head(offset).patch(append).delete(remove).options(options),
        )
        .layer(map_response(speaks))
        .route("/filings/{id}/attachments", get(attachments))
        .route("/uploads/{id}/content", get(content))
}

/// Every answer names the version of the protocol.
async fn speaks(mut response: Response) -> Response {
    response.headers_mut().insert(header::RESUMABLE, tus::VERSION);
    response
}

/// What is spoken here.
#[utoipa::path(options, path = "/uploads/{id}", tag = "uploads", operation_id = "upload_options",
    params(("id" = String, Path, description = "Any.")),
    responses((status = 204, description = "Tus-Version, Tus-Extension, Tus-Checksum-Algorithm, Tus-Max-Size.")))]
pub async fn options() -> impl IntoResponse {
    (
        StatusCode::NO_CONTENT,
        [
            (header::VERSION, tus::VERSION),
            (header::EXTENSION, HeaderValue::from_static(tus::EXTENSIONS)),
            (header::CHECKSUM_ALGORITHM, HeaderValue::from_static(tus::CHECKSUMS)),
            (header::MAX_SIZE, HeaderValue::from(tus::MAX_SIZE)),
        ],
    )
}

/// What is spoken here, asked where uploads are created.
#[utoipa::path(options, path = "/filings/{id}/uploads", tag = "uploads", operation_id = "upload_creation_options",
    params(("id" = String, Path, description = "Any.")),
    responses((status = 204, description = "Tus-Version, Tus-Extension, Tus-Checksum-Algorithm, Tus-Max-Size.")))]
pub async fn creation_options() -> impl IntoResponse {
    options().await
}

/// For clients that can only `POST` (tus, `X-HTTP-Method-Override`).
#[utoipa::path(post, path = "/uploads/{id}", tag = "uploads", operation_id = "override_upload_method",
    params(
        ("id" = String, Path, description = "Upload id."),
        ("X-HTTP-Method-Override" = String, Header, description = "`PATCH` or `DELETE`, with what that asks for."),
    ),
    responses(
        (status = 204, description = "As the method that was meant."),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
        (status = 405, response = Refused),
    ))]
pub async fn overridden(
    state: State<AppState>,
    AlsoPhone(current): AlsoPhone,
    id: Path<String>,
    request: Request,
) -> ApiResult<Response> {
    let (parts, body) = request.into_parts();
    let headers = parts.headers;
    match headers.get("x-http-method-override").map(HeaderValue::as_bytes) {
        Some(b"PATCH") => append(state, AlsoPhone(current), id, headers, body).await,
        Some(b"DELETE") => {
            remove(state, AlsoPhone(current), id, headers).await.map(IntoResponse::into_response)
        }
        _ => Err(ApiError::new(ProblemCode::MethodNotAllowed)),
    }
}

/// The caller's upload and its filing; 404 for anyone else's, 410 where it has expired.
async fn mine(state: &AppState, current: &Current, id: &str) -> ApiResult<(Upload, Record)> {
    let upload = store::find(state.db.read(), id).await?.ok_or_else(ApiError::not_found)?;
    let mut db = state.db.read().acquire().await?;
    let (act, now) = (MandateAct::Fill, state.clock.now());
    let (record, _) = agency::filing_for(&mut db, current, &upload.filing, act, now).await?;
    drop(db);
    if upload.state == "removed" {
        return Err(ApiError::not_found());
    }
    if upload.is_expired(state.clock.now()) {
        return Err(ApiError::new(ProblemCode::UploadExpired));
    }
    Ok((upload, record))
}

/// Somebody else writes it now.
fn busy() -> ApiError {
    ApiError::new(ProblemCode::OffsetMismatch)
        .detail("该文件正在由另一个请求上传。", "Another request is writing this upload.")
}

/// When an unfinished upload expires, as HTTP writes dates (RFC 9110).
fn expires(response: &mut Response, upload: &Upload) {
    if upload.is_complete() {
        return;
    }
    if let Ok(instant) = DateTime::parse_from_rfc3339(&upload.expires_at) {
        let text = instant.with_timezone(&Utc).format("%a, %d %b %Y %H:%M:%S GMT").to_string();
        if let Ok(value) = HeaderValue::from_str(&text) {
            response.headers_mut().insert(header::EXPIRES, value);
        }
    }
}

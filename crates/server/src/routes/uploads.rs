//! `/filings/{id}/uploads` and `/uploads/{id}`: files, by tus 1.0.

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header as http};
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use bangban_contract::assistance::record::Event;
use bangban_contract::mandate::{MandateAct, NoticeKind};
use bangban_contract::problem::ProblemCode;
use bangban_contract::session::Role;
use bangban_contract::upload::Attachment;
use chrono::{DateTime, Utc};
use futures_util::stream;
use sha2::{Digest, Sha256};
use tokio::io::AsyncReadExt;

use crate::app::AppState;
use crate::assistance::door;
use crate::clock::rfc3339;
use crate::filings::{Record, touch};
use crate::http::{AlsoPhone, ApiError, ApiResult, Json, Path, Reviewer, attachment_named};
use crate::mandate::agency::{self, Hand};
use crate::openapi::Refused;
use crate::session::Current;
use crate::uploads::create::{create as make, must_be_editable};
use crate::uploads::receive::{self, Part};
use crate::uploads::store::{self, Side, Upload};
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

/// Creates an upload for a material of a filing.
#[utoipa::path(post, path = "/filings/{id}/uploads", tag = "uploads", operation_id = "create_upload",
    params(
        ("id" = String, Path, description = "Filing id."),
        ("Tus-Resumable" = String, Header, description = "1.0.0"),
        ("Upload-Length" = u64, Header, description = "Full size, bytes."),
        ("Upload-Metadata" = String, Header, description = "filename, filetype, material; values in base64."),
    ),
    responses(
        (status = 201, description = "Created.", headers(
            ("Location" = String, description = "Address of the upload."),
            ("Upload-Expires" = String, description = "When it expires unless it goes on."),
        )),
        (status = 400, response = Refused),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
        (status = 409, response = Refused),
        (status = 412, response = Refused),
        (status = 413, response = Refused),
        (status = 415, response = Refused),
        (status = 422, response = Refused),
    ))]
pub async fn create(
    State(state): State<AppState>,
    AlsoPhone(current): AlsoPhone,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    tus::check_version(&headers)?;
    // Which filings exist is told to nobody else, whatever else is wrong with the request.
    let mut db = state.db.read().acquire().await?;
    let (act, now) = (MandateAct::Fill, state.clock.now());
    agency::filing_for(&mut db, &current, &id, act, now).await?;
    drop(db);
    if headers.contains_key(header::DEFER_LENGTH) {
        return Err(tus::unreadable(&header::LENGTH));
    }
    let size =
        tus::number(&headers, &header::LENGTH)?.ok_or_else(|| tus::unreadable(&header::LENGTH))?;
    let metadata = headers.get(header::METADATA).and_then(|value| value.to_str().ok());
    let metadata = metadata.filter(|text| text.len() <= 4096);
    let about = metadata.and_then(tus::parse_metadata);
    let (Some(metadata), Some(about)) = (metadata, about) else {
        return Err(tus::unreadable(&header::METADATA));
    };
    let upload = make(&state, &current, &id, size, &about, metadata).await?;
    let location = format!("{}/uploads/{}", bangban_contract::API, upload.id);
    let mut response = (StatusCode::CREATED, [(http::LOCATION, location)]).into_response();
    expires(&mut response, &upload);
    Ok(response)
}

/// How many bytes are stored. Ends a write that hangs on a broken connection.
#[utoipa::path(head, path = "/uploads/{id}", tag = "uploads", operation_id = "read_upload_offset",
    params(
        ("id" = String, Path, description = "Upload id."),
        ("Tus-Resumable" = String, Header, description = "1.0.0"),
    ),
    responses(
        (status = 200, description = "Found.", headers(
            ("Upload-Offset" = u64, description = "Bytes stored."),
            ("Upload-Length" = u64, description = "Full size, bytes."),
            ("Upload-Expires" = String, description = "When it expires unless it goes on."),
        )),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
        (status = 410, response = Refused),
        (status = 412, response = Refused),
    ))]
pub async fn offset(
    State(state): State<AppState>,
    AlsoPhone(current): AlsoPhone,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    tus::check_version(&headers)?;
    mine(&state, &current, &id).await?;
    state.uploads.locks.interrupt(&id).await;
    let (upload, _) = mine(&state, &current, &id).await?;
    let mut response = [
        (header::OFFSET, HeaderValue::from(upload.received)),
        (header::LENGTH, HeaderValue::from(upload.size)),
        (http::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ]
    .into_response();
    if let Ok(metadata) = HeaderValue::from_str(&upload.metadata) {
        response.headers_mut().insert(header::METADATA, metadata);
    }
    expires(&mut response, &upload);
    Ok(response)
}

/// Appends bytes at the offset. What arrives before a connection breaks is kept; with a
/// checksum, only what is whole.
#[utoipa::path(patch, path = "/uploads/{id}", tag = "uploads", operation_id = "append_to_upload",
    params(
        ("id" = String, Path, description = "Upload id."),
        ("Tus-Resumable" = String, Header, description = "1.0.0"),
        ("Upload-Offset" = u64, Header, description = "Where the bytes go."),
        ("Upload-Checksum" = Option<String>, Header, description = "`sha256` or `sha1` and the base64 of the body's sum."),
    ),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"),
    responses(
        (status = 204, description = "Stored.", headers(("Upload-Offset" = u64, description = "Bytes stored."))),
        (status = 400, response = Refused),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
        (status = 408, response = Refused),
        (status = 409, response = Refused),
        (status = 410, response = Refused),
        (status = 412, response = Refused),
        (status = 413, response = Refused),
        (status = 415, response = Refused),
        (status = 460, response = Refused),
    ))]
pub async fn append(
    State(state): State<AppState>,
    AlsoPhone(current): AlsoPhone,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> ApiResult<Response> {
    tus::check_version(&headers)?;
    mine(&state, &current, &id).await?;
    let kind = headers.get(http::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !kind.is_some_and(|kind| kind.eq_ignore_ascii_case("application/offset+octet-stream")) {
        return Err(ApiError::new(ProblemCode::UnsupportedType));
    }
    let at =
        tus::number(&headers, &header::OFFSET)?.ok_or_else(|| tus::unreadable(&header::OFFSET))?;
    let checksum = match headers.get(header::CHECKSUM) {
        None => None,
        Some(value) => {
            let parsed = value.to_str().ok().and_then(tus::parse_checksum);
            Some(parsed.ok_or_else(|| tus::unreadable(&header::CHECKSUM))?)
        }
    };
    let guard = state.uploads.locks.acquire(&id).ok_or_else(busy)?;
    // Read again under the lock: the offset is what it is now.
    let (upload, record) = mine(&state, &current, &id).await?;
    if upload.received != at {
        return Err(ApiError::new(ProblemCode::OffsetMismatch)
            .header(header::OFFSET, HeaderValue::from(upload.received)));
    }
    must_be_editable(&record)?;
    if receive::too_long(&headers, &upload) {
        return Err(ApiError::new(ProblemCode::TooLarge));
    }
    let offset = if upload.is_complete() {
        upload.received
    } else {
        let part = Part { current, guard, upload: upload.clone(), checksum, body };
        receive::receive(state.clone(), part).await?
    };
    let mut response =
        (StatusCode::NO_CONTENT, [(header::OFFSET, HeaderValue::from(offset))]).into_response();
    if let Some(now) = store::find(state.db.read(), &id).await? {
        expires(&mut response, &now);
    }
    Ok(response)
}

/// Takes an upload away.
#[utoipa::path(delete, path = "/uploads/{id}", tag = "uploads", operation_id = "remove_upload",
    params(
        ("id" = String, Path, description = "Upload id."),
        ("Tus-Resumable" = String, Header, description = "1.0.0"),
    ),
    responses(
        (status = 204, description = "It is gone."),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
        (status = 409, response = Refused),
        (status = 412, response = Refused),
    ))]
pub async fn remove(
    State(state): State<AppState>,
    AlsoPhone(current): AlsoPhone,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> ApiResult<StatusCode> {
    tus::check_version(&headers)?;
    mine(&state, &current, &id).await?;
    state.uploads.locks.interrupt(&id).await;
    let _guard = state.uploads.locks.acquire(&id).ok_or_else(busy)?;
    let mut tx = state.db.begin().await?;
    let upload = store::find(&mut *tx, &id).await?.ok_or_else(ApiError::not_found)?;
    let (act, now) = (MandateAct::Fill, state.clock.now());
    let (record, hand) = agency::filing_for(&mut tx, &current, &upload.filing, act, now).await?;
    must_be_editable(&record)?;
    if let Hand::Agent(agency) = &hand {
        let event = Event::Detached { field: format!("materials/{}", upload.material) };
        let (told, kind) = ((record.id.as_str(), &record.item_name), NoticeKind::Detached);
        agency.did(&mut tx, told, event, Some(kind), now).await?;
    }
    if upload.submitted {
        store::retire(&mut *tx, &id).await?;
    } else {
        store::delete(&mut *tx, &id).await?;
    }
    touch(&mut *tx, &[upload.filing.as_str()].into(), &rfc3339(state.clock.now())).await?;
    tx.commit().await?;
    if !upload.submitted {
        state.uploads.folder.remove(&id).await?;
    }
    Ok(StatusCode::NO_CONTENT)
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

/// The files of a filing. Asking whether they changed (`If-None-Match`) is no use of the session.
#[utoipa::path(get, path = "/filings/{id}/attachments", tag = "uploads", operation_id = "list_attachments",
    params(
        ("id" = String, Path, description = "Filing id."),
        ("If-None-Match" = Option<String>, Header, description = "`ETag` of the answer before."),
    ),
    responses(
        (status = 200, body = Vec<Attachment>, headers(("ETag" = String, description = "Changes with any of them."))),
        (status = 304, description = "As before."),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
    ))]
pub async fn attachments(
    State(state): State<AppState>,
    AlsoPhone(current): AlsoPhone,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let record = door::read(&state, current, &id, "attachments").await?;
    let files = store::attachments(state.db.read(), &record.id, Side::Applicant).await?;
    let text = serde_json::to_vec(&files).map_err(ApiError::internal)?;
    let tag = format!("\"{}\"", hex::encode(&Sha256::digest(text)[..16]));
    let is_known = headers.get_all(http::IF_NONE_MATCH).iter().any(|line| {
        let tags = line.to_str().unwrap_or_default().split(',').map(str::trim);
        tags.map(|known| known.trim_start_matches("W/")).any(|known| known == "*" || known == tag)
    });
    let tag = [(http::ETAG, HeaderValue::from_str(&tag).map_err(ApiError::internal)?)];
    Ok(if is_known {
        (StatusCode::NOT_MODIFIED, tag).into_response()
    } else {
        (tag, Json(files)).into_response()
    })
}

/// A file that is all there, for its applicant, or for the department that it was submitted to.
#[utoipa::path(get, path = "/uploads/{id}/content", tag = "uploads", operation_id = "read_upload_content",
    params(("id" = String, Path, description = "Upload id.")),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 401, response = Refused),
        (status = 404, response = Refused),
    ))]
pub async fn content(
    State(state): State<AppState>,
    AlsoPhone(current): AlsoPhone,
    Path(id): Path<String>,
) -> ApiResult<Response> {
    let upload = store::find(state.db.read(), &id).await?.ok_or_else(ApiError::not_found)?;
    let person = &current.identity.person;
    let there = match (person.role, person.department.clone()) {
        (Role::Reviewer, Some(department)) => {
            let reviewer = Reviewer { person: person.clone(), department };
            Record::of_reviewer(state.db.read(), &reviewer, &upload.filing).await?;
            upload.submitted
        }
        (Role::Applicant, _) if current.acting().is_none() => false,
        (Role::Applicant | Role::Assistant, _) => {
            let what = format!("file {id}");
            door::read(&state, current, &upload.filing, &what).await?;
            upload.is_complete()
        }
        _ => false,
    };
    if !there {
        return Err(ApiError::not_found());
    }
    let file = state.uploads.folder.read(&upload.id).await?;
    Ok((file_headers(&upload), Body::from_stream(chunks(file))).into_response())
}

/// A stored file is offered for download and never runs here, whatever is in it.
fn file_headers(upload: &Upload) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let mut set = |name, text: &str| {
        if let Ok(value) = HeaderValue::from_str(text) {
            headers.insert(name, value);
        }
    };
    set(http::CONTENT_TYPE, &upload.media_type);
    set(http::CONTENT_LENGTH, &upload.size.to_string());
    set(http::CONTENT_DISPOSITION, &attachment_named(&upload.name));
    set(http::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox");
    set(http::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(http::CACHE_CONTROL, "private, no-store");
    headers
}

fn chunks(file: tokio::fs::File) -> impl stream::Stream<Item = std::io::Result<Vec<u8>>> {
    stream::try_unfold(file, async |mut file| {
        let mut buffer = vec![0; 64 * 1024];
        let read = file.read(&mut buffer).await?;
        buffer.truncate(read);
        Ok((read > 0).then_some((buffer, file)))
    })
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

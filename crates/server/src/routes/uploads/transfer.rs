//! Bringing a file, and taking it away: creation, where it stands, its bytes, its end.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header as http};
use axum::response::{IntoResponse, Response};
use bangban_contract::assistance::record::Event;
use bangban_contract::mandate::{MandateAct, NoticeKind};
use bangban_contract::problem::ProblemCode;

use super::{busy, expires, mine};
use crate::app::AppState;
use crate::clock::rfc3339;
use crate::filings::touch;
use crate::http::{AlsoPhone, ApiError, ApiResult, Path};
use crate::mandate::agency::{self, Hand};
use crate::openapi::Refused;
use crate::uploads::create::{create as make, must_be_editable};
use crate::uploads::receive::{self, Part};
use crate::uploads::store;
use crate::uploads::tus::{self, header};

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

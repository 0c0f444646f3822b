//! The files of a filing, and what is in one.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header as http};
use axum::response::{IntoResponse, Response};
use bangban_contract::session::Role;
use bangban_contract::upload::Attachment;
use futures_util::stream;
use sha2::{Digest, Sha256};
use tokio::io::AsyncReadExt;

use crate::app::AppState;
use crate::assistance::door;
use crate::filings::Record;
use crate::http::{AlsoPhone, ApiError, ApiResult, Json, Path, Reviewer, attachment_named};
use crate::openapi::Refused;
use crate::uploads::store::{self, Side, Upload};

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

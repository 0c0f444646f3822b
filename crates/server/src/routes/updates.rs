//! `/filings/{id}/documents/{name}/updates`: the shared drafts without a socket, and `…/grant`:
//! who may do what in them, for a realtime engine beside this server.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use bangban_contract::grants::Grant;
use bangban_contract::problem::ProblemCode;
use bangban_contract::realtime::{
    CURSOR_HEADER, DocumentGrant, DocumentName, EPOCH_HEADER, LONGEST_WAIT,
};
use bangban_wire::write_update;
use serde::Deserialize;

use crate::app::AppState;
use crate::filings::precondition::{IDEMPOTENCY_KEY, idempotency_key};
use crate::http::{AlsoPhone, ApiError, ApiResult, OCTETS, Octets, Path, Query, Watching};
use crate::openapi::Refused;
use crate::realtime::access::Who;
use crate::realtime::log::{self, Read};
use crate::realtime::{Limits, PostError};

/// Its routes.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/filings/{id}/documents/{name}/updates", get(read).post(append))
        .route("/filings/{id}/documents/{name}/grant", get(grant))
        .layer(DefaultBodyLimit::max(Limits::default().frame))
}

/// From where on to read, and how long to wait for something.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wanted {
    after: u64,
    wait: u64,
}

/// The updates of a document after a cursor, oldest first, each after its length (a number of
/// seven bits a byte, lowest first). What a cursor is older than the log comes as one update.
/// With `wait`, the answer waits for something new. An answer may hold only a part: ask again
/// with its cursor until it is 204. An epoch that is closed can still be read; the header says
/// which is the current one, and who waits is told at once when it changes.
#[utoipa::path(get, path = "/filings/{id}/documents/{name}/updates", tag = "realtime", operation_id = "read_updates",
    params(
        ("id" = String, Path, description = "Filing id."),
        ("name" = String, Path, description = "`answers`, `private` or `assist`, and `@` with the epoch where it is not the first."),
        ("after" = Option<u64>, Query, description = "`X-Bangban-Cursor` of the answer before; 0 by itself: from the beginning."),
        ("wait" = Option<u64>, Query, description = "How long to wait for something new, seconds; at most 25; 0 by itself."),
    ),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream", headers(
            ("X-Bangban-Cursor" = u64, description = "How far the updates go."),
            ("X-Bangban-Epoch" = u32, description = "In which epoch the document is now."),
        )),
        (status = 204, description = "Nothing new.", headers(
            ("X-Bangban-Cursor" = u64, description = "From where on was looked."),
            ("X-Bangban-Epoch" = u32, description = "In which epoch the document is now."),
        )),
        (status = 400, response = Refused),
        (status = 401, response = Refused),
        (status = 404, response = Refused),
        (status = 409, response = Refused),
        (status = 429, response = Refused),
    ))]
pub async fn read(
    State(state): State<AppState>,
    Watching(current): Watching,
    Path((id, name)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
) -> ApiResult<Response> {
    let who = Who::from(&current);
    let name = DocumentName::of_filing(&id, &name).map_err(|_| ApiError::not_found())?;
    let view = may(&state, &who, &name, Grant::Read).await?;
    let after = i64::try_from(wanted.after).unwrap_or(i64::MAX);
    let mut epoch = log::current_epoch(state.db.read(), &name).await?;
    if epoch < name.epoch {
        return Err(wrong_epoch(epoch));
    }
    if epoch > name.epoch && view == View::Merged {
        return Ok(answer(&Read::nothing(after), epoch));
    }
    let mut found = look(&state, &name, after, view).await?;
    if found.updates.is_empty() && wanted.wait > 0 {
        let waiter = state.relay.waiter(&who);
        let _waiter = waiter.ok_or_else(|| ApiError::too_many(Duration::from_secs(5)))?;
        // Held while it waits, so that whoever stores something does so in the same room.
        let room = state.relay.open(&name);
        let mut stored = room.watch();
        // What was stored before the watch began.
        found = look(&state, &name, after, view).await?;
        if found.updates.is_empty() {
            let wait = Duration::from_secs(wanted.wait.min(LONGEST_WAIT));
            tokio::select! {
                _ = stored.changed() => {}
                () = state.relay.is_ending() => {}
                () = tokio::time::sleep(wait) => {}
            }
            // The session and the grant may have ended meanwhile.
            if state.sessions.look(&who.session, false).await?.is_none() {
                return Err(ApiError::new(ProblemCode::SignInRequired));
            }
            let view = may(&state, &who, &name, Grant::Read).await?;
            epoch = log::current_epoch(state.db.read(), &name).await?;
            found = look(&state, &name, after, view).await?;
        }
    }
    Ok(answer(&found, epoch))
}

/// Stores updates, all or none of them, and relays them to whoever has the document open. 204
/// says that they are stored. Updates that are sent again do no harm; with a key they are
/// stored once. What comes for an epoch that is closed is stored and carried over to the current
/// one, once, whoever brings it how often.
#[utoipa::path(post, path = "/filings/{id}/documents/{name}/updates", tag = "realtime", operation_id = "append_updates",
    params(
        ("id" = String, Path, description = "Filing id."),
        ("name" = String, Path, description = "`answers`, `private` or `assist`, and `@` with the epoch where it is not the first."),
        ("Idempotency-Key" = Option<String>, Header, description = "1 to 64 visible characters."),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "1 to 1000 updates, each after its length."),
    responses(
        (status = 204, description = "Stored.", headers(
            ("X-Bangban-Epoch" = u32, description = "In which epoch the document is now."),
        )),
        (status = 400, response = Refused),
        (status = 401, response = Refused),
        (status = 403, response = Refused),
        (status = 404, response = Refused),
        (status = 409, response = Refused),
        (status = 413, response = Refused),
        (status = 415, response = Refused),
        (status = 429, response = Refused),
    ))]
pub async fn append(
    State(state): State<AppState>,
    AlsoPhone(current): AlsoPhone,
    Path((id, name)): Path<(String, String)>,
    headers: HeaderMap,
    Octets(body): Octets,
) -> ApiResult<(StatusCode, [(HeaderName, HeaderValue); 1])> {
    let who = Who::from(&current);
    let name = named(&state, &who, &id, &name, Grant::Read).await?;
    // For a closed epoch a reader brings what is there already: whether it is, is seen there.
    if log::current_epoch(state.db.read(), &name).await? <= name.epoch {
        may(&state, &who, &name, Grant::Write).await?;
    }
    state.relay.take_post(who.session).map_err(ApiError::too_many)?;
    let key = headers.contains_key(IDEMPOTENCY_KEY).then(|| idempotency_key(&headers));
    let posted = state.relay.post(Arc::new(who), &name, &body, key.transpose()?).await;
    posted.map_err(refused)?;
    let epoch = log::current_epoch(state.db.read(), &name).await?;
    Ok((StatusCode::NO_CONTENT, [epoch_header(epoch)]))
}

/// What the one who asks may do in a document, and who they are to the others in it. A realtime
/// engine beside this server asks with the cookie of whoever connects to it. Asking is no use of
/// the session: it does not prolong it.
#[utoipa::path(get, path = "/filings/{id}/documents/{name}/grant", tag = "realtime", operation_id = "read_grant",
    params(
        ("id" = String, Path, description = "Filing id."),
        ("name" = String, Path, description = "`answers`, `private` or `assist`, and `@` with the epoch where it is not the first."),
    ),
    responses(
        (status = 200, body = DocumentGrant),
        (status = 401, response = Refused),
        (status = 404, response = Refused),
    ))]
pub async fn grant(
    State(state): State<AppState>,
    Watching(current): Watching,
    Path((id, name)): Path<(String, String)>,
) -> ApiResult<Json<DocumentGrant>> {
    let who = Who::from(&current);
    let name = DocumentName::of_filing(&id, &name).map_err(|_| ApiError::not_found())?;
    match state.relay.enter(&who, &name).await?.grant {
        Grant::None => Err(ApiError::not_found()),
        grant => {
            let epoch = log::current_epoch(state.db.read(), &name).await?;
            Ok(Json(DocumentGrant { grant, user: state.relay.user(&who, &name), epoch }))
        }
    }
}

fn refused(error: PostError) -> ApiError {
    match error {
        PostError::Malformed => ApiError::malformed(
            "请求内容不是文档更新，未保存。",
            "The body is not a row of updates. Nothing was stored.",
        ),
        PostError::NotAllowed => ApiError::not_allowed(),
        PostError::Foreign => ApiError::not_allowed().detail(
            "更新中有以他人名义填写的内容,未保存。",
            "The updates write answers in the name of another person. Nothing was stored.",
        ),
        PostError::Full => ApiError::new(ProblemCode::TooLarge)
            .detail("办件草稿已达到容量上限。", "The filing's draft is as large as it may be."),
        PostError::KeyReused => ApiError::new(ProblemCode::KeyReused),
        PostError::Epoch(epoch) => wrong_epoch(epoch),
        PostError::Failed => ApiError::new(ProblemCode::Unavailable)
            .header(header::RETRY_AFTER, HeaderValue::from_static("2")),
    }
}

/// The document was never in the epoch that was asked for.
fn wrong_epoch(epoch: u32) -> ApiError {
    let (name, value) = epoch_header(epoch);
    ApiError::new(ProblemCode::WrongEpoch).header(name, value)
}

fn epoch_header(epoch: u32) -> (HeaderName, HeaderValue) {
    (HeaderName::from_static(EPOCH_HEADER), HeaderValue::from(epoch))
}

/// The document of that name. It does not exist for whoever may not read it, and is not theirs
/// to change for whoever may only read it.
async fn named(
    state: &AppState,
    who: &Who,
    filing: &str,
    name: &str,
    wanted: Grant,
) -> ApiResult<DocumentName> {
    let name = DocumentName::of_filing(filing, name).map_err(|_| ApiError::not_found())?;
    may(state, who, &name, wanted).await?;
    Ok(name)
}

/// What of a document's log somebody is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    /// Each update.
    Whole,
    /// What they come to: what was typed and taken away before somebody was let in to help is
    /// not theirs to read.
    Merged,
}

async fn may(state: &AppState, who: &Who, name: &DocumentName, wanted: Grant) -> ApiResult<View> {
    let access = state.relay.enter(who, name).await?;
    match access.grant {
        Grant::None => Err(ApiError::not_found()),
        grant if grant >= wanted && access.helper.is_some() => Ok(View::Merged),
        grant if grant >= wanted => Ok(View::Whole),
        _ => Err(ApiError::not_allowed()),
    }
}

/// What is new after a cursor.
async fn look(state: &AppState, name: &DocumentName, after: i64, view: View) -> ApiResult<Read> {
    Ok(match view {
        View::Whole => log::read(&state.db, name, after, state.relay.limits().frame).await?,
        View::Merged => state.relay.merged(name, after).await?,
    })
}

fn answer(found: &Read, epoch: u32) -> Response {
    let cursor = [
        (HeaderName::from_static(CURSOR_HEADER), HeaderValue::from(found.cursor)),
        epoch_header(epoch),
    ];
    if found.updates.is_empty() {
        return (StatusCode::NO_CONTENT, cursor).into_response();
    }
    let mut body = Vec::new();
    for update in &found.updates {
        write_update(&mut body, update);
    }
    ([(header::CONTENT_TYPE, OCTETS)], cursor, body).into_response()
}

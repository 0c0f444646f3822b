//! What an assistant asked for by a request and was refused goes on record, so that the applicant
//! reads it too.

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use bangban_contract::API;
use bangban_contract::problem::ProblemCode;
use bangban_contract::realtime::DocumentName;

use super::desk::assistant;
use super::{Entry, denied};
use crate::app::AppState;
use crate::http::ApiError;
use crate::mandate::{Entry as Mandate, agency};
use crate::session::Current;
use crate::uploads::store;

/// In front of the routes: looks at refusals alone, and costs the others nothing. What no route
/// answers to is nothing that anybody could have been let into, and no refusal.
pub async fn on_record(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let headers = request.headers().clone();
    let response = next.run(request).await;
    let is_refusal = match response.status() {
        StatusCode::FORBIDDEN | StatusCode::NOT_FOUND => true,
        // An upload that is told where to go on is no attempt at anything.
        StatusCode::CONFLICT => !path.starts_with("/uploads/"),
        _ => false,
    };
    if is_refusal
        && let Some(route) = route
        && let Err(error) = note(&state, &headers, &method, &path, route.as_str()).await
    {
        tracing::error!(cause = %error, "a refusal was not put on record");
    }
    response
}

async fn note(
    state: &AppState,
    headers: &HeaderMap,
    method: &Method,
    path: &str,
    route: &str,
) -> Result<(), ApiError> {
    let Some(current) = state.sessions.peek(headers).await? else { return Ok(()) };
    let Some((subject, what)) = concerns(state, path, route).await? else { return Ok(()) };
    let now = state.clock.now();
    let helper = match assistant(&current.identity.person) {
        Some(_) if learns_its_end(state, &current, method, path).await? => return Ok(()),
        Some(helper) => helper,
        None => {
            // Of other people's refusals, those of who acts there by a mandate, or did.
            let mut db = state.db.read().acquire().await?;
            match agency::of_session(&mut db, &current, &subject, now).await? {
                Some(agency) => agency.agent,
                None => return Ok(()),
            }
        }
    };
    let what = format!("{method} {what}");
    denied(&state.db, &helper, &subject, &what, now).await?;
    Ok(())
}

/// Whether somebody of the station asks how an assistance stands: so the page of who handed it
/// over learns that a colleague has it, which is no attempt at anything.
async fn learns_its_end(
    state: &AppState,
    current: &Current,
    method: &Method,
    path: &str,
) -> Result<bool, ApiError> {
    let Some(id) = path.strip_prefix("/assistance/").filter(|id| !id.contains('/')) else {
        return Ok(false);
    };
    let Some(desk) = current.identity.person.desk.as_ref() else { return Ok(false) };
    if method != Method::GET {
        return Ok(false);
    }
    Ok(Entry::find(state.db.read(), id).await.is_ok_and(|entry| entry.station == desk.station))
}

/// Whose record a path concerns, and what of it: in the words of the route, since what stands in
/// a path is whatever somebody writes there. Of a document the part is told, which is one of three.
async fn concerns(
    state: &AppState,
    path: &str,
    route: &str,
) -> Result<Option<(String, String)>, ApiError> {
    let (kind, id, asked) = split(path);
    let (_, _, route) = split(route.strip_prefix(API).unwrap_or(route));
    let name = asked.split('/').nth(1).unwrap_or_default();
    let rest = match DocumentName::of_filing(id, name) {
        Ok(name) => route.replace("{name}", name.part.as_str()),
        Err(_) => route.to_owned(),
    };
    Ok(match kind {
        "filings" if !id.is_empty() => {
            let what = if rest.is_empty() { "filing".to_owned() } else { rest };
            Some((id.to_owned(), what))
        }
        "uploads" => {
            let upload = store::find(state.db.read(), id).await?;
            upload.map(|upload| (upload.filing, "file".to_owned()))
        }
        "mandates" => {
            let mut db = state.db.read().acquire().await?;
            match Mandate::find(&mut db, id).await {
                Ok(mandate) => Some((mandate.id, rest)),
                Err(error) if error.code() == ProblemCode::NotFound => None,
                Err(error) => return Err(error),
            }
        }
        "entrusted-filings" => Some((id.to_owned(), "entrusted".to_owned())),
        "assistance" => match Entry::find(state.db.read(), id).await {
            Ok(entry) => Some((entry.subject().to_owned(), rest)),
            Err(error) if error.code() == ProblemCode::NotFound => None,
            Err(error) => return Err(error),
        },
        _ => None,
    })
}

/// The resource, its id, and the rest.
fn split(path: &str) -> (&str, &str, &str) {
    let mut parts = path.trim_start_matches('/').splitn(3, '/');
    let mut next = || parts.next().unwrap_or_default();
    (next(), next(), next())
}

//! One file to the server, by tus 1.0: create, ask how far, send the rest.

use std::fmt::Write as _;

use bangban_contract::REQUEST_HEADER;
use bangban_contract::problem::{Problem, ProblemCode};
use bangban_contract::upload::metadata;
use leptos::prelude::*;

use super::{Failure, Upload, UploadState};
use crate::api::request as api;
use crate::platform::files::{base64, read, sha256, size, slice};
use crate::platform::json;
use crate::platform::upload::{Answer, InFlight, send as request};

const TUS: (&str, &str) = ("Tus-Resumable", "1.0.0");
const FROM_APP: (&str, &str) = (REQUEST_HEADER, "1");
/// Bytes a request: what a cut costs at most, and what is held in memory for the checksum.
const CHUNK: u64 = 512 * 1024;
/// First pause after the network has failed, seconds; doubled each time up to the last.
const PAUSES: [u32; 5] = [2, 4, 8, 15, 30];
/// How often in a row the server may be asked how far it is, before the person is told.
const MISMATCHES: u8 = 3;

/// What to do after an answer.
enum Next {
    GoOn(u64),
    /// Ask the server how far it is.
    Ask,
    /// The upload is unknown there: begin anew.
    Anew,
    Stop,
}

/// Sends a file to its end; whether it has arrived. Where not, its state says why.
pub(super) async fn send(filing: &str, file: &Upload, created: impl AsyncFn(&Upload)) -> bool {
    let Some(blob) = file.blob.clone() else {
        file.state.set(UploadState::Failed(Failure::Gone));
        return false;
    };
    let total = size(&blob);
    let mut next = Next::Ask;
    loop {
        if !runs(file) {
            return false;
        }
        if file.address.get_untracked().is_none() {
            if !create(filing, file, total).await {
                return retry(file);
            }
            created(file).await;
            next = Next::GoOn(0);
        }
        let Some(address) = file.address.get_untracked() else { return false };
        next = match next {
            Next::GoOn(offset) if offset >= total => {
                file.state.set(UploadState::Done);
                return true;
            }
            Next::GoOn(offset) => {
                let to = (offset + CHUNK).min(total);
                let Some(part) = slice(&blob, offset, to) else {
                    file.state.set(UploadState::Failed(Failure::Gone));
                    return false;
                };
                let Some(bytes) = read(&part).await else {
                    file.state.set(UploadState::Failed(Failure::Gone));
                    return false;
                };
                let checksum = sha256(&bytes).await.map(|sum| ["sha256 ", &base64(&sum)].concat());
                let at = offset.to_string();
                let mut headers = vec![
                    TUS,
                    FROM_APP,
                    ("Content-Type", "application/offset+octet-stream"),
                    ("Upload-Offset", at.as_str()),
                ];
                if let Some(checksum) = &checksum {
                    headers.push(("Upload-Checksum", checksum));
                }
                let state = file.state.clone();
                let progress = move |sent: u64| {
                    if runs_state(&state.get_untracked()) {
                        state.set(UploadState::Sending(percent(offset + sent, total)));
                    }
                };
                let answer =
                    request("PATCH", &address, &headers, Some(&part), &file.in_flight, progress)
                        .await;
                if answer.as_ref().is_some_and(|answer| answer.status == 204) {
                    file.failures.set(0);
                    file.mismatches.set(0);
                }
                after(file, answer)
            }
            Next::Ask => {
                let answer = request("HEAD", &address, &[TUS], None, &file.in_flight, |_| {}).await;
                after(file, answer)
            }
            Next::Anew => {
                file.address.set(None);
                Next::Ask
            }
            Next::Stop => return retry(file),
        };
    }
}

/// Takes an upload away at the server. Nothing hangs on the answer: what stays expires there.
pub(super) async fn terminate(address: &str) {
    let in_flight = InFlight::default();
    request("DELETE", address, &[TUS, FROM_APP], None, &in_flight, |_| {}).await;
}

async fn create(filing: &str, file: &Upload, total: u64) -> bool {
    file.state.set(UploadState::Sending(0));
    let mut about = String::new();
    for (key, value) in [
        (metadata::NAME, &file.name),
        (metadata::TYPE, &file.media_type),
        (metadata::MATERIAL, &file.material),
    ] {
        if !about.is_empty() {
            about.push(',');
        }
        let _ = write!(about, "{key} {}", base64(value.as_bytes()));
    }
    let length = total.to_string();
    let headers =
        [TUS, FROM_APP, ("Upload-Length", length.as_str()), ("Upload-Metadata", about.as_str())];
    let address = api::address(&["/filings/", filing, "/uploads"].concat());
    let answer = request("POST", &address, &headers, None, &file.in_flight, |_| {}).await;
    let location = answer
        .as_ref()
        .filter(|answer| answer.status == 201)
        .and_then(|answer| answer.header("Location"));
    if let Some(location) = location {
        file.address.set(Some(api::resolve(&location)));
        return true;
    }
    if let Next::Anew = after(file, answer) {
        // Not the upload is unknown but the filing: it was deleted, or is another's.
        file.state.set(UploadState::Failed(Failure::Gone));
    }
    false
}

fn after(file: &Upload, answer: Option<Answer>) -> Next {
    let Some(answer) = answer else { return Next::Stop };
    let offset = || answer.header("Upload-Offset").and_then(|text| text.parse::<u64>().ok());
    match answer.status {
        0 | 408 | 423 | 429 | 500..=599 => Next::Stop,
        200 | 204 => match offset() {
            Some(offset) => Next::GoOn(offset),
            None => fail(file, Failure::Garbled),
        },
        // Not where the server is, or the bytes were spoilt on the way: ask again.
        409 | 460 if asks_again(file, &answer.body) => Next::Ask,
        401 => fail(file, Failure::SignIn),
        404 | 410 => Next::Anew,
        _ => match json::from_str::<Problem>(&answer.body) {
            Ok(problem) if problem.code != ProblemCode::Unknown => {
                fail(file, Failure::Refused(Box::new(problem)))
            }
            _ => fail(file, Failure::Garbled),
        },
    }
}

/// Whether asking how far the server is may help: not where it means another thing by the same
/// status, as that the filing was submitted, and not for ever.
fn asks_again(file: &Upload, body: &str) -> bool {
    let again = file.mismatches.get() + 1;
    file.mismatches.set(again);
    let code = json::from_str::<Problem>(body).map(|problem| problem.code);
    again <= MISMATCHES
        && matches!(
            code,
            Err(_)
                | Ok(ProblemCode::OffsetMismatch
                    | ProblemCode::ChecksumMismatch
                    | ProblemCode::Unknown)
        )
}

fn fail(file: &Upload, failure: Failure) -> Next {
    if runs(file) {
        file.state.set(UploadState::Failed(failure));
    }
    Next::Stop
}

/// Leaves the file to be tried again by itself, if nothing else has been decided.
fn retry(file: &Upload) -> bool {
    if runs(file) {
        let pause = PAUSES[file.failures.get().min(PAUSES.len() - 1)];
        file.failures.set(file.failures.get() + 1);
        file.state.set(UploadState::Retrying(pause));
    }
    false
}

fn runs(file: &Upload) -> bool {
    runs_state(&file.state.get_untracked())
}

fn runs_state(state: &UploadState) -> bool {
    matches!(state, UploadState::Waiting | UploadState::Sending(_))
}

#[allow(clippy::cast_possible_truncation)]
fn percent(done: u64, total: u64) -> u8 {
    (done.min(total) * 100 / total.max(1)) as u8
}

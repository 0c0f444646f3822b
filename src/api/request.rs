//! The one door to the backend: addresses, headers, problems.

use std::cell::RefCell;
use std::pin::Pin;

use bangban_contract::problem::{Problem, ProblemCode};
use bangban_contract::{API, REQUEST_HEADER};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{ApiError, config};
use crate::platform::fetch::{self, Answer};
use crate::platform::json;

thread_local! {
    static SIGN_IN_REQUIRED: RefCell<Option<Box<dyn Fn()>>> = const { RefCell::new(None) };
}

/// What to do whenever the backend says that nobody is signed in.
pub fn on_sign_in_required(then: impl Fn() + 'static) {
    SIGN_IN_REQUIRED.with(|slot| *slot.borrow_mut() = Some(Box::new(then)));
}

/// The full address of an API path, e.g. for a link or an image.
pub fn address(path: &str) -> String {
    [config::backend().as_str(), API, path].concat()
}

/// The full address of a `Location` that the backend gave.
pub fn resolve(location: &str) -> String {
    if location.starts_with('/') {
        [config::backend().as_str(), location].concat()
    } else {
        location.to_owned()
    }
}

/// A request to an API path.
pub struct Call<'a> {
    method: &'a str,
    path: &'a str,
    headers: Vec<(&'a str, &'a str)>,
    body: Option<String>,
}

impl<'a> Call<'a> {
    /// Asks for something.
    pub fn get(path: &'a str) -> Self {
        Self { method: "GET", path, headers: Vec::new(), body: None }
    }

    /// Changes something. Carries the header that proves that the app itself asks.
    pub fn change(method: &'a str, path: &'a str) -> Self {
        Self { method, path, headers: vec![(REQUEST_HEADER, "1")], body: None }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &'a str, value: &'a str) -> Self {
        self.headers.push((name, value));
        self
    }

    /// Adds `If-Match` with a version.
    #[must_use]
    pub fn if_match(self, etag: &'a str) -> Self {
        self.header("If-Match", etag)
    }

    /// Adds a body as JSON.
    #[must_use]
    pub fn json<T: Serialize>(mut self, body: &T) -> Self {
        self.body = serde_json::to_string(body).ok();
        self.header("Content-Type", "application/json")
    }

    /// Sends it and reads a JSON answer.
    ///
    /// # Errors
    /// As [`ApiError`] tells.
    pub async fn read<T: DeserializeOwned>(self) -> Result<T, ApiError> {
        // Boxed, so that what each type adds is its reading and not the sending once more.
        let sent: Pin<Box<dyn Future<Output = _> + '_>> = Box::pin(self.send());
        let answer = sent.await?;
        read(&answer.text)
    }

    /// Sends it.
    ///
    /// # Errors
    /// As [`ApiError`] tells.
    pub async fn send(self) -> Result<Answer, ApiError> {
        let url = address(self.path);
        let answer = fetch::fetch(fetch::Request {
            method: self.method,
            url: &url,
            headers: &self.headers,
            body: self.body.as_deref(),
            cross_origin: !config::backend().is_empty(),
        })
        .await
        .map_err(|_| ApiError::Unreachable)?;
        if answer.is_ok() { Ok(answer) } else { Err(refused(answer.status, &answer.text)) }
    }
}

/// What the backend says at a path, as it wrote it: to be kept, and read by [`read`].
///
/// # Errors
/// As [`ApiError`] tells.
pub async fn text(path: &str) -> Result<String, ApiError> {
    Ok(Call::get(path).send().await?.text)
}

/// Reads what the backend wrote.
///
/// # Errors
/// [`ApiError::Unreadable`].
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    json::from_str(text).map_err(|_| ApiError::Unreadable)
}

/// What a refusal is, by its status and body.
pub(super) fn refused(status: u16, body: &str) -> ApiError {
    let Ok(problem) = json::from_str::<Problem>(body) else {
        // A gateway between us and the backend answers in its own way when the backend is gone.
        return if status >= 500 { ApiError::Unreachable } else { ApiError::Unreadable };
    };
    if problem.code == ProblemCode::SignInRequired {
        SIGN_IN_REQUIRED.with(|slot| {
            if let Some(then) = slot.borrow().as_ref() {
                then();
            }
        });
    }
    ApiError::Problem(Box::new(problem))
}

/// Encodes a value for a query.
pub fn encode(value: &str) -> String {
    js_sys::encode_uri_component(value).into()
}

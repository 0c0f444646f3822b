//! Sending bytes with progress. `fetch` tells nothing while it sends, so this is an
//! `XMLHttpRequest`.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ProgressEvent, XmlHttpRequest};

/// What the server answered.
pub struct Answer {
    /// HTTP status; 0 where nothing was answered: offline, cut, or aborted.
    pub status: u16,
    /// The body.
    pub body: String,
    request: XmlHttpRequest,
}

impl Answer {
    /// A header of the answer.
    pub fn header(&self, name: &str) -> Option<String> {
        self.request.get_response_header(name).ok().flatten()
    }
}

/// A request on its way, to be aborted.
#[derive(Clone, Default)]
pub struct InFlight(Rc<RefCell<Option<XmlHttpRequest>>>);

impl InFlight {
    /// Stops it; its answer has status 0.
    pub fn abort(&self) {
        if let Some(request) = self.0.borrow_mut().take() {
            let _ = request.abort();
        }
    }
}

/// Sends a request with cookies and reports the bytes that have left so far.
pub async fn send(
    method: &str,
    address: &str,
    headers: &[(&str, &str)],
    body: Option<&Blob>,
    in_flight: &InFlight,
    progress: impl Fn(u64) + 'static,
) -> Option<Answer> {
    let request = XmlHttpRequest::new().ok()?;
    request.open_with_async(method, address, true).ok()?;
    request.set_with_credentials(true);
    for (name, value) in headers {
        request.set_request_header(name, value).ok()?;
    }
    let report = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        progress(event.loaded() as u64);
    });
    request.upload().ok()?.set_onprogress(Some(report.as_ref().unchecked_ref()));
    // `loadend` comes after load, error, abort and timeout alike.
    let sent = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    *in_flight.0.borrow_mut() = Some(request.clone());
    match body {
        Some(body) => request.send_with_opt_blob(Some(body)).ok()?,
        None => request.send().ok()?,
    }
    let _ = JsFuture::from(sent).await;
    in_flight.0.borrow_mut().take();
    drop(report);
    Some(Answer {
        status: request.status().unwrap_or(0),
        body: request.response_text().ok().flatten().unwrap_or_default(),
        request,
    })
}

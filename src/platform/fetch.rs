//! HTTP by the browser's `fetch`.

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestCredentials, RequestInit, Response};

/// How long an answer may take, milliseconds.
const PATIENCE: u32 = 30_000;

/// The network gave no answer: offline, no such host, cut off, or too slow.
pub struct NoAnswer;

/// A request.
pub struct Request<'a> {
    /// Method.
    pub method: &'a str,
    /// Address.
    pub url: &'a str,
    /// Headers.
    pub headers: &'a [(&'a str, &'a str)],
    /// Body, as text.
    pub body: Option<&'a str>,
    /// Whether cookies go along to another origin.
    pub cross_origin: bool,
}

/// An answer, read to its end.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// `ETag`, if any.
    pub etag: Option<String>,
    /// The body as text.
    pub text: String,
}

impl Answer {
    /// Whether the status is one of success.
    pub fn is_ok(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Asks and reads the whole answer.
///
/// # Errors
/// [`NoAnswer`] where the network failed or took longer than 30 seconds.
pub async fn fetch(request: Request<'_>) -> Result<Answer, NoAnswer> {
    ask(request).await.map_err(|_| NoAnswer)
}

/// Bytes that came as an answer, with one header of it.
pub struct Bytes {
    /// HTTP status.
    pub status: u16,
    /// The headers that were asked for, where they are numbers.
    pub headers: [Option<u64>; 2],
    /// The body.
    pub bytes: Vec<u8>,
}

/// Asks with bytes or nothing, and reads bytes and the named headers.
///
/// # Errors
/// [`NoAnswer`] where the network failed or took longer than 30 seconds.
pub async fn bytes(
    request: Request<'_>,
    body: Option<&[u8]>,
    headers: [&str; 2],
) -> Result<Bytes, NoAnswer> {
    let body = body.map(|body| js_sys::Uint8Array::from(body).into());
    let response = send(&request, body).await.map_err(|_| NoAnswer)?;
    let buffer = response.array_buffer().map_err(|_| NoAnswer)?;
    let buffer = JsFuture::from(buffer).await.map_err(|_| NoAnswer)?;
    Ok(Bytes {
        status: response.status(),
        headers: headers.map(|name| response.headers().get(name).ok()??.parse().ok()),
        bytes: js_sys::Uint8Array::new(&buffer).to_vec(),
    })
}

async fn ask(request: Request<'_>) -> Result<Answer, JsValue> {
    let response = send(&request, request.body.map(JsValue::from_str)).await?;
    let text = JsFuture::from(response.text()?).await?;
    Ok(Answer {
        status: response.status(),
        etag: response.headers().get("etag").ok().flatten(),
        text: text.as_string().unwrap_or_default(),
    })
}

async fn send(request: &Request<'_>, body: Option<JsValue>) -> Result<Response, JsValue> {
    let headers = Headers::new()?;
    for (name, value) in request.headers {
        headers.append(name, value)?;
    }
    let init = RequestInit::new();
    init.set_method(request.method);
    init.set_headers(&headers);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    if request.cross_origin {
        init.set_credentials(RequestCredentials::Include);
    }
    if let Some(body) = body {
        init.set_body(&body);
    }
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let answer = JsFuture::from(window.fetch_with_str_and_init(request.url, &init)).await?;
    Ok(answer.into())
}

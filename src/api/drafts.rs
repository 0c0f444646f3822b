//! The documents of a filing's draft, by plain requests: bytes, and a cursor.

use bangban_contract::realtime::{CURSOR_HEADER, EPOCH_HEADER};
use bangban_contract::{API, REQUEST_HEADER};
use bangban_wire::{Updates, write_update};

use super::request::address;
use super::{ApiError, config};
use crate::platform::fetch::{self, Bytes, Request};

/// What came after a cursor.
pub struct Came {
    /// How far it goes.
    pub cursor: u64,
    /// In which epoch the document is now.
    pub epoch: u32,
    /// The updates, oldest first.
    pub updates: Vec<Vec<u8>>,
}

/// The updates of a document after a cursor. With `wait` (seconds, at most 25) it is waited for
/// something new. `name` is as in `answers`, `private@1`.
pub async fn read(filing: &str, name: &str, after: u64, wait: u32) -> Result<Came, ApiError> {
    let query = ["?after=", &after.to_string(), "&wait=", &wait.to_string()].concat();
    let answer = ask("GET", &[&path(filing, name), &*query].concat(), None).await?;
    let [cursor, epoch] = answer.headers;
    let (cursor, epoch) = (cursor.unwrap_or(after), epoch.unwrap_or_default());
    let epoch = u32::try_from(epoch).unwrap_or_default();
    let updates = Updates::of(&answer.bytes).map(|update| update.map(<[u8]>::to_vec));
    let updates = updates.collect::<Result<_, _>>().map_err(|_| ApiError::Unreadable)?;
    Ok(Came { cursor, epoch, updates })
}

/// Adds an update to a document: stored, once this is done.
pub async fn append(filing: &str, name: &str, update: &[u8]) -> Result<(), ApiError> {
    let mut body = Vec::with_capacity(update.len() + 4);
    write_update(&mut body, update);
    ask("POST", &path(filing, name), Some(&body)).await.map(drop)
}

/// Address of the socket that carries the same.
pub fn socket_address() -> String {
    let backend = config::backend();
    let origin = if backend.is_empty() { crate::platform::title::origin() } else { backend };
    socket_of(&origin, config::realtime())
}

/// By the backend's origin, and what is configured for the socket, if something is.
fn socket_of(origin: &str, realtime: String) -> String {
    let address = if realtime.is_empty() {
        [origin, API, "/realtime"].concat()
    } else if realtime.starts_with('/') {
        [origin, &*realtime].concat()
    } else {
        realtime
    };
    match address.strip_prefix("http") {
        Some(rest) => ["ws", rest].concat(),
        None => address,
    }
}

fn path(filing: &str, name: &str) -> String {
    ["/filings/", filing, "/documents/", name, "/updates"].concat()
}

async fn ask(method: &str, path: &str, body: Option<&[u8]>) -> Result<Bytes, ApiError> {
    let request = Request {
        method,
        url: &address(path),
        headers: &[(REQUEST_HEADER, "1"), ("Content-Type", "application/octet-stream")],
        body: None,
        cross_origin: !config::backend().is_empty(),
    };
    let answer = fetch::bytes(request, body, [CURSOR_HEADER, EPOCH_HEADER]).await;
    let answer = answer.map_err(|_| ApiError::Unreachable)?;
    match answer.status {
        200..=299 => Ok(answer),
        status => Err(super::request::refused(status, &String::from_utf8_lossy(&answer.bytes))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_socket() {
        for (origin, realtime, expected) in [
            ("http://127.0.0.1:8080", "", "ws://127.0.0.1:8080/api/v1/realtime"),
            ("https://zwfw.example", "", "wss://zwfw.example/api/v1/realtime"),
            ("https://zwfw.example", "/hocuspocus", "wss://zwfw.example/hocuspocus"),
            ("https://zwfw.example", "wss://zwfw.example:8443/x", "wss://zwfw.example:8443/x"),
            ("https://zwfw.example", "https://zwfw.example/x", "wss://zwfw.example/x"),
        ] {
            assert_eq!(socket_of(origin, realtime.into()), expected, "{origin} {realtime}");
        }
    }
}

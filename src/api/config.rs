//! `config.json` beside the app: which backend it talks to. Read once at start-up, while
//! the app itself is still being loaded (`index.html` asks for it early).

use std::cell::RefCell;

use serde::Deserialize;

use crate::platform::{fetch, json};

/// The fields of `config.json`. Each may be left out.
#[derive(Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Config {
    /// Origin of the backend, e.g. `https://zwfw.example.gov.cn`, without a slash at the
    /// end; empty where it is the app's own. Another origin has to allow the app's by CORS
    /// with credentials, and the server of the app to allow it in its Content-Security-Policy.
    backend: String,
    /// Address of the backend's own sign-in page, to which `?next=` and the address to come
    /// back to are added; empty where the backend offers demo identities.
    sign_in: String,
    /// Address of the WebSocket of the shared drafts, `wss://…`, or a path on the backend's
    /// origin; empty for the backend's own. It has to be of the backend's host, whose cookie says
    /// who one is; on another origin, the server of the app has to allow it in its
    /// Content-Security-Policy.
    realtime: String,
}

thread_local! {
    static CONFIG: RefCell<Config> = RefCell::default();
}

/// Reads it. A configuration that is not there or cannot be read leaves what holds without
/// one: the app's own origin.
pub async fn load() {
    let request = fetch::Request {
        method: "GET",
        url: "/config.json",
        headers: &[],
        body: None,
        cross_origin: false,
    };
    let Ok(answer) = fetch::fetch(request).await else { return };
    if let (true, Ok(config)) = (answer.is_ok(), json::from_str(&answer.text)) {
        CONFIG.with(|slot| *slot.borrow_mut() = config);
    }
}

/// Origin of the backend; empty where it is the app's own.
pub fn backend() -> String {
    CONFIG.with(|slot| slot.borrow().backend.clone())
}

/// Address of the WebSocket of the shared drafts; empty where it is the backend's own.
pub fn realtime() -> String {
    CONFIG.with(|slot| slot.borrow().realtime.clone())
}

/// Address of the backend's sign-in page, if it has its own.
pub fn sign_in() -> Option<String> {
    CONFIG.with(|slot| Some(slot.borrow().sign_in.clone())).filter(|address| !address.is_empty())
}

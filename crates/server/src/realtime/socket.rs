//! One socket of a client: frames in, frames out, and when it ends.

mod doors;
mod outbox;
mod reader;
mod write;

use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message as Packet, WebSocket};
use bangban_wire::CloseCode;
use futures_util::StreamExt;
use tokio::sync::broadcast;
use tokio::time::timeout;

pub(super) use self::outbox::Outbox;
use self::reader::{End, Reader};
use super::access::Who;
use super::relay::{Place, Relay};
use crate::session::{Current, Key, Sessions};

/// How long a client may take to answer a close.
const FAREWELL: Duration = Duration::from_secs(1);
/// How long what was handed in may take to be stored when the server ends.
const FLUSH: Duration = Duration::from_secs(10);

/// What a socket needs to know of the rest of the server.
pub struct Setting {
    /// The relay.
    pub relay: Relay,
    /// Whether the session goes on.
    pub sessions: Sessions,
    /// Ends of sessions, listened to since before the session was looked up.
    pub ends: broadcast::Receiver<Key>,
}

/// A socket that may be served.
pub struct Admitted {
    setting: Setting,
    who: Arc<Who>,
    place: Place,
}

/// Gives a signed-in person a place; `None` where they have too many sockets.
pub fn admit(setting: Setting, current: &Current) -> Option<Admitted> {
    let who = Arc::new(Who::from(current));
    let place = setting.relay.place(&who)?;
    Some(Admitted { setting, who, place })
}

/// Tells a client that nobody is signed in. A browser does not show a page why an upgrade was
/// refused, so it is told on the socket.
pub async fn refuse(mut socket: WebSocket) {
    let _ = socket.send(write::farewell(CloseCode::Unauthorized)).await;
    let _ = timeout(FAREWELL, async { while socket.recv().await.is_some_and(|it| it.is_ok()) {} })
        .await;
}

/// Serves a socket until its end.
pub async fn serve(admitted: Admitted, socket: WebSocket) {
    let Admitted { setting, who, place } = admitted;
    let (sink, stream) = socket.split();
    let (out, waiting) = Outbox::new(setting.relay.limits());
    let writer = tokio::spawn(write::run(sink, waiting, setting.relay.limits().write));
    let mut reader = Reader::new(setting, who, stream, out.clone());
    let end = reader.run().await;
    let Reader { mut stream, doors, .. } = reader;
    doors.leave().await;
    match end {
        End::Gone => out.cut(CloseCode::ResetConnection),
        End::Close(code) => out.close(code),
    }
    drop(out);
    // What is in line is written, then the close; what still comes is not looked at.
    let drained = async {
        let _ = writer.await;
        while stream.next().await.is_some_and(|it| it.is_ok()) {}
    };
    let _ = timeout(FAREWELL + FAREWELL, drained).await;
    drop(place);
}

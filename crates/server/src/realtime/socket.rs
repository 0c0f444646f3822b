//! One socket of a client: frames in, frames out, and when it ends.

mod doors;
mod outbox;
mod write;

use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message as Packet, WebSocket};
use bangban_wire::{CloseCode, Frame, FrameError, Kind, Sender};
use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream::SplitStream;
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep_until, timeout};

use self::doors::Doors;
pub(super) use self::outbox::Outbox;
use super::access::Who;
use super::bucket::Bucket;
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

/// Why a socket ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// The client has gone.
    Gone,
    /// It is told why.
    Close(CloseCode),
}

struct Reader {
    setting: Setting,
    who: Arc<Who>,
    stream: SplitStream<WebSocket>,
    out: Outbox,
    doors: Doors,
    frames: Bucket,
    bytes: Bucket,
    /// Until when nothing more is read: what came was more than the rate.
    paused: Instant,
    heard: Instant,
    /// Whether an update came since the session was looked up.
    used: bool,
}

impl Reader {
    fn new(setting: Setting, who: Arc<Who>, stream: SplitStream<WebSocket>, out: Outbox) -> Self {
        let limits = setting.relay.limits();
        let now = Instant::now();
        Self {
            doors: Doors::new(setting.relay.clone(), who.clone(), out.clone()),
            frames: Bucket::new(limits.frame_burst, limits.frames_per_second),
            bytes: Bucket::new(limits.byte_burst, limits.bytes_per_second),
            setting,
            who,
            stream,
            out,
            paused: now,
            heard: now,
            used: false,
        }
    }

    async fn run(&mut self) -> End {
        let relay = self.setting.relay.clone();
        let out = self.out.clone();
        let every = relay.limits().heartbeat;
        let mut heartbeat = interval_at(Instant::now() + every, every);
        heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let now = Instant::now();
            let paused = self.paused > now;
            let auth_by = self.doors.auth_by();
            tokio::select! {
                biased;
                code = out.is_cut() => return End::Close(code),
                () = relay.is_ending() => {
                    // What was handed in is stored and acknowledged before the socket goes.
                    let _ = timeout(FLUSH, self.doors.flush()).await;
                    return End::Close(CloseCode::ResetConnection);
                }
                ended = self.setting.ends.recv() => {
                    if let Some(end) = self.session_ended(ended).await {
                        return end;
                    }
                }
                _ = heartbeat.tick() => if let Some(end) = self.beat().await {
                    return end;
                },
                () = sleep_until(auth_by.unwrap_or(now)), if auth_by.is_some() => {
                    return End::Close(CloseCode::ConnectionTimeout);
                }
                () = sleep_until(self.paused), if paused => {}
                packet = self.stream.next(), if !paused => {
                    if let Some(end) = self.receive(packet).await {
                        return end;
                    }
                }
            }
        }
    }

    async fn session_ended(&mut self, ended: Result<Key, RecvError>) -> Option<End> {
        match ended {
            Ok(key) if key == self.who.session => Some(End::Close(CloseCode::Unauthorized)),
            Ok(_) => None,
            // Some were missed: perhaps ours.
            Err(_) => self.look_up_session().await,
        }
    }

    /// Whether the session goes on. Writing uses it, being there does not: a page that was left
    /// open on a shared machine ends.
    async fn look_up_session(&mut self) -> Option<End> {
        match self.setting.sessions.look(&self.who.session, self.used).await {
            Ok(Some(_)) => {
                self.used = false;
                None
            }
            Ok(None) => Some(End::Close(CloseCode::Unauthorized)),
            Err(error) => {
                tracing::error!(cause = %error, "a session was not looked up");
                Some(End::Close(CloseCode::ResetConnection))
            }
        }
    }

    async fn beat(&mut self) -> Option<End> {
        let silent = self.heard.elapsed() > self.setting.relay.limits().silence;
        if silent && !self.out.is_writing() {
            return Some(End::Close(CloseCode::ConnectionTimeout));
        }
        self.out.send(Frame::Ping.encode().into());
        self.look_up_session().await
    }

    async fn receive(&mut self, packet: Option<Result<Packet, axum::Error>>) -> Option<End> {
        let packet = match packet {
            Some(Ok(packet)) => packet,
            Some(Err(error)) if write::is_too_large(&error) => {
                return Some(End::Close(CloseCode::MessageTooBig));
            }
            Some(Err(_)) | None => return Some(End::Gone),
        };
        self.heard = Instant::now();
        let wait = self.frames.take(1.0);
        self.paused = self.heard + wait;
        match packet {
            Packet::Binary(bytes) => {
                #[expect(clippy::cast_precision_loss, reason = "frames are a few MiB")]
                let wait = self.bytes.take(bytes.len() as f64);
                self.paused = self.paused.max(self.heard + wait);
                self.hear(bytes).await
            }
            Packet::Ping(_) | Packet::Pong(_) => None,
            Packet::Text(_) => Some(End::Close(CloseCode::ResetConnection)),
            Packet::Close(_) => Some(End::Gone),
        }
    }

    async fn hear(&mut self, bytes: Bytes) -> Option<End> {
        let frame = match Frame::decode(&bytes, &self.doors.frame_limits()) {
            Ok(frame) => frame,
            Err(error) => return refused(error),
        };
        if !frame.is_from(Sender::Client) {
            return Some(End::Close(CloseCode::ResetConnection));
        }
        let Frame::Document { name, message } = frame else { return None };
        self.used |= doors::is_update(&message);
        // Handing in may wait for a busy document; a socket that is cut waits for nothing.
        let out = self.out.clone();
        tokio::select! {
            biased;
            code = out.is_cut() => Some(End::Close(code)),
            handed = self.doors.hand_in(name, message, &bytes) => handed.err().map(End::Close),
        }
    }
}

/// What follows from bytes that are no frame.
fn refused(error: FrameError) -> Option<End> {
    tracing::debug!(%error, "a frame was refused");
    match error.kind() {
        // A newer client's: passed over.
        Kind::Unknown => None,
        Kind::Malformed => Some(End::Close(CloseCode::ResetConnection)),
        Kind::TooLarge => Some(End::Close(CloseCode::MessageTooBig)),
    }
}

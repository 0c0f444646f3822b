//! Reading from a socket, and noticing when it has to end.

use std::sync::Arc;

use axum::extract::ws::WebSocket;
use bangban_wire::{CloseCode, Frame, FrameError, Kind, Sender};
use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream::SplitStream;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep_until, timeout};

use super::doors::{self, Doors};
use super::{FLUSH, Outbox, Packet, Setting, write};
use crate::realtime::access::Who;
use crate::realtime::bucket::Bucket;
use crate::session::Key;

/// Why a socket ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The client has gone.
    Gone,
    /// It is told why.
    Close(CloseCode),
}

/// The reading side of a socket.
pub(super) struct Reader {
    setting: Setting,
    who: Arc<Who>,
    pub stream: SplitStream<WebSocket>,
    out: Outbox,
    pub doors: Doors,
    frames: Bucket,
    bytes: Bucket,
    /// Until when nothing more is read: what came was more than the rate.
    paused: Instant,
    heard: Instant,
    /// Whether an update came since the session was looked up.
    used: bool,
}

impl Reader {
    pub(super) fn new(
        setting: Setting,
        who: Arc<Who>,
        stream: SplitStream<WebSocket>,
        out: Outbox,
    ) -> Self {
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

    /// Reads until the socket ends.
    pub(super) async fn run(&mut self) -> End {
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
            Err(_) => Box::pin(self.look_up_session()).await,
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
        // What is rare has its memory when it happens: there are thousands of sockets.
        Box::pin(self.look_up_session()).await
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

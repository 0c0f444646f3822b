//! What waits to be written to a socket, never more than its limits.

use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use bangban_wire::CloseCode;
use bytes::Bytes;
use tokio::sync::{mpsc, watch};

use crate::realtime::Limits;

/// What is written next.
#[derive(Debug)]
pub(super) enum Out {
    /// A frame.
    Frame(Bytes),
    /// The end, after all that was put in before.
    Close(CloseCode),
}

/// What both sides know.
#[derive(Debug, Default)]
pub(super) struct State {
    /// Bytes in line.
    pub waiting: AtomicUsize,
    /// Whether a frame is being written.
    pub writing: AtomicBool,
}

/// The way to a socket. Cheap to clone; nobody waits on it.
#[derive(Clone, Debug)]
pub(crate) struct Outbox {
    queue: mpsc::Sender<Out>,
    state: Arc<State>,
    most: usize,
    cut: watch::Sender<Option<CloseCode>>,
}

/// The socket's side of it.
#[derive(Debug)]
pub(super) struct Waiting {
    pub queue: mpsc::Receiver<Out>,
    pub state: Arc<State>,
    /// Set when what waits is to be given up.
    pub cut: watch::Receiver<Option<CloseCode>>,
}

impl Outbox {
    pub(super) fn new(limits: &Limits) -> (Self, Waiting) {
        let (queue, frames) = mpsc::channel(limits.outgoing_frames);
        let (cut, is_cut) = watch::channel(None);
        let state = Arc::new(State::default());
        let out = Self { queue, state: state.clone(), most: limits.outgoing_bytes, cut };
        (out, Waiting { queue: frames, state, cut: is_cut })
    }

    /// Puts a frame in line. Where the client reads too slowly for it, the socket is cut: what
    /// it missed it gets when it connects anew and says what it has.
    pub(crate) fn send(&self, frame: Bytes) {
        let length = frame.len();
        let before = self.state.waiting.fetch_add(length, Ordering::Relaxed);
        if before >= self.most || self.queue.try_send(Out::Frame(frame)).is_err() {
            self.state.waiting.fetch_sub(length, Ordering::Relaxed);
            self.cut(CloseCode::ResetConnection);
        }
    }

    /// Whether a frame is being written: a client that is still busy with it cannot answer.
    pub(super) fn is_writing(&self) -> bool {
        self.state.writing.load(Ordering::Relaxed)
    }

    /// Whether nothing can be written to the socket any more.
    pub(crate) fn is_gone(&self) -> bool {
        self.queue.is_closed()
    }

    /// Ends the socket after what is in line.
    pub(super) fn close(&self, code: CloseCode) {
        if self.queue.try_send(Out::Close(code)).is_err() {
            self.cut(code);
        }
    }

    /// Ends the socket at once. The first reason counts.
    pub(crate) fn cut(&self, code: CloseCode) {
        self.cut.send_if_modified(|cut| {
            let first = cut.is_none();
            if first {
                *cut = Some(code);
            }
            first
        });
    }

    /// Ends when the socket is cut.
    pub(super) async fn is_cut(&self) -> CloseCode {
        is_cut(self.cut.subscribe()).await
    }
}

/// Ends when the socket is cut; never where everybody who could do it has gone.
pub(super) async fn is_cut(mut cut: watch::Receiver<Option<CloseCode>>) -> CloseCode {
    let code = cut.wait_for(Option::is_some).await.map(|code| *code);
    match code {
        Ok(code) => code.unwrap_or(CloseCode::ResetConnection),
        Err(_) => pending().await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(bytes: usize, frames: usize) -> Limits {
        Limits { outgoing_bytes: bytes, outgoing_frames: frames, ..Limits::default() }
    }

    #[tokio::test]
    async fn what_does_not_fit_cuts_the_socket() {
        for (bytes, frames, sizes, expected) in [
            (100, 10, &[60, 39, 1][..], None),
            (100, 10, &[60, 40, 1], Some(CloseCode::ResetConnection)),
            (100, 10, &[1, 500], None),
            (100, 10, &[1, 500, 1], Some(CloseCode::ResetConnection)),
            (100, 2, &[1, 1, 1], Some(CloseCode::ResetConnection)),
        ] {
            let (out, waiting) = Outbox::new(&limits(bytes, frames));
            for &size in sizes {
                out.send(vec![0; size].into());
            }
            assert_eq!(*waiting.cut.borrow(), expected, "{sizes:?}");
        }
    }

    #[tokio::test]
    async fn the_first_reason_counts() {
        let (out, _waiting) = Outbox::new(&limits(1, 1));
        out.cut(CloseCode::Unauthorized);
        out.cut(CloseCode::ResetConnection);
        assert_eq!(out.is_cut().await, CloseCode::Unauthorized);
    }
}

//! Writing to a socket.

use std::error::Error;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::extract::ws::WebSocket;
use bangban_wire::CloseCode;
use futures_util::SinkExt;
use futures_util::stream::SplitSink;
use tokio::time::timeout;

use super::outbox::{Out, Waiting, is_cut};
use super::{CloseFrame, FAREWELL, Packet};

/// The thinnest line that a large frame is waited for on, bytes a second.
const THIN: usize = 16 << 10;

/// Bytes of a frame that may wait for the next one.
const GATHERED: usize = 4 << 10;

/// Writes what is in line until the socket is to be closed, is cut, or nobody writes any more.
pub(super) async fn run(mut sink: SplitSink<WebSocket, Packet>, waiting: Waiting, limit: Duration) {
    let Waiting { mut queue, state, cut } = waiting;
    let code = loop {
        let out = tokio::select! {
            biased;
            code = is_cut(cut.clone()) => break code,
            out = queue.recv() => out,
        };
        let frame = match out {
            Some(Out::Frame(frame)) => frame,
            Some(Out::Close(code)) => break code,
            None => break CloseCode::ResetConnection,
        };
        // What is being written does not wait any more: a large document on a thin line leaves
        // room for what comes after it.
        state.waiting.fetch_sub(frame.len(), Ordering::Relaxed);
        state.writing.store(true, Ordering::Relaxed);
        let at_thin = Duration::from_secs((frame.len() / THIN) as u64);
        // A small one goes together with what waits behind it: one call of the system for all.
        let gathered = frame.len() <= GATHERED && !queue.is_empty();
        let packet = Packet::Binary(frame);
        let written = timeout(limit + at_thin, async {
            if gathered { sink.feed(packet).await } else { sink.send(packet).await }
        });
        let ended = tokio::select! {
            biased;
            written = written => match written {
                Ok(Ok(())) => None,
                Ok(Err(_)) => return,
                Err(_) => Some(CloseCode::ResetConnection),
            },
            code = is_cut(cut.clone()) => Some(code),
        };
        state.writing.store(false, Ordering::Relaxed);
        if let Some(code) = ended {
            break code;
        }
    };
    // Nothing more is taken in, so that whoever still writes to it notices.
    queue.close();
    let _ = timeout(FAREWELL, sink.send(farewell(code))).await;
}

/// The close frame of a code.
pub(super) fn farewell(code: CloseCode) -> Packet {
    Packet::Close(Some(CloseFrame { code: code.code(), reason: code.reason().into() }))
}

/// Whether the transport refused a message for its size.
pub(super) fn is_too_large(error: &axum::Error) -> bool {
    let mut cause: Option<&dyn Error> = Some(error);
    while let Some(error) = cause {
        // The transport's error type is not in axum's interface; its words are.
        if error.to_string().contains("Message too long") {
            return true;
        }
        cause = error.source();
    }
    false
}

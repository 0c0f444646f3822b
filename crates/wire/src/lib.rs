//! The frames of the Hocuspocus 4 protocol, which the app and any realtime server speak: bytes
//! in, meaning out, and back. Pure: no socket, no clock, no document.
//!
//! One socket carries many documents, so that every frame begins with the name of its document;
//! only [`Frame::Ping`] and [`Frame::Pong`] stand alone. What is inside a sync message belongs to
//! Yjs and stays bytes here.
//!
//! Numbers and texts have exactly one form on the wire: whatever [`Frame::decode`] accepts,
//! [`Frame::encode`] writes back to the same bytes. Nothing is copied while decoding but the list
//! of awareness entries, whose length has a limit.
//!
//! The golden frames in `tests/golden` are what `@hocuspocus/server` 4.7.0 and
//! `@hocuspocus/provider` 4.8.0 said to each other: `npm ci && npm run record` in `tests/interop`
//! records them anew. Random bytes: `cargo +nightly fuzz run decode` in this folder.

mod auth;
mod awareness;
mod close;
mod error;
mod frame;
mod limits;
mod name;
mod number;
mod reader;
mod updates;
mod writer;

pub use auth::{Auth, Scope, Token};
pub use awareness::Entry;
pub use close::CloseCode;
pub use error::{Field, FrameError, Kind};
pub use frame::{Frame, Message, Sender, SyncMessage};
pub use limits::Limits;
pub use name::{join_session, split_session};
pub use number::U53;
pub use updates::{Updates, write_update};

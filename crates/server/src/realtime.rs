//! The shared draft: one socket for many documents, and the same updates by plain REST.
//!
//! An update takes this way, and is acknowledged at its end and not before:
//!
//! ```text
//! socket ─┐         checked,          one transaction      applied, acknowledged to who
//! REST  ──┴→ room → granted → log ──→ for all that wait ─→ sent it, relayed to the others
//! ```
//!
//! A [`room`](Relay::open) is one open document: a task that owns its content, who is in it and
//! what they show of themselves. The [`log`] is the database's side and the only one that writes.
//! The [`Relay`] knows the rooms and tells them what changes in the rest of the server.

pub mod access;
mod body;
mod bucket;
mod content;
mod limits;
pub mod log;
mod merged;
mod presence;
mod relay;
mod room;
mod seats;
pub mod socket;
mod touches;

pub use limits::Limits;
pub use relay::Relay;
pub use room::{Lease, PostError};

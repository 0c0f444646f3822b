//! How much of everything.

use std::time::Duration;

/// The limits of the relay. What a client sends beyond a rate waits; what it sends beyond a
/// size, and whoever does not read, is cut off.
#[derive(Clone, Debug)]
pub struct Limits {
    /// A frame of a client, and a body of the REST twin: 4 MiB, a roster of some thousand rows.
    pub frame: usize,
    /// Frames that a socket may send at once, before they come at its rate.
    pub frame_burst: f64,
    /// Frames of a socket a second: fast typing and a moving pointer are about 30.
    pub frames_per_second: f64,
    /// Bytes that a socket may send at once.
    pub byte_burst: f64,
    /// Bytes of a socket a second.
    pub bytes_per_second: f64,
    /// Documents that a socket may have open.
    pub documents: usize,
    /// Sockets of a session: as many as somebody has tabs.
    pub sockets_of_session: usize,
    /// Sockets of a person on all their devices.
    pub sockets_of_person: usize,
    /// Requests of a person that wait for something new at the same time.
    pub waiting_of_person: usize,
    /// Bodies that a session may send to the REST twin at once.
    pub post_burst: f64,
    /// Bodies of a session a second.
    pub posts_per_second: f64,
    /// Bytes that wait for a socket whose client reads slowly. The last frame may go beyond it, so
    /// that a large document can be opened at all.
    pub outgoing_bytes: usize,
    /// Frames that wait for it.
    pub outgoing_frames: usize,
    /// Frames of a document that wait for its authentication.
    pub frames_before_auth: usize,
    /// How long a socket may be without an open document, and a frame of a document without its
    /// authentication.
    pub before_auth: Duration,
    /// How often a socket is asked whether it is there, and its session looked up.
    pub heartbeat: Duration,
    /// How long nothing may come from a socket.
    pub silence: Duration,
    /// How long a frame may take to be written, besides a second for each 16 KiB of it.
    pub write: Duration,
    /// Sockets in all.
    pub sockets: usize,
    /// Bytes of all documents of a filing, as they are stored: 64 MiB. Each open document asks for
    /// the sum once in a MiB, so that it is passed by that at most.
    pub filing_bytes: i64,
    /// Bytes that one who helps may bring into a filing: 8 MiB, two dozen pictures and much text.
    pub helper_bytes: i64,
    /// Bytes of all who have helped in it: half of it, so that they never fill it.
    pub helpers_bytes: i64,
    /// How often what a socket brings into a document may be refused before it is cut off.
    pub refusals: u32,
    /// How long a document stays open that nobody uses.
    pub idle_room: Duration,
    /// Updates after which a document's log is compacted, and looked at whether it is to be begun
    /// anew.
    pub compact_updates: i64,
    /// Of these, how many of the newest stay as they are, for readers that are a little behind.
    pub compact_keep: i64,
    /// Documents that are no longer than this, in bytes, are never begun anew: 32 KiB.
    pub rebuild_floor: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            frame: 4 << 20,
            frame_burst: 400.0,
            frames_per_second: 100.0,
            byte_burst: 16_777_216.0,
            bytes_per_second: 1_048_576.0,
            documents: 24,
            sockets_of_session: 8,
            sockets_of_person: 64,
            waiting_of_person: 64,
            post_burst: 30.0,
            posts_per_second: 5.0,
            outgoing_bytes: 8 << 20,
            outgoing_frames: 1024,
            frames_before_auth: 16,
            before_auth: Duration::from_secs(20),
            heartbeat: Duration::from_secs(20),
            silence: Duration::from_mins(1),
            write: Duration::from_secs(20),
            sockets: 4096,
            filing_bytes: 64 << 20,
            helper_bytes: 8 << 20,
            helpers_bytes: 32 << 20,
            refusals: 32,
            idle_room: Duration::from_mins(1),
            compact_updates: 500,
            rebuild_floor: 32 << 10,
            compact_keep: 100,
        }
    }
}

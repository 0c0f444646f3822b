//! How much of something a frame may hold.

/// The most that [`Frame::decode`](crate::Frame::decode) accepts. Lengths are in bytes of UTF-8.
///
/// The defaults fit a filing with some thousand rows and a meeting of some dozen people. A server
/// that has not authenticated the sender yet may want less.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// A whole frame. 4 MiB.
    pub frame: usize,
    /// The name of a document, a session in it included. 512 bytes.
    pub name: usize,
    /// A token of a client. 8 KiB, as much as servers commonly take in a header.
    pub token: usize,
    /// The version that a client gives of itself. 64 bytes.
    pub version: usize,
    /// Why access was denied or a document closed. 1 KiB.
    pub reason: usize,
    /// A stateless message. 64 KiB.
    pub stateless: usize,
    /// The entries of one awareness message. 256.
    pub entries: usize,
    /// The JSON of one awareness entry. 16 KiB.
    pub state: usize,
}

impl Limits {
    /// The defaults.
    pub const DEFAULT: Self = Self {
        frame: 4 << 20,
        name: 512,
        token: 8 << 10,
        version: 64,
        reason: 1 << 10,
        stateless: 64 << 10,
        entries: 256,
        state: 16 << 10,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

//! Why bytes are not a frame.

/// Why bytes were refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FrameError {
    /// There are no bytes.
    #[error("an empty frame")]
    Empty,
    /// The bytes end inside a number, a text or a payload.
    #[error("the frame ends too early")]
    Truncated,
    /// More bytes follow the end of the message, or of the awareness entries in it.
    #[error("bytes after the end of the message")]
    TrailingBytes,
    /// A number of 2^53 or more.
    #[error("a number beyond 53 bits")]
    NumberTooLarge,
    /// A number that is written with more bytes than it needs.
    #[error("a number that is not in its shortest form")]
    Overlong,
    /// A text that is not UTF-8.
    #[error("a text that is not UTF-8")]
    NotText(Field),
    /// The frame is larger than [`Limits::frame`](crate::Limits::frame).
    #[error("the frame is too large")]
    FrameTooLarge,
    /// A text is longer than its limit.
    #[error("a text is too long")]
    TextTooLong(Field),
    /// More awareness entries than [`Limits::entries`](crate::Limits::entries).
    #[error("too many awareness entries")]
    TooManyEntries,
    /// A message type that Hocuspocus 4 does not have; 9 and 10 after a name are none either.
    #[error("unknown message type {0}")]
    UnknownMessage(u64),
    /// A sync message that is neither step nor update.
    #[error("unknown sync message {0}")]
    UnknownSync(u64),
    /// An authentication message of an unknown type.
    #[error("unknown authentication message {0}")]
    UnknownAuth(u64),
    /// A scope other than `read-write` and `readonly`.
    #[error("unknown scope")]
    UnknownScope,
    /// A sync status other than 0 and 1.
    #[error("unknown sync status {0}")]
    UnknownStatus(u64),
}

/// A text in a frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// The name of the document.
    Name,
    /// The token of a client.
    Token,
    /// The version of a client.
    Version,
    /// A reason to deny or to close.
    Reason,
    /// A stateless message.
    Stateless,
    /// The JSON of an awareness entry.
    State,
}

/// What sort of refusal it is; one decides by it how to go on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Well-formed as far as it was read, with something that this version does not know. The
    /// frame can be passed over.
    Unknown,
    /// Not a frame. The sender is broken, and the connection with it.
    Malformed,
    /// More than a limit allows.
    TooLarge,
}

impl FrameError {
    /// What sort of refusal it is.
    pub fn kind(self) -> Kind {
        match self {
            Self::Empty
            | Self::Truncated
            | Self::TrailingBytes
            | Self::NumberTooLarge
            | Self::Overlong
            | Self::NotText(_) => Kind::Malformed,
            Self::FrameTooLarge | Self::TextTooLong(_) | Self::TooManyEntries => Kind::TooLarge,
            Self::UnknownMessage(_)
            | Self::UnknownSync(_)
            | Self::UnknownAuth(_)
            | Self::UnknownScope
            | Self::UnknownStatus(_) => Kind::Unknown,
        }
    }
}

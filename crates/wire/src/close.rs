//! Why a socket was closed.

/// The codes with which a Hocuspocus server closes a socket, beyond those of every WebSocket.
///
/// A socket is closed for all its documents at once. That one document is closed is a frame,
/// [`Message::Close`](crate::Message::Close), and carries a reason without a code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CloseCode {
    /// A frame was larger than the server takes (RFC 6455, 7.4.1).
    MessageTooBig = 1009,
    /// Something was not understood, or a limit was passed: connect again, from the start.
    ResetConnection = 4205,
    /// Not authenticated, or the name of the document could not be read.
    Unauthorized = 4401,
    /// Authenticated, but not allowed.
    Forbidden = 4403,
    /// Nothing came for too long, or no authentication in time.
    ConnectionTimeout = 4408,
}

impl CloseCode {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::MessageTooBig,
        Self::ResetConnection,
        Self::Unauthorized,
        Self::Forbidden,
        Self::ConnectionTimeout,
    ];

    /// The number in the close frame of the WebSocket.
    pub const fn code(self) -> u16 {
        self as u16
    }

    /// The code of that number, if it is one of these.
    pub fn from_code(code: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }

    /// The reason that goes with it on the wire, as a rule: decide by the code.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::MessageTooBig => "Message Too Big",
            Self::ResetConnection => "Reset Connection",
            Self::Unauthorized => "Unauthorized",
            Self::Forbidden => "Forbidden",
            Self::ConnectionTimeout => "Connection Timeout",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CloseCode;

    #[test]
    fn codes_are_found_by_number() {
        for code in CloseCode::ALL {
            assert_eq!(CloseCode::from_code(code.code()), Some(code));
        }
        assert_eq!(CloseCode::from_code(1000), None);
    }
}

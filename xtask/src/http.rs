//! The least of HTTP/1.1 (RFC 9112): one GET to our own server on the loopback address.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// An answer.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// Content.
    pub body: Vec<u8>,
}

/// Asks for a path.
pub fn get(port: u16, path: &str) -> Result<Answer> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(2))?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    parse(&bytes)
}

fn parse(bytes: &[u8]) -> Result<Answer> {
    let split = bytes.windows(4).position(|four| four == b"\r\n\r\n").context("no HTTP answer")?;
    let head = std::str::from_utf8(&bytes[..split]).context("no HTTP answer")?;
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
    let status = status.context("an HTTP answer without a status")?;
    let body = &bytes[split + 4..];
    let chunked = head.lines().any(|line| {
        line.to_ascii_lowercase().starts_with("transfer-encoding:") && line.contains("chunked")
    });
    let body = if chunked { unchunk(body)? } else { body.to_vec() };
    Ok(Answer { status, body })
}

/// Content sent in chunks (RFC 9112, section 7.1).
fn unchunk(mut rest: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let end =
            rest.windows(2).position(|two| two == b"\r\n").context("a chunk without a size")?;
        let size = std::str::from_utf8(&rest[..end])?.split(';').next().unwrap_or_default();
        let size = usize::from_str_radix(size.trim(), 16).context("a chunk without a size")?;
        rest = &rest[end + 2..];
        if size == 0 {
            return Ok(out);
        }
        if rest.len() < size + 2 {
            bail!("a chunk that is cut off");
        }
        out.extend_from_slice(&rest[..size]);
        rest = &rest[size + 2..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers() {
        let cases = [
            ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", Some((200, "ok"))),
            ("HTTP/1.1 503 Busy\r\n\r\n", Some((503, ""))),
            (
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1;x\r\nd\r\n0\r\n\r\n",
                Some((200, "abcd")),
            ),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc", None),
            ("nonsense", None),
        ];
        for (text, expected) in cases {
            let answer = parse(text.as_bytes()).ok();
            let expected =
                expected.map(|(status, body)| Answer { status, body: body.as_bytes().to_vec() });
            assert_eq!(answer, expected, "{text}");
        }
    }
}

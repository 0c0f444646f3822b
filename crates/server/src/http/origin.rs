//! Origins (RFC 6454): scheme, host and port.

use std::fmt;
use std::net::Ipv6Addr;
use std::str::FromStr;

use axum::http::Uri;

/// An origin, e.g. `https://service.example.cn`. Written as browsers write it: lower case,
/// without the scheme's own port, without a path.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin(String);

/// It is no origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OriginError {
    /// It does not read as an address.
    #[error("not an address such as https://service.example.cn")]
    Malformed,
    /// Neither `http` nor `https`.
    #[error("only http and https can be an origin")]
    Scheme,
    /// It has a path, a query or a user.
    #[error("an origin has no path, no query and no user")]
    MoreThanOrigin,
}

impl Origin {
    /// As browsers write it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether connections to it are encrypted.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }

    /// Host and port, as in the `Host` header.
    pub fn authority(&self) -> &str {
        self.0.split_once("://").map_or("", |(_, authority)| authority)
    }
}

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, OriginError> {
        let uri: Uri = text.trim().parse().map_err(|_| OriginError::Malformed)?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(OriginError::Malformed);
        };
        let scheme = scheme.to_ascii_lowercase();
        let standard = match scheme.as_str() {
            "http" => 80,
            "https" => 443,
            _ => return Err(OriginError::Scheme),
        };
        let more = !matches!(uri.path(), "" | "/") || uri.query().is_some();
        if more || authority.as_str().contains('@') || text.contains('#') {
            return Err(OriginError::MoreThanOrigin);
        }
        let host = authority.host().to_ascii_lowercase();
        // Brackets are around an IPv6 address and nowhere else.
        let inner = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        let is_address = inner.is_some_and(|inner| inner.parse::<Ipv6Addr>().is_ok());
        if host.is_empty() || (host.contains(['[', ']']) && !is_address) {
            return Err(OriginError::Malformed);
        }
        Ok(Self(match authority.port_u16() {
            Some(port) if port != standard => format!("{scheme}://{host}:{port}"),
            _ => format!("{scheme}://{host}"),
        }))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn as_browsers_write_them() {
        use OriginError::{Malformed, MoreThanOrigin, Scheme};
        let cases = [
            ("https://service.example.cn", Ok("https://service.example.cn")),
            ("https://Service.Example.CN/", Ok("https://service.example.cn")),
            ("HTTPS://service.example.cn:443", Ok("https://service.example.cn")),
            ("http://service.example.cn:80", Ok("http://service.example.cn")),
            ("http://service.example.cn:443", Ok("http://service.example.cn:443")),
            ("http://127.0.0.1:8080", Ok("http://127.0.0.1:8080")),
            ("http://[::1]:8080", Ok("http://[::1]:8080")),
            (" https://service.example.cn ", Ok("https://service.example.cn")),
            ("https://service.example.cn/app", Err(MoreThanOrigin)),
            ("https://service.example.cn?x", Err(MoreThanOrigin)),
            ("https://service.example.cn/#x", Err(MoreThanOrigin)),
            ("https://user@service.example.cn", Err(MoreThanOrigin)),
            ("http://a[", Err(Malformed)),
            ("http://[x]", Err(Malformed)),
            ("ftp://service.example.cn", Err(Scheme)),
            ("service.example.cn", Err(Malformed)),
            ("//service.example.cn", Err(Malformed)),
            ("null", Err(Malformed)),
            ("*", Err(Malformed)),
            ("", Err(Malformed)),
        ];
        for (text, expected) in cases {
            let found = text.parse::<Origin>();
            assert_eq!(found.as_ref().map(Origin::as_str), expected.as_ref().copied(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn reading_twice_changes_nothing(text in "(https?|HTTP)://[a-zA-Z0-9.\\[\\]:@/?#-]{0,20}") {
            if let Ok(origin) = text.parse::<Origin>() {
                prop_assert_eq!(origin.as_str().parse::<Origin>(), Ok(origin.clone()));
                prop_assert!(!origin.authority().contains(['/', '@', '?', '#']));
            }
        }
    }
}

//! Which content encoding a client takes (RFC 9110, section 12.5.3).

use axum::http::{HeaderMap, header};

/// Encodings that are served, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// `br` (RFC 7932).
    Brotli,
    /// `gzip`.
    Gzip,
    /// As it is.
    Identity,
}

impl Encoding {
    /// Its name in headers.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Identity => "identity",
        }
    }
}

/// The best of the offered encodings that the request takes. Brotli is smaller, so it goes
/// first wherever it is taken at all; identity is always possible.
pub(super) fn choose(headers: &HeaderMap, brotli: bool, gzip: bool) -> Encoding {
    let lines =
        || headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let takes = |name: &str| {
        let named = |wanted: &str| lines().find_map(|line| weight(line, wanted));
        named(name).or_else(|| named("*")).is_some_and(|weight| weight)
    };
    if brotli && takes("br") {
        Encoding::Brotli
    } else if gzip && takes("gzip") {
        Encoding::Gzip
    } else {
        Encoding::Identity
    }
}

/// Whether the line takes the encoding (weight above zero); `None` where it does not name it.
fn weight(line: &str, wanted: &str) -> Option<bool> {
    line.split(',').find_map(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        let name = parts.next()?;
        if !name.eq_ignore_ascii_case(wanted) {
            return None;
        }
        let weight = parts
            .find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")))
            .map_or(1.0, |text| text.trim().parse::<f32>().unwrap_or(0.0));
        Some(weight > 0.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_that_is_taken() {
        let cases = [
            ("", Encoding::Identity),
            ("br", Encoding::Brotli),
            ("gzip, deflate", Encoding::Gzip),
            ("gzip, deflate, br, zstd", Encoding::Brotli),
            ("GZIP", Encoding::Gzip),
            ("br;q=0, gzip", Encoding::Gzip),
            ("br; q=0.000, gzip;q=0", Encoding::Identity),
            ("*", Encoding::Brotli),
            ("br;q=0, *", Encoding::Gzip),
            ("*;q=0", Encoding::Identity),
            ("identity", Encoding::Identity),
            ("br;q=much", Encoding::Identity),
            ("brotli", Encoding::Identity),
        ];
        for (accept, expected) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, accept.parse().unwrap());
            assert_eq!(choose(&headers, true, true), expected, "{accept:?}");
        }
    }

    #[test]
    fn only_what_is_there() {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, "br, gzip".parse().unwrap());
        assert_eq!(choose(&headers, false, true), Encoding::Gzip);
        assert_eq!(choose(&headers, false, false), Encoding::Identity);
        assert_eq!(choose(&HeaderMap::new(), true, true), Encoding::Identity);
    }
}

//! The encodings that a server hands out: made once, here, at the highest quality.

use std::io::Write;

use anyhow::Result;

/// Below this many bytes there is little to gain, and one network packet holds the file as it is.
const WORTH: usize = 600;

/// Whether a file of this name and size is worth it: texts and modules are, pictures are
/// compressed already.
pub fn is_worth(name: &str, size: usize) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    size >= WORTH
        && matches!(ending, Some("html" | "css" | "js" | "wasm" | "pack" | "svg" | "json" | "txt"))
}

/// Brotli at quality 11 (RFC 7932).
pub fn brotli(plain: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: window(plain.len()),
        size_hint: plain.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &plain[..], &mut out, &parameters)?;
    Ok(out)
}

/// The smallest window that holds all of it (RFC 7932, 10 to 24 bits): a wider one has more
/// distances to tell apart.
fn window(length: usize) -> i32 {
    (10..24).find(|bits| length < 1 << bits).unwrap_or(24)
}

/// Gzip at level 9 (RFC 1952), without a time, so that the same input gives the same bytes.
pub fn gzip(plain: &[u8]) -> Result<Vec<u8>> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(plain)?;
    Ok(out.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_pays() {
        let cases = [
            ("index.html", 5_000, true),
            ("a.wasm", 600, true),
            ("a.css", 599, false),
            ("a.pack", 600, true),
            ("a.png", 90_000, false),
            ("LICENCE", 90_000, false),
        ];
        for (name, size, expected) in cases {
            assert_eq!(is_worth(name, size), expected, "{name} {size}");
        }
    }

    #[test]
    fn the_same_text_gives_the_same_bytes() {
        let text = "帮办".repeat(900);
        assert_eq!(brotli(text.as_bytes()).unwrap(), brotli(text.as_bytes()).unwrap());
        assert_eq!(gzip(text.as_bytes()).unwrap(), gzip(text.as_bytes()).unwrap());
        assert!(brotli(text.as_bytes()).unwrap().len() < 60);
    }
}

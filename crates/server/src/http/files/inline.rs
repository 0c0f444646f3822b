//! Inline scripts of the page, as CSP hashes. The release build has none; what Trunk builds
//! starts by one, and the policy then allows exactly that one.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The hashes, as they stand in a policy.
pub(super) fn hashes(page: &[u8]) -> Vec<String> {
    let Ok(page) = std::str::from_utf8(page) else { return Vec::new() };
    let mut found = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once("<script") {
        let Some((attributes, body)) = after.split_once('>') else { break };
        let Some((script, tail)) = body.split_once("</script>") else { break };
        let outside = attributes.split_ascii_whitespace().any(|word| word.starts_with("src="));
        if !outside && !script.trim().is_empty() {
            found.push(format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script))));
        }
        rest = tail;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_inline_ones_count() {
        let cases: [(&str, &[&str]); 4] = [
            ("<p>", &[]),
            ("<script src=\"/a.js\"></script>", &[]),
            // The example of the CSP specification.
            (
                "<script>alert('Hello, world.');</script>",
                &["'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"],
            ),
            ("<script type=\"module\">", &[]),
        ];
        for (page, expected) in cases {
            assert_eq!(hashes(page.as_bytes()), expected, "{page}");
        }
    }
}

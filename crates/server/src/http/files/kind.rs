//! What a file is, by its name.

/// Endings that the app's files have, with their media types.
const KINDS: &[(&str, &str)] = &[
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("wasm", "application/wasm"),
    // Modules of the app, several in a file.
    ("pack", "application/octet-stream"),
    ("json", "application/json"),
    ("webmanifest", "application/manifest+json"),
    ("map", "application/json"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("webp", "image/webp"),
    ("ico", "image/x-icon"),
    ("woff2", "font/woff2"),
    ("txt", "text/plain; charset=utf-8"),
    ("pdf", "application/pdf"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
];

fn ending(name: &str) -> Option<&str> {
    name.rsplit('/').next().and_then(|last| last.rsplit_once('.')).map(|(_, ending)| ending)
}

/// Its media type.
pub(super) fn media_type(name: &str) -> &'static str {
    let ending = ending(name).unwrap_or_default();
    KINDS
        .iter()
        .find(|(known, _)| *known == ending)
        .map_or("application/octet-stream", |(_, media_type)| media_type)
}

/// Whether an address that is not there asked for a file and not for a page of the app, whose
/// addresses may hold dots too (`/items/food-business-licence.new`).
pub(super) fn is_file_name(name: &str) -> bool {
    ending(name).is_some_and(|ending| {
        KINDS.iter().any(|(known, _)| *known == ending) || matches!(ending, "br" | "gz" | "php")
    })
}

/// Whether the name holds a hash of the content: a part of 8 to 64 hexadecimal digits, with a
/// digit in it so that no word counts.
pub(super) fn is_hashed(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    last.split(['-', '_', '.']).any(|part| {
        (8..=64).contains(&part.len())
            && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
            && part.bytes().any(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_a_hash() {
        let cases = [
            ("app-0123abcd.js", true),
            ("bangban-7b6ea1e5a7c8b9d0_bg.wasm", true),
            ("snippets/x-0011223344556677/inline0.js", false),
            ("fill-1a2b3c4d5e6f7a8b.pack", true),
            ("index.html", false),
            ("deadbeef.js", false),
            ("style-2026.css", false),
            ("config.json", false),
        ];
        for (name, expected) in cases {
            assert_eq!(is_hashed(name), expected, "{name}");
        }
    }

    #[test]
    fn pages_and_files() {
        let cases = [
            ("items/food-business-licence.new", false),
            ("filings", false),
            ("", false),
            ("missing.js", true),
            ("a/b.wasm", true),
            ("fill.pack", true),
            ("index.php", true),
            ("a.js/b", false),
        ];
        for (name, expected) in cases {
            assert_eq!(is_file_name(name), expected, "{name}");
        }
    }
}

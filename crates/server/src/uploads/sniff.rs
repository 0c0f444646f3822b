//! What a file is by its first bytes, whatever its name and the browser say.

/// The media type of the content; `None` where it is none of those that are taken.
pub fn media_type(head: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 3] = [
        (b"%PDF-", "application/pdf"),       // ISO 32000-1, 7.5.2
        (b"\xff\xd8\xff", "image/jpeg"),     // ITU-T T.81, SOI and a marker
        (b"\x89PNG\r\n\x1a\n", "image/png"), // ISO/IEC 15948, 5.2
    ];
    SIGNATURES.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::media_type;

    #[test]
    fn by_content() {
        for (head, expected) in [
            (&b"%PDF-1.7\n"[..], Some("application/pdf")),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", Some("image/jpeg")),
            (b"\x89PNG\r\n\x1a\n\0\0", Some("image/png")),
            (b"\x89PNG\n", None),
            (b" %PDF-1.7", None),
            (b"<svg onload=alert(1)>", None),
            (b"MZ\x90", None),
            (b"PK\x03\x04", None),
            (b"", None),
        ] {
            assert_eq!(media_type(head), expected, "{head:?}");
        }
    }
}

//! Under which name a file is saved.

/// `Content-Disposition` by RFC 6266 with an extended name (RFC 8187).
pub fn attachment_named(name: &str) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_').remove(b'~');
    let fallback: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || ".-_".contains(c) { c } else { '_' })
        .collect();
    format!(
        "attachment; filename=\"{fallback}\"; filename*=UTF-8''{}",
        utf8_percent_encode(name, PLAIN)
    )
}

#[cfg(test)]
mod tests {
    use super::attachment_named;

    #[test]
    fn names_for_download() {
        for (name, expected) in [
            ("a.pdf", "attachment; filename=\"a.pdf\"; filename*=UTF-8''a.pdf"),
            (
                "执照 1.pdf",
                "attachment; filename=\"___1.pdf\"; filename*=UTF-8''%E6%89%A7%E7%85%A7%201.pdf",
            ),
        ] {
            assert_eq!(attachment_named(name), expected);
        }
    }
}

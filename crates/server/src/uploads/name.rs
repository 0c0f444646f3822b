//! The name of a file as a person gave it, made harmless: it is shown, stored and offered for
//! download, and never used as a path here.

/// The longest name that is kept, bytes of UTF-8; what systems take is 255.
const LONGEST: usize = 200;

/// The name without folders, control and direction characters, and what Windows refuses.
/// A name of which nothing is left becomes `文件`.
pub fn sanitise(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last
        .chars()
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .map(|c| if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') { '_' } else { c })
        .collect();
    let clean = clean.trim_matches(|c: char| c.is_whitespace() || c == '.');
    if clean.is_empty() { "文件".to_owned() } else { shorten(clean) }
}

/// Characters that show nothing or turn the direction of writing: a name with them can look
/// like another type of file (`发票\u{202e}fdp.exe`).
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Cuts the middle out and keeps the extension.
fn shorten(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let extension = name.rfind('.').map_or("", |at| &name[at..]);
    let extension = if extension.len() <= 10 { extension } else { "" };
    let mut end = LONGEST - extension.len();
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}{extension}", &name[..end])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn table() {
        for (given, expected) in [
            ("营业执照.pdf", "营业执照.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\用户\\照片.jpg", "照片.jpg"),
            ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie_ x=1.pdf"),
            ("发票\u{202e}fdp.exe", "发票fdp.exe"),
            ("  .hidden. ", "hidden"),
            ("..", "文件"),
            ("\u{0}\u{7f}", "文件"),
            ("", "文件"),
            ("a<b>?.png", "a_b__.png"),
        ] {
            assert_eq!(sanitise(given), expected, "{given:?}");
        }
        assert_eq!(
            sanitise(&format!("{}.pdf", "长".repeat(100))),
            format!("{}.pdf", "长".repeat(65))
        );
    }

    proptest! {
        #[test]
        fn always_harmless(name in any::<String>()) {
            let clean = sanitise(&name);
            prop_assert!(!clean.is_empty() && clean.len() <= LONGEST);
            prop_assert!(!clean.contains(['/', '\\', '"']) && !clean.chars().any(char::is_control));
            prop_assert!(sanitise(&clean).len() <= clean.len());
        }
    }
}

//! Style sheets made one: `@import`s put in place, comments and indents dropped.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// Joins the sheets in this order; the sheets say by `@layer` which wins.
pub fn bundle(root: &Path, sheets: &[String]) -> Result<String> {
    let mut out = String::new();
    let mut within = Vec::new();
    for sheet in sheets {
        append(&root.join(sheet), &mut within, &mut out)?;
    }
    Ok(squeeze(&out))
}

/// Appends one file with what it imports.
fn append(file: &Path, within: &mut Vec<PathBuf>, out: &mut String) -> Result<()> {
    if within.iter().any(|open| open == file) {
        bail!("{} imports itself", file.display());
    }
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("cannot read the style sheet {}", file.display()))?;
    within.push(file.into());
    for line in text.lines() {
        match import(line) {
            Some(Ok((name, layer))) => {
                let inner = file.parent().unwrap_or(Path::new("")).join(name);
                if let Some(layer) = layer {
                    let _ = writeln!(out, "@layer {layer} {{");
                }
                append(&inner, within, out)?;
                if layer.is_some() {
                    out.push_str("}\n");
                }
            }
            Some(Err(())) => {
                bail!(
                    "{}: `{}` is an @import of a kind that is not put in place",
                    file.display(),
                    line.trim()
                );
            }
            None => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    within.pop();
    Ok(())
}

/// The file and the layer of a line that is an `@import` of a file of ours; an error for one
/// with conditions or from elsewhere.
#[allow(clippy::type_complexity)]
fn import(line: &str) -> Option<Result<(&str, Option<&str>), ()>> {
    let rest = line.trim().strip_prefix("@import")?.trim_start();
    let parts = rest.strip_suffix(';').and_then(|rest| {
        let rest = rest.strip_prefix('"')?;
        rest.split_once('"')
    });
    let Some((name, after)) = parts else { return Some(Err(())) };
    if name.contains(':') || name.starts_with('/') {
        return Some(Err(()));
    }
    let after = after.trim();
    if after.is_empty() {
        return Some(Ok((name, None)));
    }
    let layer = after.strip_prefix("layer(").and_then(|layer| layer.strip_suffix(')'));
    Some(layer.map(|layer| (name, Some(layer))).ok_or(()))
}

/// Drops comments, and makes of each run of white space one space, but not within strings. No
/// more: the rest compresses to nothing, and stays readable.
fn squeeze(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(first) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("/*") {
            rest = after.split_once("*/").map_or("", |(_, after)| after);
            space(&mut out);
        } else if first == '"' || first == '\'' {
            let end = string_end(rest, first);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if first.is_ascii_whitespace() {
            space(&mut out);
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
        } else {
            if matches!(first, '{' | '}' | ';' | ',') && out.ends_with(' ') {
                out.pop();
            }
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    out.trim_end().to_owned()
}

/// One space, unless what stands before needs none.
fn space(out: &mut String) {
    if !out.is_empty() && !out.ends_with([' ', '{', '}', ';', ',']) {
        out.push(' ');
    }
}

/// Where a string that `quote` opens has ended.
fn string_end(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (index, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return index + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squeezed() {
        let cases = [
            ("a {\n  color: red;\n}\n", "a{color: red;}"),
            ("/* x */ a { } /* y", "a{}"),
            ("a::after { content: \"/*  */  '\"; }", "a::after{content: \"/*  */  '\";}"),
            (r#"a { content: "\"  " }"#, r#"a{content: "\"  "}"#),
            ("a /* between */ b { }", "a b{}"),
            ("a  ,\n b { width: calc( 1px + 2px ) ; }", "a,b{width: calc( 1px + 2px );}"),
            ("a :hover {} ", "a :hover{}"),
            ("a { content: '帮  办' }", "a{content: '帮  办'}"),
        ];
        for (css, expected) in cases {
            assert_eq!(squeeze(css), expected, "{css}");
        }
    }

    #[test]
    fn imports() {
        let cases = [
            ("@import \"ui/button.css\";", Some(Ok(("ui/button.css", None)))),
            ("  @import \"a.css\" layer(ui);", Some(Ok(("a.css", Some("ui"))))),
            ("@import url(a.css);", Some(Err(()))),
            ("@import \"a.css\" print;", Some(Err(()))),
            ("@import \"https://cdn.example/a.css\";", Some(Err(()))),
            ("@layer a, b;", None),
        ];
        for (line, expected) in cases {
            assert_eq!(import(line), expected, "{line}");
        }
    }

    #[test]
    fn an_import_stands_where_it_was_written() {
        let folder = std::env::temp_dir().join(format!("bangban-css-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("ui")).unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
        write("main.css", "@layer ui;\n@import \"ui/a.css\" layer(ui);\nb {}\n");
        write("ui/a.css", "@import \"c.css\";\na {}\n");
        write("ui/c.css", "c {}\n");
        write("loop.css", "@import \"loop.css\";\n");
        let joined = bundle(&folder, &["main.css".into(), "ui/c.css".into()]);
        let looped = bundle(&folder, &["loop.css".into()]);
        let missing = bundle(&folder, &["none.css".into()]);
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(joined.unwrap(), "@layer ui;@layer ui{c{}a{}}b{}c{}");
        assert!(looped.unwrap_err().to_string().contains("imports itself"));
        assert!(missing.unwrap_err().to_string().contains("none.css"));
    }
}

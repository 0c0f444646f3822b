//! `index.html` as Trunk reads it, made into the page that is served: Trunk's links become
//! what they stand for. There is no script in it but by address, so that the
//! Content-Security-Policy can stay strict.

use std::fmt::Write;

use anyhow::{Result, bail};

/// What the page asks the build for.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Style sheets in order, relative to the page.
    pub sheets: Vec<String>,
    /// Those of parts that come later, by the name of the part and in order.
    pub later: Vec<(String, Vec<String>)>,
    /// Files to copy to the root, relative to the page.
    pub files: Vec<String>,
    /// Addresses of scripts, such as `/first.js`.
    pub scripts: Vec<String>,
    /// Scripts that only this build has, relative to the page; the page loads them last.
    pub late: Vec<String>,
    /// The service worker, relative to the page.
    pub worker: Option<String>,
}

/// Names of what was built, as addresses from the root.
#[derive(Debug, Default)]
pub struct Built {
    /// The one style sheet.
    pub sheet: String,
    /// Those of parts that come later, by the name of the part.
    pub later: Vec<(String, String)>,
    /// The script that starts the app.
    pub start: String,
    /// The other scripts that it imports.
    pub imports: Vec<String>,
    /// The main module.
    pub wasm: String,
    /// Scripts of the page by the address that it names, or by the file of a late one, and the
    /// address that they got.
    pub scripts: Vec<(String, String)>,
}

/// Reads what the page wants.
pub fn wanted(page: &str) -> Result<Wanted> {
    let mut wanted = Wanted::default();
    let mut rust = 0;
    for tag in tags(page, "<link") {
        match attribute(tag, "data-bundle") {
            None => {}
            Some("script") => wanted.late.push(href(tag)),
            Some("worker") => wanted.worker = Some(href(tag)),
            Some(_) => bail!("a data-bundle link of a kind that is not known here: {tag}"),
        }
        if attribute(tag, "data-trunk").is_none() {
            continue;
        }
        match attribute(tag, "rel") {
            Some("rust") => rust += 1,
            Some("css") => match attribute(tag, "data-later") {
                None => wanted.sheets.push(href(tag)),
                // A sheet that several parts need is in the file of each.
                Some(parts) => {
                    for part in parts.split_whitespace() {
                        match wanted.later.iter_mut().find(|(known, _)| known == part) {
                            Some((_, sheets)) => sheets.push(href(tag)),
                            None => wanted.later.push((part.to_owned(), vec![href(tag)])),
                        }
                    }
                }
            },
            Some("copy-file") => wanted.files.push(href(tag)),
            other => bail!("a data-trunk link of rel {other:?} is not built here: {tag}"),
        }
    }
    if rust != 1 {
        bail!("the page needs one data-trunk link with rel=\"rust\", and has {rust}");
    }
    for tag in tags(page, "<script") {
        match attribute(tag, "src") {
            Some(source) => wanted.scripts.push(source.into()),
            None => bail!("the page has an inline script, which its policy forbids: {tag}"),
        }
    }
    Ok(wanted)
}

fn href(tag: &str) -> String {
    attribute(tag, "href").unwrap_or_default().to_owned()
}

/// Writes the page.
pub fn rewrite(page: &str, built: &Built) -> String {
    let mut out = String::with_capacity(page.len());
    let mut styled = false;
    for line in page.lines() {
        let (indent, text) = line.split_at(line.len() - line.trim_start().len());
        let link = text.starts_with("<link");
        if link && attribute(text, "data-bundle").is_some() {
            let source = href(text);
            for (_, address) in built.scripts.iter().filter(|(name, _)| *name == source) {
                let _ = writeln!(
                    out,
                    "{indent}<script async fetchpriority=\"low\" src=\"{address}\"></script>"
                );
            }
            continue;
        }
        let trunk = link && attribute(text, "data-trunk").is_some();
        match attribute(text, "rel").filter(|_| trunk) {
            None => {
                out.push_str(line);
                out.push('\n');
            }
            Some("rust") => {
                for link in start(built) {
                    let _ = writeln!(out, "{indent}{link}");
                }
            }
            Some("css") if !styled => {
                styled = true;
                let _ =
                    writeln!(out, "{indent}<link rel=\"stylesheet\" href=\"{}\" />", built.sheet);
                // The browser fetches one that is disabled when it no longer is.
                for (part, sheet) in &built.later {
                    let _ = writeln!(
                        out,
                        "{indent}<link rel=\"stylesheet\" href=\"{sheet}\" id=\"{part}\" disabled />"
                    );
                }
            }
            Some(_) => {}
        }
    }
    for (before, after) in &built.scripts {
        out = out.replace(&format!("src=\"{before}\""), &format!("src=\"{after}\""));
    }
    out
}

/// The links that start the app. The module is asked for along with the scripts and not after
/// them; `crossorigin` makes the request one that `fetch` can take over.
fn start(built: &Built) -> Vec<String> {
    let mut links = vec![format!(
        "<link rel=\"preload\" href=\"{}\" as=\"fetch\" type=\"application/wasm\" crossorigin />",
        built.wasm
    )];
    links.push(format!("<script type=\"module\" src=\"{}\"></script>", built.start));
    for import in &built.imports {
        links.push(format!("<link rel=\"modulepreload\" href=\"{import}\" />"));
    }
    links
}

/// The opening tags of this kind, without those within comments.
fn tags<'a>(page: &'a str, opening: &'a str) -> impl Iterator<Item = &'a str> {
    let mut rest = page;
    std::iter::from_fn(move || {
        loop {
            let at = rest.find(opening)?;
            if let Some(comment) = rest[..at].find("<!--") {
                rest = rest[comment..].split_once("-->")?.1;
                continue;
            }
            let end = rest[at..].find('>')? + at;
            let tag = &rest[at..=end];
            rest = &rest[end + 1..];
            return Some(tag);
        }
    })
}

/// The value of an attribute within a tag; empty where it has none. Values stand in double
/// quotes, as everywhere in the page.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    while let Some(at) = rest.find(name) {
        let before = rest[..at].chars().next_back();
        rest = &rest[at + name.len()..];
        if !before.is_some_and(char::is_whitespace) {
            continue;
        }
        if let Some(value) = rest.strip_prefix("=\"") {
            return value.split_once('"').map(|(value, _)| value);
        }
        if rest.starts_with(|c: char| c.is_whitespace() || c == '/' || c == '>') {
            return Some("");
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html>
<html>
  <head>
    <link rel="icon" href="/favicon.svg" />
    <link data-trunk rel="rust" data-bin="app" data-wasm-opt="0" />
    <link data-trunk rel="css" href="style/a.css" />
    <link data-trunk rel="css" href="style/b.css" />
    <link data-trunk data-later="desk talk" rel="css" href="style/c.css" />
    <link data-trunk data-later="desk" rel="css" href="style/d.css" />
    <link data-trunk rel="copy-file" href="public/first.js" />
    <link data-bundle="script" href="public/late.js" />
    <link data-bundle="worker" href="public/sw.js" />
  </head>
  <body>
    <!-- <script>within a comment</script> -->
    <script src="/first.js"></script>
  </body>
</html>
"#;

    #[test]
    fn reads_what_trunk_reads() {
        let wanted = wanted(PAGE).unwrap();
        assert_eq!(wanted.sheets, ["style/a.css", "style/b.css"]);
        let later: [(_, &[_]); 2] =
            [("desk", &["style/c.css", "style/d.css"]), ("talk", &["style/c.css"])];
        let later = later
            .map(|(part, sheets)| (part.into(), sheets.iter().map(|&one| one.into()).collect()));
        assert_eq!(wanted.later, Vec::from(later));
        assert_eq!(wanted.files, ["public/first.js"]);
        assert_eq!(wanted.scripts, ["/first.js"]);
        assert_eq!(wanted.late, ["public/late.js"]);
        assert_eq!(wanted.worker.as_deref(), Some("public/sw.js"));
    }

    #[test]
    fn refuses_what_it_cannot_keep() {
        let cases = [
            ("<p>", "needs one"),
            ("<link data-trunk rel=\"rust\" /><link data-trunk rel=\"rust\" />", "has 2"),
            ("<link data-trunk rel=\"rust\" /><link data-trunk rel=\"sass\" />", "sass"),
            ("<link data-bundle=\"style\" />", "not known"),
            ("<link data-trunk rel=\"rust\" /><script>go()</script>", "inline script"),
        ];
        for (page, words) in cases {
            let error = wanted(page).unwrap_err().to_string();
            assert!(error.contains(words), "{page}: {error}");
        }
    }

    #[test]
    fn writes_what_they_stand_for() {
        let built = Built {
            sheet: "/style-1.css".into(),
            later: vec![("desk".into(), "/desk-1.css".into())],
            start: "/app-1.js".into(),
            imports: vec!["/link-1.js".into()],
            wasm: "/app-1.wasm".into(),
            scripts: vec![
                ("/first.js".into(), "/first-1.js".into()),
                ("public/late.js".into(), "/late-1.js".into()),
            ],
        };
        let expected = r#"<!doctype html>
<html>
  <head>
    <link rel="icon" href="/favicon.svg" />
    <link rel="preload" href="/app-1.wasm" as="fetch" type="application/wasm" crossorigin />
    <script type="module" src="/app-1.js"></script>
    <link rel="modulepreload" href="/link-1.js" />
    <link rel="stylesheet" href="/style-1.css" />
    <link rel="stylesheet" href="/desk-1.css" id="desk" disabled />
    <script async fetchpriority="low" src="/late-1.js"></script>
  </head>
  <body>
    <!-- <script>within a comment</script> -->
    <script src="/first-1.js"></script>
  </body>
</html>
"#;
        assert_eq!(rewrite(PAGE, &built), expected);
    }

    #[test]
    fn attributes() {
        let cases = [
            ("<link rel=\"css\" href=\"a\" />", "href", Some("a")),
            ("<link data-rel=\"x\" rel=\"css\" />", "rel", Some("css")),
            ("<link data-trunk rel=\"css\">", "data-trunk", Some("")),
            ("<link data-trunk-skip rel=\"css\">", "data-trunk", None),
            ("<link data-trunk/>", "data-trunk", Some("")),
            ("<link href=\"open", "href", None),
        ];
        for (tag, name, expected) in cases {
            assert_eq!(attribute(tag, name), expected, "{tag} {name}");
        }
    }
}

//! The service worker: the script by hand, with the list of what it keeps put before it.

use anyhow::{Result, bail};

use crate::files::{Files, digest};

/// Its name. It must not change with the content: browsers ask for it again under this one.
pub const NAME: &str = "sw.js";
/// What is not kept with the app: the page and the configuration are fetched in ways of their
/// own, the large icons are read once by the system, and the others are not for browsers.
const APART: [&str; 7] = [
    "index.html",
    "config.json",
    "robots.txt",
    "icon-512.png",
    "icon-maskable.png",
    "icon-touch.png",
    NAME,
];

/// Writes it. `page` are the addresses that the page names; they are all of one version with it.
/// The same files give the same script, byte by byte, and so no update.
pub fn write(script: &str, page: &[&str], files: &Files) -> Result<String> {
    let rest: Vec<String> = files
        .all()
        .filter(|(name, _)| !name.starts_with('.') && !APART.contains(name))
        .map(|(name, _)| format!("/{name}"))
        .filter(|address| !page.contains(&&address[..]))
        .collect();
    // The configuration is whoever serves the app's, and changes without a new version.
    let content = files.all().filter(|(name, _)| *name != "config.json");
    let version = digest(
        std::iter::once(script.as_bytes())
            .chain(content.flat_map(|(name, bytes)| [name.as_bytes(), bytes])),
    );
    if ["VERSION", "PAGE", "REST"].iter().any(|name| !script.contains(name)) {
        bail!("the service worker does not use the list of what it keeps");
    }
    Ok(format!(
        "const VERSION={version:?},PAGE={},REST={};\n{script}",
        serde_json::to_string(page)?,
        serde_json::to_string(&rest)?
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "use(VERSION, PAGE, REST)";

    fn files(page: &str, config: &str) -> Files {
        let mut files = Files::default();
        for (name, text) in [
            ("index.html", page),
            ("config.json", config),
            ("robots.txt", ""),
            (".bundle.json", "{}"),
            ("app-1.js", ""),
            ("chunk_1-1.wasm", ""),
        ] {
            files.add(name, text.into());
        }
        files
    }

    fn version(page: &str, config: &str) -> String {
        let text = write(SCRIPT, &["/app-1.js"], &files(page, config)).unwrap();
        text.split('"').nth(1).unwrap().to_owned()
    }

    #[test]
    fn lists_what_is_kept() {
        let text = write(SCRIPT, &["/app-1.js"], &files("a", "{}")).unwrap();
        let expected = format!(
            "const VERSION=\"{}\",PAGE=[\"/app-1.js\"],REST=[\"/chunk_1-1.wasm\"];\n{SCRIPT}",
            version("a", "{}")
        );
        assert_eq!(text, expected);
    }

    #[test]
    fn a_version_is_all_but_the_configuration() {
        assert_eq!(version("a", "{}"), version("a", "{\"backend\":\"x\"}"));
        assert_ne!(version("a", "{}"), version("b", "{}"));
    }

    #[test]
    fn a_worker_without_the_list_is_refused() {
        assert!(write("nothing()", &[], &Files::default()).is_err());
    }
}

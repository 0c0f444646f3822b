//! From the compiled app and the page to the folder that is served.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Serialize;

use crate::bind::{self, Parts};
use crate::files::{Files, digest, named};
use crate::packs::{self, Pack};
use crate::page::{self, Built, Wanted};
use crate::scratch::Scratch;
use crate::{css, glue, optimise, worker};

/// Where npm puts what shrinks scripts, and what shrinks modules.
const TERSER: &str = "terser/bin/terser";
const WASM_OPT: &str = "binaryen/bin/wasm-opt";

/// What was built, for whoever measures it. Lies in the folder as `.bundle.json`, which a
/// server does not hand out.
#[derive(Debug, Serialize)]
struct Bundle {
    /// Whether modules and scripts were made small.
    optimised: bool,
    /// What every first visit loads.
    first: Vec<String>,
    /// What each split point loads besides.
    points: BTreeMap<String, Vec<String>>,
}

/// Makes it. `tools` is npm's folder with `binaryen` and `terser` in it.
pub fn make(wasm: &Path, page: &Path, dist: &Path, tools: Option<&Path>) -> Result<()> {
    let text =
        fs::read_to_string(page).with_context(|| format!("cannot read {}", page.display()))?;
    let root = page.parent().unwrap_or(Path::new(""));
    let wanted = page::wanted(&text)?;

    let mut parts = bind::take_apart(wasm)?;
    let mut packs = packs::plan(&parts.needs);
    packs::unite(&mut parts.chunks, &mut packs)?;
    let splitter = parts.scripts.remove(bind::LINK).unwrap_or_default();
    parts.scripts.insert(bind::LINK.into(), packs::link(&splitter, &packs)?);
    if let Some(tools) = tools {
        let scratch = Scratch::beside(wasm)?;
        glue::shrink(&mut parts, &tools.join(TERSER), &scratch)?;
        let mut modules = vec![(Parts::MAIN, &mut parts.main)];
        modules.extend(parts.chunks.iter_mut().map(|(name, bytes)| (&name[..], bytes)));
        optimise::all(&tools.join(WASM_OPT), &scratch, &mut modules)?;
    }

    let mut files = Files::default();
    let mut built = Built::default();
    let points = name_parts(parts, &packs, &mut files, &mut built)?;
    let sheet = css::bundle(root, &wanted.sheets)?;
    built.sheet = format!("/{}", files.add_hashed("style.css", sheet.into_bytes()));
    for (part, sheets) in &wanted.later {
        let sheet = css::bundle(root, sheets)?;
        let file = files.add_hashed(&format!("{part}.css"), sheet.into_bytes());
        built.later.push((part.clone(), format!("/{file}")));
    }
    let minify = |name: &str, text: String| match tools {
        Some(tools) => glue::minified(&tools.join(TERSER), &Scratch::beside(wasm)?, name, &text),
        None => Ok(text),
    };
    copy(root, &wanted, &minify, &mut files, &mut built)?;
    files.add("index.html", page::rewrite(&text, &built).into_bytes());

    let named: Vec<&str> = [&built.sheet[..], &built.start, &built.wasm]
        .into_iter()
        .chain(built.imports.iter().map(String::as_str))
        .chain(built.scripts.iter().map(|(_, after)| after.as_str()))
        .collect();
    if let Some(source) = &wanted.worker {
        let text = worker::write(&read(root, source)?, &named, &files)?;
        files.add(worker::NAME, minify(worker::NAME, text)?.into_bytes());
    }
    let first = std::iter::once("/index.html")
        .chain(named)
        .map(|address| address.trim_start_matches('/').to_owned())
        .collect();
    let bundle = Bundle { optimised: tools.is_some(), first, points };
    files.add(".bundle.json", serde_json::to_vec_pretty(&bundle)?);
    replace(dist, &files)
}

/// Gives the parts their names, writes the names into the scripts, and tells which files each
/// split point needs.
fn name_parts(
    parts: Parts,
    packs: &[Pack],
    files: &mut Files,
    built: &mut Built,
) -> Result<BTreeMap<String, Vec<String>>> {
    let mut names = BTreeMap::new();
    for pack in packs {
        names.insert(pack.file(), files.add_hashed(&pack.file(), pack.write(&parts.chunks)?));
    }
    let wasm = files.add_hashed(Parts::MAIN, parts.main);
    built.wasm = format!("/{wasm}");

    let mut scripts = parts.scripts;
    for text in scripts.values_mut() {
        for (before, after) in &names {
            *text = text.replace(&format!("\"./{before}\""), &format!("\"./{after}\""));
        }
    }
    let Some(glue) = scripts.get_mut(Parts::GLUE) else { bail!("wasm-bindgen wrote no glue") };
    *glue = glue.replace(&format!("\"{}\"", Parts::MAIN), &format!("\"{wasm}\""));
    if !glue.contains(&wasm) {
        bail!("the glue does not start the app");
    }

    // The scripts import each other, so that one hash has to name them all.
    let hash = digest(scripts.values().map(String::as_bytes));
    let names_of: Vec<_> = scripts.keys().map(|name| (name.clone(), named(name, &hash))).collect();
    for (name, mut text) in scripts {
        for (before, after) in &names_of {
            text = readdressed(&text, before, after);
        }
        let after = named(&name, &hash);
        if name == Parts::GLUE {
            built.start = format!("/{after}");
        } else {
            built.imports.push(format!("/{after}"));
        }
        files.add(&after, text.into_bytes());
    }

    let files_of = |pack: &Pack| names.get(&pack.file()).cloned().into_iter().collect();
    Ok(packs.iter().map(|pack| (pack.point.clone(), files_of(pack))).collect())
}

/// Imports of one script as imports of another. Only what follows `from`: the same text is also
/// the name by which the module asks for the link script, and that must stay.
fn readdressed(text: &str, before: &str, after: &str) -> String {
    let mut text = text.to_owned();
    for opening in ["from \"", "from '", "from\""] {
        let quote = if opening.ends_with('"') { '"' } else { '\'' };
        let import = |name: &str| format!("{opening}./{name}{quote}");
        text = text.replace(&import(before), &import(after));
    }
    text
}

/// Copies what the page names; its scripts minified, under a name that may be kept for ever.
fn copy(
    root: &Path,
    wanted: &Wanted,
    minify: &dyn Fn(&str, String) -> Result<String>,
    files: &mut Files,
    built: &mut Built,
) -> Result<()> {
    for source in &wanted.files {
        let bytes = fs::read(root.join(source))
            .with_context(|| format!("the page names {source}, which cannot be read"))?;
        let name = source.rsplit('/').next().unwrap_or(source);
        let address = format!("/{name}");
        if wanted.scripts.contains(&address) {
            let text = String::from_utf8(bytes)
                .with_context(|| format!("{source} is a script that is no text"))?;
            let hashed = files.add_hashed(name, minify(name, text)?.into_bytes());
            built.scripts.push((address, format!("/{hashed}")));
        } else {
            files.add(name, bytes);
        }
    }
    for source in &wanted.late {
        let name = source.rsplit('/').next().unwrap_or(source);
        let hashed = files.add_hashed(name, minify(name, read(root, source)?)?.into_bytes());
        built.scripts.push((source.clone(), format!("/{hashed}")));
    }
    if let Some(lost) = wanted
        .scripts
        .iter()
        .find(|script| !built.scripts.iter().any(|(address, _)| address == *script))
    {
        bail!("the page loads {lost}, but no data-trunk link copies it");
    }
    Ok(())
}

/// A text that the page names.
fn read(root: &Path, source: &str) -> Result<String> {
    fs::read_to_string(root.join(source))
        .with_context(|| format!("the page names {source}, which cannot be read"))
}

/// Puts the new folder in the place of the old one, so that there is never half a bundle.
fn replace(dist: &Path, files: &Files) -> Result<()> {
    let new = dist.with_extension("new");
    if new.exists() {
        fs::remove_dir_all(&new).with_context(|| format!("cannot clear {}", new.display()))?;
    }
    fs::create_dir_all(&new).with_context(|| format!("cannot make {}", new.display()))?;
    files.write(&new)?;
    if dist.exists() {
        fs::remove_dir_all(dist).with_context(|| format!("cannot clear {}", dist.display()))?;
    }
    fs::rename(&new, dist).with_context(|| format!("cannot make {}", dist.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_get_new_addresses_and_names_stay() {
        let glue = "import*as c from\"./link.js\";import * as a from \"./link.js\"\nimport { b } from './x/y.js';\n\
                    const imports = { \"./link.js\": a };";
        let glue = readdressed(glue, "link.js", "link-1.js");
        let glue = readdressed(&glue, "x/y.js", "x-y-1.js");
        let expected = "import*as c from\"./link-1.js\";import * as a from \"./link-1.js\"\nimport { b } from './x-y-1.js';\n\
                        const imports = { \"./link.js\": a };";
        assert_eq!(glue, expected);
    }
}

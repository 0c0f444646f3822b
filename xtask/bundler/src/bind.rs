//! The compiled app taken apart: chunks by `#[lazy_route]`, and the glue to the browser.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::{Options, transform};

use crate::module;
use crate::scratch::Scratch;

/// Stem of the main part's files.
const NAME: &str = "bangban";
/// What the glue exports for whoever loads it.
const EXPORTS: &str = "export { initSync, __wbg_init as default };";
/// The script that fetches chunks, as the glue imports it.
pub const LINK: &str = "__wasm_split.js";

/// What the app is made of, by the names that its parts call each other.
#[derive(Debug, Default)]
pub struct Parts {
    /// The main module.
    pub main: Vec<u8>,
    /// Chunks by file name.
    pub chunks: BTreeMap<String, Vec<u8>>,
    /// Scripts by file name: the glue, the link script, snippets of dependencies.
    pub scripts: BTreeMap<String, String>,
    /// File names of the chunks that each split point needs.
    pub needs: BTreeMap<String, Vec<String>>,
}

impl Parts {
    /// Name of the glue script, which starts the app.
    pub const GLUE: &str = "bangban.js";
    /// Name of the main module.
    pub const MAIN: &str = "bangban_bg.wasm";
}

/// Splits and binds.
pub fn take_apart(wasm: &Path) -> Result<Parts> {
    let bytes = std::fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let scratch = Scratch::beside(wasm)?;
    let (split, bound) = (scratch.path().join("split"), scratch.path().join("bound"));
    let main = split.join(format!("{NAME}.wasm"));
    let mut options = Options::new(&bytes);
    options.output_dir = &split;
    options.main_out_path = &main;
    let main_module = format!("./{}", Parts::GLUE);
    options.main_module = &main_module;
    let done = transform(options).map_err(|report| anyhow!("cannot split the app: {report:#}"))?;

    Bindgen::new()
        .input_path(&main)
        .web(true)?
        .typescript(false)
        .demangle(false)
        .keep_lld_exports(true)
        .generate(&bound)
        .context("cannot bind the app to the browser")?;

    let mut parts = Parts::default();
    for file in &done.split_modules {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        parts.chunks.insert(name, module::strip(&std::fs::read(file)?)?);
    }
    for (point, files) in done.prefetch_map {
        let files = files.into_iter().map(|stem| format!("{stem}.wasm")).collect();
        parts.needs.insert(point, files);
    }
    parts.main = module::strip(&std::fs::read(bound.join(Parts::MAIN))?)?;
    parts.scripts.insert(LINK.into(), std::fs::read_to_string(split.join(LINK))?);
    collect_scripts(&bound, "", &mut parts.scripts)?;
    let Some(glue) = parts.scripts.get_mut(Parts::GLUE) else {
        bail!("wasm-bindgen wrote no glue")
    };
    if !glue.contains(EXPORTS) {
        bail!("wasm-bindgen's glue is not of the form that is known here");
    }
    // It starts the app itself: one request less than a script that only does this. Where that
    // fails, the page is told, which has words for it.
    let start = format!(
        "export {{ initSync }};\n\
         __wbg_init({{ module_or_path: new URL(\"{}\", import.meta.url) }}).catch((cause) => reportError(\
         cause instanceof WebAssembly.RuntimeError ? cause : new Error(\"app absent\", {{ cause }})));\n",
        Parts::MAIN
    );
    *glue = glue.replace(EXPORTS, &start);
    Ok(parts)
}

/// The scripts below a folder, by path relative to it.
fn collect_scripts(folder: &Path, prefix: &str, into: &mut BTreeMap<String, String>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect_scripts(&entry.path(), &format!("{name}/"), into)?;
        } else if entry.path().extension().is_some_and(|ending| ending == "js") {
            into.insert(name, std::fs::read_to_string(entry.path())?);
        }
    }
    Ok(())
}

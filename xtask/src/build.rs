//! The app as it is served: compiled, split, bound, shrunk, named by content.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::setup::{npm, std_source, wasm};
use crate::stamp::Inputs;
use crate::{project, step, tool};

/// The server alone.
pub fn server() -> Result<PathBuf> {
    step::during("building the server", || natively(&["bangban-server"]))?;
    Ok(project::served("bangban-server"))
}

/// What loads a server for measuring.
pub fn load() -> Result<()> {
    step::during("building the load", || natively(&["bangban-load"]))
}

/// Builds it and the server, where something has changed. Gives the folder of the app.
pub fn app() -> Result<PathBuf> {
    wasm::ensure()?;
    let packages = packages()?;
    let with_std = std_source::ensure()?;
    step::during("compiling the app", || compile(with_std))?;
    // In one go, so that both use the same builds of what they share: the bundler by itself is
    // another program, by which the bundle would be made anew.
    step::during("building the server and the bundler", || {
        natively(&["bangban-server", "bangban-bundler"])
    })?;
    let (dist, module) = (project::dist(), module());
    let stamp = inputs(&module, packages.as_deref())?.stamp(dist.join(".stamp"));
    if !stamp.is_current() {
        step::during("making the bundle in dist/", || bundle(&module, &dist, packages.as_deref()))?;
        stamp.set()?;
    }
    if packages.is_none() {
        eprintln!(
            "  The bundle is NOT optimised, as node or npm is missing: it works, and is larger. {}",
            npm::GET_NODE
        );
    }
    if !with_std {
        eprintln!(
            "  The app is a tenth larger than it could be, as the source of Rust's library is \
             missing or this compiler does not take it: rustup component add rust-src"
        );
    }
    Ok(dist)
}

/// Where npm has what makes the bundle small; none where there is no Node.
fn packages() -> Result<Option<PathBuf>> {
    if let Some(lack) = npm::lack() {
        eprintln!("  {lack}. {}", npm::GET_NODE);
        return Ok(None);
    }
    npm::ensure()?;
    npm::packages().map(Some)
}

/// What the compiler is told besides: the splitter needs the relocations, which in an unsplit
/// build would only make the module larger; and Leptos is to erase the types of views, which
/// makes the app a tenth smaller. Set on this child alone.
const FLAGS: &str = "-Clink-args=--emit-relocs --cfg erase_components";

/// Compiles with what the splitter needs: the marks, the names, and the relocations.
fn compile(with_std: bool) -> Result<()> {
    let mut build = project::cargo();
    build.args(["build", "--package", "bangban", "--bin", "bangban", "--profile", "split"]).args([
        "--features",
        "lazy",
        "--target",
        wasm::TARGET,
    ]);
    let mut flags = FLAGS.to_owned();
    if with_std {
        build.args(std_source::ARGUMENTS).env(std_source::ALLOW.0, std_source::ALLOW.1);
        flags = [FLAGS, std_source::FLAGS].join(" ");
    }
    build.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    tool::run(&mut build, "")
}

fn natively(packages: &[&str]) -> Result<()> {
    let mut build = project::cargo();
    build.args(["build", "--profile", "serve"]);
    for package in packages {
        build.args(["--package", package]);
    }
    tool::run(&mut build, "")
}

/// What cargo compiled.
fn module() -> PathBuf {
    project::target().join(wasm::TARGET).join("split/bangban.wasm")
}

/// All that the bundle is made of.
fn inputs(module: &Path, packages: Option<&Path>) -> Result<Inputs> {
    let root = project::root();
    let optimised = if packages.is_some() { "optimised" } else { "plain" };
    let inputs = Inputs::default()
        .bytes(optimised.as_bytes())
        .file(&root.join("package-lock.json"))?
        .file(&root.join("index.html"))?
        .folder(&root.join("style"))?
        .folder(&root.join("public"))?
        .file(module)?;
    inputs.file(&project::served("bangban-bundler"))
}

fn bundle(module: &Path, dist: &Path, packages: Option<&Path>) -> Result<()> {
    unnamed_files()?;
    let mut bundle = std::process::Command::new(project::served("bangban-bundler"));
    bundle.arg(module).arg(project::root().join("index.html")).arg(dist).args(packages);
    tool::run(&mut bundle, "")
}

/// Refuses a file in `public/` that the page does not name: it would not be served.
fn unnamed_files() -> Result<()> {
    let page = std::fs::read_to_string(project::root().join("index.html"))?;
    for entry in std::fs::read_dir(project::root().join("public"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !page.contains(&format!("href=\"public/{name}\"")) {
            bail!(
                "public/{name} is not named in index.html. Add: \
                 <link data-trunk rel=\"copy-file\" href=\"public/{name}\" />"
            );
        }
    }
    Ok(())
}

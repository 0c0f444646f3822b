//! Shrinks modules by binaryen's `wasm-opt` of npm, which runs on Node.

use std::path::Path;
use std::process::Command;
use std::thread;

use anyhow::{Context, Result, bail};

use crate::scratch::Scratch;

/// The features that the compiled app uses: the toolchain's own, and what wasm-bindgen adds.
/// They are named because the section that lists them has been stripped.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// In rounds: what one inlines and drops lets the next find more. Between them the branches are
/// laid out anew, which leaves fewer kinds of them. No address below 1024 is used: the stack lies
/// there, and ends far above.
///
/// What counts is the size once compressed, so that some of what makes a module shorter by itself
/// is left out: values held in locals to spare a repeated expression, and large functions moved
/// into their one caller, each take away repetition that the compression finds better.
const PASSES: [&str; 10] = [
    "--low-memory-unused",
    "-Oz",
    "--generate-global-effects",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--skip-pass=local-cse",
    "--one-caller-inline-max-function-size=45",
    "--always-inline-max-function-size=4",
];

/// Shrinks each module, as many at a time as there are processors.
pub fn all(script: &Path, scratch: &Scratch, modules: &mut [(&str, &mut Vec<u8>)]) -> Result<()> {
    let hands = thread::available_parallelism().map_or(1, usize::from);
    // The largest first, so that nobody waits for it at the end.
    modules.sort_by_key(|(_, bytes)| std::cmp::Reverse(bytes.len()));
    let queue = std::sync::Mutex::new(modules.iter_mut());
    thread::scope(|scope| {
        let work = || -> Result<()> {
            loop {
                let next = queue.lock().map(|mut queue| queue.next()).ok().flatten();
                let Some((name, bytes)) = next else { return Ok(()) };
                **bytes = one(script, scratch, name, bytes)?;
            }
        };
        let hands: Vec<_> = (0..hands).map(|_| scope.spawn(work)).collect();
        for hand in hands {
            hand.join().unwrap_or_else(|_| bail!("a worker of the optimiser stopped"))?;
        }
        Ok(())
    })
}

fn one(script: &Path, scratch: &Scratch, name: &str, bytes: &[u8]) -> Result<Vec<u8>> {
    let (input, output) = (scratch.path().join(name), scratch.path().join(format!("{name}.opt")));
    std::fs::write(&input, bytes)?;
    let done = Command::new("node")
        .arg(script)
        .args(FEATURES)
        .args(PASSES)
        .args(["--strip-debug", "--strip-producers", "-o"])
        .args([&output, &input])
        .output()
        .context("cannot start node")?;
    if !done.status.success() {
        bail!("wasm-opt failed on {name}: {}", String::from_utf8_lossy(&done.stderr));
    }
    std::fs::read(&output).with_context(|| format!("wasm-opt wrote nothing for {name}"))
}

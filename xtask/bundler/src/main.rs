//! Makes the folder that is served of the compiled app.
//!
//! `bangban-bundler APP.wasm INDEX.html DIST [NODE-MODULES]`; what shrinks is found in the last. It is a program of its own so
//! that `cargo xtask` starts without what is heavy, and so that this is built optimised.

mod bind;
mod css;
mod dist;
mod files;
mod glue;
mod merge;
mod module;
mod optimise;
mod packs;
mod page;
mod scratch;
mod shrink;
mod worker;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(wasm), Some(page), Some(dist)) =
        (arguments.next(), arguments.next(), arguments.next())
    else {
        eprintln!("usage: bangban-bundler APP.wasm INDEX.html DIST [NODE-MODULES]");
        return ExitCode::FAILURE;
    };
    match dist::make(&wasm, &page, &dist, arguments.next().as_deref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bundler: {error:#}");
            ExitCode::FAILURE
        }
    }
}

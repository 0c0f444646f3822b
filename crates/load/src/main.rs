//! Load for `cargo xtask bench`.
//!
//! `bangban-load relay` reads a [`relay::Plan`] as JSON from standard input, has its clients type
//! into their documents as fast as the server acknowledges, and prints what it counted.
//! `bangban-load edits COUNT FIELD` prints a draft in which a field was edited so many times, as
//! a line of hexadecimal digits an update.

mod edits;
mod relay;

use std::io::{self, Write};
use std::process::ExitCode;

const USAGE: &str = "bangban-load relay < plan.json | bangban-load edits COUNT FIELD";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["relay"] => relay(),
        ["edits", count, field] => match count.parse() {
            Ok(count) => edits::write(count, field, &mut io::stdout().lock()).map_err(Into::into),
            Err(_) => Err(USAGE.into()),
        },
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bangban-load: {error}");
            ExitCode::FAILURE
        }
    }
}

fn relay() -> Result<(), Box<dyn std::error::Error>> {
    let plan = serde_json::from_reader(io::stdin().lock())?;
    let counted = tokio::runtime::Runtime::new()?.block_on(relay::run(plan))?;
    writeln!(io::stdout(), "{}", serde_json::to_string(&counted)?)?;
    Ok(())
}

//! The command line.

use std::path::PathBuf;

use lexopt::prelude::{Long, Short, Value};
use lexopt::{Parser, ValueExt};

/// What to print for `--help`.
pub const USAGE: &str = "\
cargo xtask TASK [OPTIONS]

  build               the app as it is served, in dist/
  run                 build, then serve the app, the API and demo data
      --port N          default 8080
      --data FOLDER     database and uploads; default .data
      --no-demo         no demo identities and no demo clerk
  dev                 build anew at each change (needs Trunk)
  test [FILTER]       every check and test
      --only STEP       fmt, deny, clippy, native, browser, build, e2e, interop, soak or budget;
                        may be repeated
  budget [--json]     bytes that a first visit loads, against the limits
  bench [PART]...     times, bytes and loads, against the figures to reach; all parts, or
                      some of search, forms, sync, relay and assist
      --json
  soak                one person on two devices, and two people, type while things fail
      --rounds N        default 200
      --seed S          default 1: the same seed, the same plan
      --json
  adversary           what an assistant who means ill tries, and how it is refused
  verify-record [--data FOLDER]
                      that the record of assistance is as it was written
  openapi             write crates/contract/openapi.json anew

--json prints one object a line: {\"measure\",\"value\",\"unit\",\"limit\",\"ok\"}.";

/// What to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    /// Print the usage.
    Help,
    /// Build the app.
    Build,
    /// Build and serve.
    Run(Run),
    /// Watch and reload.
    Dev,
    /// Check and test.
    Test(Test),
    /// Count bytes.
    Budget {
        /// For machines.
        json: bool,
    },
    /// Measure times.
    Bench(Bench),
    /// Type while everything fails.
    Soak(Soak),
    /// Try what an assistant may not.
    Adversary,
    /// Check the record of assistance of a data folder.
    VerifyRecord(PathBuf),
    /// Write the checked-in description of the API.
    Openapi,
}

/// How to serve.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    /// Port on the loopback address.
    pub port: u16,
    /// Folder of the database and the uploads.
    pub data: PathBuf,
    /// With demo identities and the demo clerk.
    pub demo: bool,
}

impl Default for Run {
    fn default() -> Self {
        Self { port: 8080, data: ".data".into(), demo: true }
    }
}

/// What to test.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Test {
    /// Only tests with this in their name.
    pub filter: Option<String>,
    /// Only these steps; all if there are none.
    pub only: Vec<String>,
}

/// What can be measured, each by itself.
pub const BENCH_PARTS: [&str; 5] = ["search", "forms", "sync", "relay", "assist"];

/// What to measure.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Bench {
    /// Only these of [`BENCH_PARTS`]; all if there are none.
    pub only: Vec<String>,
    /// For machines.
    pub json: bool,
}

/// How long to type while everything fails.
#[derive(Debug, PartialEq, Eq)]
pub struct Soak {
    /// Rounds.
    pub rounds: u32,
    /// What the plan is made from.
    pub seed: u32,
    /// For machines.
    pub json: bool,
}

impl Default for Soak {
    fn default() -> Self {
        Self { rounds: 200, seed: 1, json: false }
    }
}

/// Reads it.
pub fn read(mut parser: Parser) -> Result<Task, lexopt::Error> {
    let name = match parser.next()? {
        None | Some(Long("help") | Short('h')) => return Ok(Task::Help),
        Some(Value(name)) => name.string()?,
        Some(other) => return Err(other.unexpected()),
    };
    let (mut run, mut test, mut soak) = (Run::default(), Test::default(), Soak::default());
    let (mut bench, mut json) = (Bench::default(), false);
    while let Some(argument) = parser.next()? {
        match (name.as_str(), argument) {
            (_, Long("help") | Short('h')) => return Ok(Task::Help),
            // There is no other build here, so this only says so.
            ("build", Long("release")) => {}
            ("run", Long("port") | Short('p')) => run.port = parser.value()?.parse()?,
            ("run" | "verify-record", Long("data")) => run.data = parser.value()?.into(),
            ("run", Long("no-demo")) => run.demo = false,
            ("test", Long("only")) => test.only.push(parser.value()?.string()?),
            ("test", Value(filter)) if test.filter.is_none() => {
                test.filter = Some(filter.string()?);
            }
            ("soak", Long("rounds")) => soak.rounds = parser.value()?.parse()?,
            ("soak", Long("seed")) => soak.seed = parser.value()?.parse()?,
            ("soak", Long("json")) => soak.json = true,
            ("bench", Value(part)) => {
                let part = part.string()?;
                if !BENCH_PARTS.contains(&part.as_str()) {
                    let parts = BENCH_PARTS.join(", ");
                    return Err(format!("bench has no part {part}, only {parts}").into());
                }
                bench.only.push(part);
            }
            ("bench", Long("json")) => bench.json = true,
            ("budget", Long("json")) => json = true,
            (_, other) => return Err(other.unexpected()),
        }
    }
    match name.as_str() {
        "build" => Ok(Task::Build),
        "run" => Ok(Task::Run(run)),
        "dev" => Ok(Task::Dev),
        "test" => Ok(Task::Test(test)),
        "budget" => Ok(Task::Budget { json }),
        "bench" => Ok(Task::Bench(bench)),
        "soak" => Ok(Task::Soak(soak)),
        "adversary" => Ok(Task::Adversary),
        "verify-record" => Ok(Task::VerifyRecord(run.data)),
        "openapi" => Ok(Task::Openapi),
        "help" => Ok(Task::Help),
        other => Err(format!("there is no task {other}").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Result<Task, lexopt::Error> {
        read(Parser::from_args(line.split_whitespace()))
    }

    #[test]
    fn tasks() {
        let cases = [
            ("", Task::Help),
            ("run --help", Task::Help),
            ("build --release", Task::Build),
            ("run", Task::Run(Run::default())),
            (
                "run --port 9000 --data=/tmp/x --no-demo",
                Task::Run(Run { port: 9000, data: "/tmp/x".into(), demo: false }),
            ),
            ("test", Task::Test(Test::default())),
            (
                "test roster --only native --only e2e",
                Task::Test(Test {
                    filter: Some("roster".into()),
                    only: vec!["native".into(), "e2e".into()],
                }),
            ),
            ("budget --json", Task::Budget { json: true }),
            ("bench", Task::Bench(Bench::default())),
            (
                "bench sync relay --json",
                Task::Bench(Bench { only: vec!["sync".into(), "relay".into()], json: true }),
            ),
            ("soak", Task::Soak(Soak::default())),
            ("adversary", Task::Adversary),
            ("verify-record", Task::VerifyRecord(".data".into())),
            ("verify-record --data x", Task::VerifyRecord("x".into())),
            (
                "soak --rounds 12 --seed=7 --json",
                Task::Soak(Soak { rounds: 12, seed: 7, json: true }),
            ),
        ];
        for (line, expected) in cases {
            assert_eq!(of(line).unwrap(), expected, "{line}");
        }
    }

    #[test]
    fn refused() {
        for line in [
            "fly",
            "--port 1",
            "run --port x",
            "run --json",
            "test a b",
            "soak --seed x",
            "bench moon",
            "build x",
        ] {
            assert!(of(line).is_err(), "{line}");
        }
    }
}

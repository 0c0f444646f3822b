//! What the project does for itself: set up, build, run, test, measure.
//!
//! Each task sets up what it needs and nothing twice. What cannot be had is named, with how
//! to get it.

mod adversary;
mod bench;
mod budget;
mod build;
mod dev;
mod http;
mod openapi;
mod options;
mod project;
mod run;
mod server;
mod setup;
mod soak;
mod stamp;
mod step;
mod test;
mod tool;

use std::process::ExitCode;

use options::{Task, USAGE};

fn main() -> ExitCode {
    let task = match options::read(lexopt::Parser::from_env()) {
        Ok(task) => task,
        Err(error) => {
            eprintln!("xtask: {error}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let done = match task {
        Task::Help => {
            println!("{USAGE}");
            Ok(())
        }
        Task::Build => build::app().map(drop),
        Task::Run(options) => run::run(&options),
        Task::Dev => dev::dev(),
        Task::Test(options) => test::test(&options),
        Task::Budget { json } => budget::budget(json),
        Task::Bench(options) => bench::bench(&options),
        Task::Soak(options) => soak::soak(&options),
        Task::Adversary => adversary::adversary(),
        Task::VerifyRecord(data) => adversary::verify_record(&data),
        Task::Openapi => openapi::write(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

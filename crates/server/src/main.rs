//! Starts the reference backend.

use std::process::ExitCode;

use bangban_server::app;
use bangban_server::assistance::{self, Checked};
use bangban_server::config::{Command, Options};
use bangban_server::openapi;
use clap::Parser;

#[tokio::main]
async fn main() -> ExitCode {
    let options = Options::parse();
    match options.command {
        Some(Command::Openapi) => {
            println!("{}", openapi::pretty());
            ExitCode::SUCCESS
        }
        Some(Command::VerifyRecord { file: None }) => {
            told(assistance::verify(&options.config.data).await)
        }
        Some(Command::VerifyRecord { file: Some(file) }) => told(assistance::verify_file(&file)),
        None => {
            app::start_log(options.config.log);
            match app::run(options.config).await {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => {
                    tracing::error!(%error, "cannot run");
                    ExitCode::FAILURE
                }
            }
        }
    }
}

/// Says how a record was found.
fn told<E: std::fmt::Display>(found: Result<Checked, E>) -> ExitCode {
    match found {
        Ok(checked) => {
            println!("{checked}");
            if checked.is_whole() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("cannot read the record: {error}");
            ExitCode::FAILURE
        }
    }
}

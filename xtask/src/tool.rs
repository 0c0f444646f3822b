//! Other programs: run, and where one is missing, said how to get it.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow, bail};

/// Runs it to its end, with its words shown; an error if it fails. `get` says how to get it.
pub fn run(command: &mut Command, get: &str) -> Result<()> {
    let status = command.status().map_err(|error| missing(command, &error, get))?;
    if !status.success() {
        bail!("{} failed ({status})", words(command));
    }
    Ok(())
}

/// Runs it with its words kept, and gives what it printed.
pub fn read(command: &mut Command, get: &str) -> Result<String> {
    let output =
        command.stdin(Stdio::null()).output().map_err(|error| missing(command, &error, get))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{} failed ({}): {}", words(command), output.status, said.trim());
    }
    String::from_utf8(output.stdout).with_context(|| format!("{} printed no text", words(command)))
}

/// Where a program lies on `PATH`.
pub fn find(name: &str) -> Option<PathBuf> {
    let name = PathBuf::from(name).with_extension(std::env::consts::EXE_EXTENSION);
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(&name))
        .find(|file| file.is_file())
}

fn missing(command: &Command, error: &std::io::Error, get: &str) -> anyhow::Error {
    let name = command.get_program().to_string_lossy().into_owned();
    if error.kind() == ErrorKind::NotFound {
        anyhow!("{name} is missing. {get}")
    } else {
        anyhow!("{name} cannot be started: {error}")
    }
}

/// The command as one would type it.
fn words(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let name = program.rsplit(['/', '\\']).next().unwrap_or(&program).to_owned();
    command.get_args().fold(name, |line, word| line + " " + &word.to_string_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named_with_how_to_get_it() {
        let error = run(&mut Command::new("bangban-no-such-program"), "Install it so.");
        let words = error.unwrap_err().to_string();
        assert_eq!(words, "bangban-no-such-program is missing. Install it so.");
    }

    #[test]
    fn a_command_is_named_as_typed() {
        let mut command = Command::new("/usr/bin/cargo");
        assert_eq!(words(command.args(["build", "-p", "x"])), "cargo build -p x");
    }
}

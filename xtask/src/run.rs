//! Builds, serves, and says where and as whom to look.

use std::fmt::Write;
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Result, bail};
use serde_json::Value;

use crate::options::Run;
use crate::server::{self, Server};
use crate::{build, http, step};

/// Serves until Ctrl-C.
pub fn run(options: &Run) -> Result<()> {
    server::check_free(options.port)?;
    let dist = build::app()?;
    step::say("starting the server");
    let server = Server::start(options.port, |command| {
        command.arg("--data").arg(&options.data).arg("--app").arg(&dist);
        if options.demo {
            command.arg("--demo");
        }
    })?;
    println!("\n  Open {}\n", server.url());
    if options.demo {
        println!("{}", identities(options.port)?);
    }
    println!("  Ctrl-C ends it.\n");
    loop {
        if let Some(status) = server.ended()? {
            bail!("the server ended ({status}); what it said stands above");
        }
        sleep(Duration::from_millis(200));
    }
}

/// The demo identities, as lines to read.
fn identities(port: u16) -> Result<String> {
    let answer = http::get(port, "/api/v1/session/identities")?;
    if answer.status != 200 {
        bail!("the server does not tell its demo identities ({})", answer.status);
    }
    Ok(listed(&serde_json::from_slice(&answer.body)?))
}

fn listed(identities: &Value) -> String {
    let identities = identities.as_array().map(Vec::as_slice).unwrap_or_default();
    if identities.is_empty() {
        return "  The server has no demo identities.\n".into();
    }
    let mut out = String::from("  Sign in as one of the demo identities:\n");
    for identity in identities {
        let role = identity["role"].as_str().unwrap_or_default();
        let (name, description) = (text(&identity["name"]), text(&identity["description"]));
        let _ = writeln!(out, "\n    {name} ({role})\n      {description}");
    }
    out
}

/// A text in the languages that it has.
fn text(value: &Value) -> String {
    match (value["zh"].as_str(), value["en"].as_str()) {
        (Some(zh), Some(en)) if zh != en => format!("{zh} · {en}"),
        (Some(one), _) | (None, Some(one)) => one.into(),
        (None, None) => value.as_str().unwrap_or_default().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_read_well() {
        let identities = serde_json::json!([
            {"id": "a", "name": {"zh": "甲", "en": "A"}, "role": "applicant", "description": {"zh": "办事"}},
            {"id": "b", "name": "B", "role": "reviewer", "description": "Reviews"},
        ]);
        let expected = "  Sign in as one of the demo identities:\n\
            \n    甲 · A (applicant)\n      办事\n\
            \n    B (reviewer)\n      Reviews\n";
        assert_eq!(listed(&identities), expected);
    }
}

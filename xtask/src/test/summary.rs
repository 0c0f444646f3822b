//! What came of each step.

use std::fmt::Write;
use std::time::Duration;

use anyhow::Result;

use crate::step::seconds;

/// What a step that did not fail came to.
#[derive(Debug)]
pub enum Outcome {
    /// It ran and is well.
    Done,
    /// It could not run, for this reason, which is no fault.
    Skipped(String),
    /// It ran, and found something to be told that fails nothing here.
    Noted(String),
}

/// All of them.
#[derive(Debug, Default)]
pub struct Summary(Vec<(&'static str, Result<Outcome>, Duration)>);

impl Summary {
    /// Adds one.
    pub fn add(&mut self, name: &'static str, outcome: Result<Outcome>, took: Duration) {
        self.0.push((name, outcome, took));
    }

    /// Whether none failed.
    pub fn is_ok(&self) -> bool {
        self.0.iter().all(|(_, outcome, _)| outcome.is_ok())
    }

    /// A line for each.
    pub fn text(&self) -> String {
        let mut out = String::from("Summary\n");
        for (name, outcome, took) in &self.0 {
            let (mark, words) = match outcome {
                Ok(Outcome::Done) => ('✓', String::new()),
                Ok(Outcome::Skipped(why)) => ('–', format!("skipped: {why}")),
                Ok(Outcome::Noted(what)) => ('!', what.clone()),
                Err(error) => ('✗', format!("{error}")),
            };
            let line = format!("  {mark} {name:<8} {:>12}  {words}", seconds(*took));
            let _ = writeln!(out, "{}", line.trim_end());
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_fault_is_enough() {
        let mut summary = Summary::default();
        summary.add("fmt", Ok(Outcome::Done), Duration::from_secs(1));
        summary.add("deny", Ok(Outcome::Skipped("no tool".into())), Duration::ZERO);
        assert!(summary.is_ok());
        summary.add("e2e", Err(anyhow::anyhow!("2 failed")), Duration::from_secs(65));
        assert!(!summary.is_ok());
        let text = summary.text();
        for line in
            ["✓ fmt             1.0 s\n", "skipped: no tool", "✗ e2e         1 min 5 s  2 failed"]
        {
            assert!(text.contains(line), "{line} in {text}");
        }
    }
}

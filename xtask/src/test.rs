//! Every check and test, in the order in which a fault is cheapest to find.

mod browser;
mod e2e;
mod interop;
mod rust;
mod summary;

use anyhow::{Result, bail};

use crate::options::Test;
use crate::step;
use summary::{Outcome, Summary};

/// A step: its name, whether a filter leaves it in, and what it does.
struct Step {
    name: &'static str,
    filters: bool,
    work: fn(Option<&str>) -> Result<Outcome>,
}

const STEPS: [Step; 10] = [
    Step { name: "fmt", filters: false, work: rust::fmt },
    Step { name: "deny", filters: false, work: rust::deny },
    Step { name: "clippy", filters: false, work: rust::clippy },
    Step { name: "native", filters: true, work: rust::native },
    Step { name: "browser", filters: true, work: browser::browser },
    Step { name: "build", filters: true, work: e2e::build },
    Step { name: "e2e", filters: true, work: e2e::e2e },
    Step { name: "interop", filters: true, work: interop::interop },
    Step { name: "soak", filters: false, work: e2e::soak },
    Step { name: "budget", filters: false, work: e2e::budget },
];

/// Runs the steps. One that fails does not keep the others from running, so that one run
/// tells all.
pub fn test(options: &Test) -> Result<()> {
    if let Some(unknown) = options.only.iter().find(|name| STEPS.iter().all(|s| s.name != **name)) {
        let names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        bail!("there is no step {unknown}; there are: {}", names.join(", "));
    }
    let mut summary = Summary::default();
    for step in &STEPS {
        let asked = options.only.is_empty() || options.only.iter().any(|name| name == step.name);
        if !asked || (options.filter.is_some() && !step.filters) {
            continue;
        }
        eprintln!("\n━━ {} ━━", step.name);
        let (outcome, took) = step::timed(|| (step.work)(options.filter.as_deref()));
        if let Err(error) = &outcome {
            eprintln!("✗ {}: {error:#}", step.name);
        }
        summary.add(step.name, outcome, took);
    }
    println!("\n{}", summary.text());
    if summary.is_ok() { Ok(()) } else { bail!("not all is well") }
}

//! Tests of the app in a real browser, by wasm-bindgen-test.

use anyhow::Result;
use serde_json::Value;

use super::summary::Outcome;
use crate::setup::{bindgen, chromium, wasm};
use crate::{project, tool};

/// Seconds that one file of tests may take: a busy machine is slow.
const TIMEOUT: &str = "180";

/// Runs the integration tests of the app.
pub fn browser(filter: Option<&str>) -> Result<Outcome> {
    if !has_tests()? {
        return Ok(Outcome::Skipped("the app has no integration tests".into()));
    }
    wasm::ensure()?;
    let chromium = chromium::ensure()?;
    let runner = bindgen::runner()?;
    let mut tests = project::cargo();
    tests
        .args(["test", "--package", "bangban", "--target", wasm::TARGET, "--test", "*"])
        .args(filter)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", chromium.driver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", TIMEOUT);
    tool::run(&mut tests, "")?;
    Ok(Outcome::Done)
}

/// Whether the app's package has integration tests; asking cargo for none is an error.
fn has_tests() -> Result<bool> {
    let mut ask = project::cargo();
    let text = tool::read(ask.args(["metadata", "--no-deps", "--format-version", "1"]), "")?;
    let metadata: Value = serde_json::from_str(&text)?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    Ok(packages
        .filter(|package| package["name"] == "bangban")
        .flat_map(|package| package["targets"].as_array().into_iter().flatten())
        .any(|target| {
            target["kind"].as_array().is_some_and(|kinds| kinds.contains(&"test".into()))
        }))
}

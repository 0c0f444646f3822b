//! Whether a guide says everything (办事指南要素), in both languages.

use bangban_contract::Text;
use bangban_contract::guide::GuideBody;
use serde_json::Value;

/// Lists that may be empty: an item may have no special procedure (特殊环节) and, where
/// nothing has to be handed in, no material.
const MAY_BE_EMPTY: &[&str] = &["/special", "/materials"];

/// Elements that are missing or empty, by pointer; every text needs its English too.
pub fn gaps(body: &GuideBody) -> Vec<String> {
    let mut found = Vec::new();
    match serde_json::to_value(body) {
        Ok(value) => look(&value, "", &mut found),
        Err(_) => found.push(String::new()),
    }
    if body.fee.charged != body.fee.basis.is_some() {
        found.push("/fee/basis".into());
    }
    let samples = body.results.iter().map(|result| result.sample_file.is_some()).enumerate();
    found
        .extend(samples.filter(|(_, has)| !has).map(|(at, _)| format!("/results/{at}/sampleFile")));
    found
}

fn look(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::String(text) if text.trim().is_empty() => found.push(at.into()),
        Value::Array(all) if all.is_empty() && !MAY_BE_EMPTY.contains(&at) => found.push(at.into()),
        Value::Array(all) => {
            for (i, value) in all.iter().enumerate() {
                look(value, &format!("{at}/{i}"), found);
            }
        }
        Value::Object(map) => {
            if serde_json::from_value::<Text>(value.clone()).is_ok_and(|text| text.en.is_none()) {
                found.push(format!("{at}/en"));
            }
            for (name, value) in map {
                look(value, &format!("{at}/{name}"), found);
            }
        }
        _ => {}
    }
}

//! Mistakes in definitions: each is found on compiling, with its place and sort.

#[path = "support/form.rs"]
mod form;

use bangban_forms::{CompileErrorKind, compile};
use form::definition;
use serde_json::{Value, json};

/// Puts a value at a pointer of `{schema, ui, materials}`; `null` takes away, `-` appends.
fn put(definition: &mut Value, pointer: &str, new: Value) {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    match definition.pointer_mut(parent).expect("a parent") {
        Value::Array(all) if name == "-" => all.push(new),
        Value::Array(all) => all[name.parse::<usize>().expect("an index")] = new,
        Value::Object(map) if new.is_null() => {
            map.remove(name);
        }
        Value::Object(map) => {
            map.insert(String::from(name), new);
        }
        _ => panic!("no parent"),
    }
}

fn outcome(edits: &[(&str, Value)]) -> Option<(String, CompileErrorKind)> {
    let form = definition();
    let mut all = json!({"schema": form.schema, "ui": form.ui, "materials": form.materials});
    for (pointer, value) in edits {
        put(&mut all, pointer, value.clone());
    }
    let error = compile(&all["schema"], &all["ui"], &all["materials"]).err()?;
    assert!(error.to_string().starts_with(&error.pointer));
    Some((error.pointer, error.kind))
}

fn on(scope: &str, schema: &Value) -> Value {
    json!({"effect": "SHOW", "condition": {"scope": scope, "schema": schema}})
}

/// A line is a case: where, what is put there, where the error is, which it is.
#[test]
fn mistakes_are_found_where_they_are() {
    for line in include_str!("data/mistakes.jsonl").lines() {
        let case: Value = serde_json::from_str(line).expect("a case");
        let text = |i: usize| case[i].as_str().expect("text");
        let (pointer, kind) = outcome(&[(text(0), case[1].clone())]).expect(line);
        assert_eq!((pointer.as_str(), format!("{kind:?}").as_str()), (text(2), text(3)), "{line}");
    }
    assert_eq!(outcome(&[]), None);
}

#[test]
fn rules_in_a_circle_are_found_however_long_it_is() {
    let show = |scope: &str| on(scope, &json!({"not": {"minLength": 3}}));
    let rule = |i: usize| format!("/ui/elements/1/elements/0/elements/{i}/rule");
    let (name, uscc, id) = (rule(0), rule(1), rule(2));
    let edits = [
        (name.as_str(), show("#/properties/org/properties/uscc")),
        (uscc.as_str(), show("#/properties/org/properties/legalId")),
    ];
    assert_eq!(outcome(&edits), None);
    let mut edits = edits.to_vec();
    edits.push((id.as_str(), show("#/properties/org/properties/name")));
    assert_eq!(outcome(&edits).map(|e| e.1), Some(CompileErrorKind::Cycle));
}

/// A line is a case: where, and what is put there.
#[test]
fn what_is_allowed_compiles() {
    for line in include_str!("data/allowed.jsonl").lines() {
        let case: Value = serde_json::from_str(line).expect("a case");
        let place = case[0].as_str().expect("text");
        assert_eq!(outcome(&[(place, case[1].clone())]), None, "{line}");
    }
}

//! Lists, and lists within their rows: rules, checks, sums and addresses reach the right rows.

use std::sync::Arc;

use bangban_forms::{State, compile, validate};
use serde_json::{Value, json};

fn form() -> (Value, Value) {
    let worker = json!({"type": "object", "required": ["name", "hours", "note"], "properties": {
        "name": {"type": "string", "title": "姓名"},
        "hours": {"type": "integer", "title": "工时"},
        "note": {"type": "string", "title": "说明"}}});
    let firm = json!({"type": "object", "required": ["total"],
        "properties": {
            "kind": {"type": "string", "title": "类型", "enum": ["a", "b"]},
            "total": {"type": "integer", "title": "合计"},
            "workers": {"type": "array", "title": "职工", "items": worker}},
        "x-checks": [{"id": "sum", "assert": {"op": "eq",
            "left": {"sum": "#/properties/workers", "of": "#/properties/hours",
                "where": {"scope": "#/properties/name", "schema": {"not": {"const": "不计"}}}},
            "right": {"value": "#/properties/total"}},
            "at": ["#/properties/total"], "message": "{left}≠{right}"}]});
    let schema = json!({"type": "object", "properties": {
        "limit": {"type": "integer", "title": "上限"},
        "firms": {"type": "array", "title": "企业", "items": firm}},
        "x-checks": [{"id": "limit", "assert": {"op": "le",
            "left": {"count": "#/properties/firms", "where": {"scope": "#/properties/workers", "schema": {"minItems": 2}}},
            "right": {"value": "#/properties/limit"}},
            "at": ["#/properties/limit"], "message": "{left}>{right}"}]});
    let control = |scope: &str| json!({"type": "Control", "scope": scope});
    let rule = |scope: &str, schema: Value| json!({"effect": "SHOW", "condition": {"scope": scope, "schema": schema}});
    let mut note = control("#/properties/note");
    // From two levels out, and from the level between.
    note["rule"] = json!({"effect": "SHOW", "condition": {"type": "AND", "conditions": [
        {"scope": "#/properties/limit", "schema": {"minimum": 1}},
        {"scope": "#/properties/kind", "schema": {"const": "a"}}]}});
    let mut workers = json!({"type": "ListWithDetail", "scope": "#/properties/workers", "options": {"detail":
        {"type": "VerticalLayout", "elements": [control("#/properties/name"), control("#/properties/hours"), note]}}});
    workers["rule"] = rule("#/properties/kind", json!({}));
    let ui = json!({"type": "Categorization", "elements": [{"type": "Category", "label": "题", "elements": [
        control("#/properties/limit"),
        {"type": "ListWithDetail", "scope": "#/properties/firms", "options": {"detail":
            {"type": "VerticalLayout", "elements": [control("#/properties/kind"), control("#/properties/total"), workers]}}}]}]});
    (schema, ui)
}

fn state() -> State {
    let (schema, ui) = form();
    let model = Arc::new(compile(&schema, &ui, &Value::Null).expect("a form"));
    let worker =
        |id: &str, hours: u32| json!({"_id": id, "name": id, "hours": hours, "note": "无"});
    State::load(
        model,
        &json!({"limit": 1, "firms": [
            {"_id": "f", "kind": "a", "total": 5, "workers": [worker("x", 2), worker("y", 3)]},
            {"_id": "g", "kind": "b", "total": 7, "workers": [worker("x", 7)]}]}),
    )
}

fn codes(state: &State, path: &str) -> Vec<&'static str> {
    let path: Vec<&str> = path.split('/').collect();
    let key = state.resolve(&path).expect("a field");
    state.problems(key).iter().map(|p| p.code.code()).collect()
}

fn set(state: &mut State, path: &str, value: Value) {
    let path: Vec<&str> = path.split('/').collect();
    let key = state.resolve(&path).expect("a field");
    state.set(key, value);
}

#[test]
fn changes_reach_the_rows_concerned_and_no_others() {
    let mut state = state();
    assert!(state.all_problems().is_empty(), "{:?}", state.all_problems());
    set(&mut state, "firms/g/workers/x/hours", json!(8));
    assert_eq!(
        (codes(&state, "firms/g/total"), codes(&state, "firms/f/total")),
        (vec!["check"], vec![])
    );
    set(&mut state, "firms/g/workers/x/name", json!("不计"));
    set(&mut state, "firms/g/total", json!(0));
    assert!(codes(&state, "firms/g/total").is_empty());
    // The rule of an inner row reads the row around it and the root.
    let note = state.resolve(&["firms", "f", "workers", "y", "note"]).expect("a field");
    let other = state.resolve(&["firms", "g", "workers", "x", "note"]).expect("a field");
    assert!(state.visible(note) && !state.visible(other));
    set(&mut state, "firms/g/kind", json!("a"));
    assert!(state.visible(other));
    set(&mut state, "limit", json!(0));
    assert!(!state.visible(note) && !state.visible(other));
    assert_eq!(codes(&state, "limit"), ["check"]);
    // Hiding an inner list takes its rows out of the sum and the count.
    set(&mut state, "firms/f/kind", json!(""));
    assert!(codes(&state, "limit").is_empty());
    assert_eq!(codes(&state, "firms/f/total"), ["check"]);
}

#[test]
fn inner_rows_come_and_go_with_outer_ones() {
    let mut state = state();
    let firms = state.resolve(&["firms"]).expect("a list");
    let values =
        json!({"kind": "a", "total": 4, "workers": [{"_id": "n", "name": "n", "hours": 4}]});
    let (row, _) = state.insert_row(firms, 0, "h", &values);
    assert_eq!(codes(&state, "firms/h/workers/n/note"), ["required"]);
    let note = state.resolve(&["firms", "h", "workers", "n", "note"]).expect("a field");
    assert_eq!(state.pointer(note), "/firms/0/workers/0/note");
    assert_eq!(state.key_at("/firms/0/workers/0/note"), Some(note));
    let before = state.progress(0);
    let changes = state.remove_row(row);
    let after = state.progress(0);
    assert_eq!(before.required - after.required, 4);
    assert_eq!((changes.steps, changes.lists), (vec![0], vec![firms]));
    assert!(!state.visible(note) && state.problems(note).is_empty());
    assert!(state.all_problems().is_empty());
    let again = state.insert_row(firms, 9, "h", &Value::Null).0;
    assert_eq!(again, row);
    assert!(state.rows(state.resolve(&["firms", "h", "workers"]).expect("a list")).is_empty());
}

#[test]
fn the_server_sees_inner_rows_as_well() {
    let state = state();
    let mut submission = state.submission();
    assert!(validate(state.model(), &submission, &[], &[], None).problems.is_empty());
    submission["firms"][0]["workers"][1]["hours"] = json!("3");
    submission["firms"][1]["workers"][0]["surplus"] = json!(true);
    let found: Vec<String> = validate(state.model(), &submission, &[], &[], None)
        .problems
        .into_iter()
        .map(|p| format!("{} {}", p.pointer, p.problem.code.code()))
        .collect();
    assert_eq!(found, ["/firms/0/workers/1/hours type", "/firms/1/workers/0/surplus unknown"]);
}

#[test]
fn rows_of_a_hidden_list_are_not_counted() {
    let row =
        json!({"type": "object", "properties": {"name": {"type": "string", "title": "姓名"}}});
    let schema = json!({"type": "object", "properties": {
            "any": {"type": "boolean", "title": "有无"},
            "max": {"type": "integer", "title": "上限"},
            "people": {"type": "array", "title": "人员", "items": row}},
        "x-checks": [{"id": "n", "assert": {"op": "le", "left": {"count": "#/properties/people"},
            "right": {"value": "#/properties/max"}}, "at": ["#/properties/max"], "message": "{count}人"}]});
    let ui = json!({"type": "Categorization", "elements": [{"type": "Category", "label": "题", "elements": [
        {"type": "Control", "scope": "#/properties/any"},
        {"type": "Control", "scope": "#/properties/max"},
        {"type": "ListWithDetail", "scope": "#/properties/people",
         "rule": {"effect": "SHOW", "condition": {"scope": "#/properties/any", "schema": {"const": true}}},
         "options": {"detail": {"type": "Control", "scope": "#/properties/name"}}}]}]});
    let model = Arc::new(compile(&schema, &ui, &Value::Null).expect("a form"));
    let mut state = State::load(model, &json!({"any": true, "max": 1, "people": [{}, {}]}));
    let max = state.resolve(&["max"]).expect("a field");
    assert_eq!(codes(&state, "max"), ["check"]);
    assert_eq!(bangban_forms::describe(&state.problems(max)[0], bangban_forms::Locale::Zh), "2人");
    set(&mut state, "any", json!(false));
    assert!(codes(&state, "max").is_empty() && state.submission().get("people").is_none());
    set(&mut state, "any", json!(true));
    assert_eq!(codes(&state, "max"), ["check"]);
}

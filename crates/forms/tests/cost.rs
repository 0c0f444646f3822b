//! The cost of a keystroke does not depend on the number of fields.

use std::sync::Arc;

use bangban_forms::{Key, State, compile};
use serde_json::{Map, Value, json};

/// A form of so many questions: each tenth shows its neighbour, two are compared.
fn form(count: usize) -> State {
    let mut properties = Map::new();
    let mut elements = Vec::new();
    for i in 0..count {
        let name = format!("q{i}");
        properties.insert(
            name.clone(),
            json!({"type": "integer", "title": format!("第{i}题"), "minimum": 0}),
        );
        let mut control = json!({"type": "Control", "scope": format!("#/properties/{name}")});
        if i % 10 == 1 {
            control["rule"] = json!({"effect": "SHOW", "condition": {
                "scope": format!("#/properties/q{}", i - 1), "schema": {"minimum": 5}}});
        }
        elements.push(control);
    }
    let required: Vec<&String> = properties.keys().collect();
    let schema = json!({
        "type": "object", "required": required, "properties": properties,
        "x-checks": [{"id": "order", "assert": {"op": "le", "left": {"value": "#/properties/q2"},
            "right": {"value": "#/properties/q3"}}, "at": ["#/properties/q3"], "message": "{left}>{right}"}]
    });
    let ui = json!({"type": "Categorization", "elements": [
        {"type": "Category", "label": "题", "elements": elements}]});
    State::new(Arc::new(compile(&schema, &ui, &Value::Null).expect("a form")))
}

#[test]
fn a_keystroke_costs_the_same_in_twenty_fields_and_in_two_thousand() {
    let edits = [
        ("q0", "4"),
        ("q0", "42"),
        ("q0", "4"),
        ("q2", "9"),
        ("q3", "1"),
        ("q3", "12"),
        ("q5", "x"),
    ];
    let costs = |count: usize| -> Vec<u32> {
        let mut state = form(count);
        edits
            .iter()
            .map(|(name, typed)| {
                let key = state.resolve(&[name]).expect("a field");
                state.set(key, json!(typed)).evaluated
            })
            .collect()
    };
    let (small, large) = (costs(20), costs(2_000));
    assert_eq!(small, large);
    assert!(small.iter().all(|cost| *cost <= 4), "{small:?}");
}

#[test]
fn a_sum_costs_the_rows_of_its_list_and_no_others() {
    let row = json!({"type": "object", "properties": {"n": {"type": "integer", "title": "数"}}});
    let list = json!({"type": "array", "title": "表", "items": row});
    let schema = json!({
        "type": "object",
        "properties": {"a": list, "b": list, "t": {"type": "integer", "title": "和"}},
        "x-checks": [{"id": "s", "assert": {"op": "eq", "left": {"sum": "#/properties/a", "of": "#/properties/n"},
            "right": {"value": "#/properties/t"}}, "at": ["#/properties/t"], "message": "{diff}"}]
    });
    let element = |name: &str| {
        json!({"type": "ListWithDetail", "scope": format!("#/properties/{name}"),
            "options": {"detail": {"type": "Control", "scope": "#/properties/n"}}})
    };
    let ui = json!({"type": "Categorization", "elements": [{"type": "Category", "label": "题", "elements": [
        element("a"), element("b"), {"type": "Control", "scope": "#/properties/t"}]}]});
    let model = Arc::new(compile(&schema, &ui, &Value::Null).expect("a form"));
    let rows = |count: usize| -> Vec<Value> { (0..count).map(|n| json!({"n": n})).collect() };
    let mut state = State::load(model, &json!({"a": rows(5), "b": rows(1_500), "t": 10}));
    let (a, b) = (state.resolve(&["a"]).expect("a"), state.resolve(&["b"]).expect("b"));
    let n = state.model().list_fields(a.field).next().expect("n").id;
    let first = Key::new(n, state.rows(a)[0]);
    let cost = state.set(first, json!(3)).evaluated;
    assert!(cost < 25, "{cost}");
    let n = state.model().list_fields(b.field).next().expect("n").id;
    let first = Key::new(n, state.rows(b)[0]);
    assert_eq!(state.set(first, json!(3)).evaluated, 1); // itself
    let (_, changes) = state.insert_row(b, 7, "new", &Value::Null);
    assert!(changes.evaluated < 5, "{}", changes.evaluated);
}

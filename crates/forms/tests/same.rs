//! Answers that are taken from others of the form.

#[path = "support/form.rs"]
mod form;

use std::sync::Arc;

use bangban_forms::{Locale, Model, NodeId, NodeKind, SameAs, State, compile};
use form::{ID_CARD, answers, definition, key, set};
use serde_json::{Value, json};

/// The form, where an agent may be the same as the firm.
fn offering() -> (Arc<Model>, SameAs) {
    let mut form = definition();
    let offer = json!([{"title": "同单位", "x-en": "Same as the firm", "answers": {
        "#/properties/agent/properties/name": "#/properties/org/properties/name",
        "#/properties/agent/properties/idCard": "#/properties/org/properties/legalId",
        "#/properties/agent/properties/mobile": "#/properties/org/properties/mobile",
    }}]);
    form.schema["properties"]["org"]["properties"]["mobile"] =
        json!({"type": "string", "format": "cn-mobile", "title": "手机"});
    let more = json!({"type": "Control", "scope": "#/properties/org/properties/mobile"});
    let groups = form.ui.pointer_mut("/elements/1/elements").and_then(Value::as_array_mut);
    let groups = groups.expect("groups");
    groups[0]["elements"].as_array_mut().expect("controls").push(more);
    groups[1]["options"] = json!({"x-same-as": offer});
    let model = Arc::new(compile(&form.schema, &form.ui, &form.materials).expect("a form"));
    let nodes =
        (0..).map(NodeId).take_while(|id| model.steps().iter().any(|step| step.node >= *id));
    let mut offers: Vec<SameAs> = nodes
        .filter(|id| matches!(model.node(*id).kind, NodeKind::Group { .. }))
        .flat_map(|id| model.same_as(id))
        .collect();
    assert_eq!(offers.len(), 1);
    (model, offers.remove(0))
}

/// Copies until nothing is left to copy; what came, by its path.
fn copy(state: &mut State, same: &SameAs) -> Vec<(String, Value)> {
    let mut done = Vec::new();
    for _ in 0..same.len() {
        for (key, value) in same.copies(state) {
            done.push((state.path(key).join("/"), value.clone()));
            state.set(key, value);
        }
    }
    done
}

#[test]
fn what_is_answered_is_copied_and_the_rest_left() {
    let (model, same) = offering();
    assert_eq!(same.label.get(Locale::En), "Same as the firm");
    let mut state = State::load(model, &answers());
    set(&mut state, "agent/mobile", json!("13900000000"));
    assert_eq!(same.copies(&state), [], "nobody asks for an agent");
    set(&mut state, "situation/agent", json!(true));
    let name = json!("津港物流示例公司");
    let expected = [("agent/idCard".to_owned(), json!(ID_CARD)), ("agent/name".to_owned(), name)];
    let mut copied = copy(&mut state, &same);
    copied.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(copied, expected);
    // The firm gave no mobile number: the agent's own stays.
    assert_eq!(state.raw(key(&state, "agent/mobile")), "13900000000");
    assert_eq!(copy(&mut state, &same), []);
}

#[test]
fn an_answer_that_only_comes_to_be_asked_by_copying_is_copied_too() {
    let (model, same) = offering();
    let mut state = State::load(model, &answers());
    set(&mut state, "situation/agent", json!(true));
    set(&mut state, "org/mobile", json!("13800000000"));
    let mobile = key(&state, "agent/mobile");
    assert!(!state.visible(mobile), "asked once there is a name");
    assert_eq!(copy(&mut state, &same).len(), 3);
    assert_eq!(state.raw(mobile), "13800000000");
}

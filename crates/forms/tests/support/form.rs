//! The form that the tests fill in: 特殊工时审批, shortened.
#![allow(dead_code)] // each test file uses some of it

use std::sync::Arc;

use bangban_forms::{Changes, FormDefinition, Key, Model, State};
use serde_json::{Value, json};

/// A made-up number with a right check character.
pub const ID_CARD: &str = "11010519491231002X";
/// A made-up code with a right check character.
pub const USCC: &str = "91350100M000100Y43";

pub fn definition() -> FormDefinition {
    serde_json::from_str(include_str!("../data/special-hours.json")).expect("a definition")
}

pub fn compiled() -> Arc<Model> {
    Arc::new(definition().compile().expect("a form"))
}

/// Answers without a problem.
pub fn answers() -> Value {
    json!({
        "situation": {"agent": false, "union": "yes"},
        "org": {
            "name": "津港物流示例公司", "uscc": USCC, "legalId": ID_CARD, "phone": "022-65700000",
            "region": ["120000", "120116", "120116001", "120116001001"], "capital": "5000000"
        },
        "totalStaff": 100,
        "specialStaff": 30,
        "posts": [
            {"_id": "r1", "kind": "comprehensive", "post": "岸桥司机", "count": 18, "cycle": "quarter",
             "hours": 11, "term": {"from": "2026-01-01", "to": "2026-12-31"}},
            {"_id": "r2", "kind": "flexible", "post": "调度", "count": 12,
             "term": {"from": "2026-01-01", "to": "2026-12-31"}}
        ],
        "measures": ["shift", "leave"],
        "reason": "港口作业受船期潮汐影响",
        "promise": true
    })
}

/// A key by its path with stable row ids.
pub fn key(state: &State, path: &str) -> Key {
    let path: Vec<&str> = path.split('/').collect();
    state.resolve(&path).expect("a field")
}

pub fn set(state: &mut State, path: &str, value: Value) -> Changes {
    let key = key(state, path);
    state.set(key, value)
}

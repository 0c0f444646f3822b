//! What of an awareness state is handed on.

use bangban_contract::realtime::{PRESENCE_KEYS, USER, User};
use serde_json::{Map, Value};

/// The longest state that is read, bytes of JSON.
const LONGEST: usize = 2048;
/// The longest text in it, bytes. Field ids and relative positions are shorter; an answer that
/// somebody tried to put here would hardly fit.
const LONGEST_TEXT: usize = 160;
/// How deep values lie in each other: a cursor's end is an object with an id in it.
const DEEPEST: usize = 4;

/// The state with the known keys alone and the server's word for who it is. `None` where it is
/// no object or too much.
pub(super) fn rewrite(state: &str, user: &User) -> Option<String> {
    if state.len() > LONGEST {
        return None;
    }
    let said: Map<String, Value> = serde_json::from_str(state).ok()?;
    let mut shown: Map<String, Value> = said
        .into_iter()
        .filter(|(key, value)| PRESENCE_KEYS.contains(&key.as_str()) && is_small(value, 0))
        .collect();
    shown.insert(USER.to_owned(), serde_json::to_value(user).ok()?);
    serde_json::to_string(&shown).ok()
}

fn is_small(value: &Value, depth: usize) -> bool {
    if depth > DEEPEST {
        return false;
    }
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
        Value::String(text) => text.len() <= LONGEST_TEXT,
        Value::Array(all) => all.iter().all(|one| is_small(one, depth + 1)),
        Value::Object(map) => {
            map.iter().all(|(key, one)| key.len() <= LONGEST_TEXT && is_small(one, depth + 1))
        }
    }
}

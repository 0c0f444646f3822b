//! Where in a form something is, in words: read from the JSON Schema without the form engine.

use bangban_contract::form::Form;
use serde_json::Value;

use crate::i18n::{Language, language};

/// A pointer in words: the titles on its way. Tracked.
pub fn in_words(pointer: &str, form: &Form) -> String {
    let mut schema = form.definition.get("schema").unwrap_or(&Value::Null);
    let mut parts = Vec::new();
    for token in pointer.split('/').skip(1) {
        if let Ok(row) = token.parse::<usize>() {
            parts.push((row + 1).to_string());
        } else {
            schema = inner(schema, token);
            parts.push(title(schema, token));
        }
    }
    parts.join(" › ")
}

/// The schema of a property, or of the rows of a list.
fn inner<'a>(schema: &'a Value, name: &str) -> &'a Value {
    let schema = schema.get("items").unwrap_or(schema);
    schema.get("properties").and_then(|all| all.get(name)).unwrap_or(&Value::Null)
}

/// The title of a schema, or `name` where it has none. Tracked.
fn title(schema: &Value, name: &str) -> String {
    let english = schema.get("x-en").and_then(|en| en.get("title"));
    let own = schema.get("title");
    let wanted = if language() == Language::En { english.or(own) } else { own };
    wanted.and_then(Value::as_str).unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_schema_names_what_is_on_the_way() {
        let schema = json!({"properties": {"posts": {"title": "岗位", "items": {"properties": {
            "kind": {"title": "工时类型"}
        }}}}});
        let form = Form {
            item: String::new(),
            version: String::new(),
            definition: json!({"schema": schema}),
        };
        assert_eq!(in_words("/posts/0/kind", &form), "岗位 › 1 › 工时类型");
        assert_eq!(in_words("/gone", &form), "gone");
    }
}

//! The words of a form's questions, as far as the desk needs them: read from the JSON
//! Schema without the form engine.

use serde_json::Value;

use crate::i18n::{Language, language};

/// The order in which a layout names the properties of the root.
pub fn order(layout: &Value) -> Vec<String> {
    let mut names = Vec::new();
    walk(layout, &mut names);
    names
}

fn walk(node: &Value, names: &mut Vec<String>) {
    if let Some(name) = node
        .get("scope")
        .and_then(Value::as_str)
        .and_then(|scope| scope.strip_prefix("#/properties/"))
        .and_then(|path| path.split('/').next())
        .filter(|name| !names.iter().any(|one| one == name))
    {
        names.push(name.to_owned());
    }
    for inner in node.get("elements").and_then(Value::as_array).into_iter().flatten() {
        walk(inner, names);
    }
}

/// The schema of a property, or of the rows of a list.
pub fn inner<'a>(schema: &'a Value, name: &str) -> &'a Value {
    let schema = schema.get("items").unwrap_or(schema);
    schema.get("properties").and_then(|all| all.get(name)).unwrap_or(&Value::Null)
}

/// The title of a schema, or `name` where it has none. Tracked.
pub fn title(schema: &Value, name: &str) -> String {
    let english = schema.get("x-en").and_then(|en| en.get("title"));
    let own = schema.get("title");
    let wanted = if language() == Language::En { english.or(own) } else { own };
    wanted.and_then(Value::as_str).unwrap_or(name).to_owned()
}

/// The title of a chosen value, where the schema lists the choices. Tracked.
pub fn choice(schema: &Value, value: &Value) -> Option<String> {
    let schema = schema.get("items").unwrap_or(schema);
    let all = schema.get("oneOf")?.as_array()?;
    let one = all.iter().find(|one| one.get("const") == Some(value))?;
    let english = one.get("x-en").filter(|_| language() == Language::En);
    english.or(one.get("title"))?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_layout_orders_and_the_schema_names() {
        let layout = json!({"type": "Categorization", "elements": [
            {"type": "Category", "elements": [{"type": "Control", "scope": "#/properties/unit/properties/name"}]},
            {"type": "Category", "elements": [{"type": "ListWithDetail", "scope": "#/properties/posts"}]},
        ]});
        assert_eq!(order(&layout), ["unit", "posts"]);
        let schema = json!({"properties": {"posts": {"title": "岗位", "items": {"properties": {
            "kind": {"title": "工时类型", "oneOf": [{"const": "a", "title": "综合"}]}
        }}}}});
        let posts = inner(&schema, "posts");
        assert_eq!(title(posts, "posts"), "岗位");
        assert_eq!(title(inner(posts, "gone"), "gone"), "gone");
        assert_eq!(choice(inner(posts, "kind"), &json!("a")).as_deref(), Some("综合"));
        assert_eq!(choice(inner(posts, "kind"), &json!("b")), None);
    }
}

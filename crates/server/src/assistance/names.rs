//! What the fields and materials that a record names are called.

use std::collections::BTreeMap;

use bangban_contract::Text;
use bangban_contract::assistance::record::Entry;
use bangban_forms::{Key, Model, State};

/// By the paths that stand in the entries; what the form does not know has no name. The filing
/// as it is now says which row it is: one that was removed since has no number.
pub fn of(entries: &[Entry], model: &std::sync::Arc<Model>, now: &State) -> BTreeMap<String, Text> {
    let known = all(model);
    let paths = entries.iter().flat_map(|entry| entry.event.fields());
    let name = |path: &String| {
        let name = find(&known, path)?.clone();
        let row = row(now, path);
        Some((path.clone(), row.map_or_else(|| name.clone(), |number| in_row(number, &name))))
    };
    paths.filter_map(name).collect()
}

/// Whether a field of a row is named in them.
pub fn have_rows(entries: &[Entry], model: &std::sync::Arc<Model>) -> bool {
    let known = all(model);
    let mut paths = entries.iter().flat_map(|entry| entry.event.fields());
    paths.any(|path| !known.contains_key(path) && find(&known, path).is_some())
}

/// The number of the row in which a field is, from 1.
fn row(now: &State, path: &str) -> Option<usize> {
    let names: Vec<&str> = path.split('/').collect();
    let key = now.resolve(&names)?;
    let list = now.model().field(key.field).list?;
    let at = now.rows(Key::root(list)).iter().position(|row| *row == key.row)?;
    Some(at + 1)
}

fn in_row(number: usize, name: &Text) -> Text {
    let en = name.en.as_ref().map(|en| format!("Row {number} · {en}"));
    Text { zh: format!("第 {number} 行 · {}", name.zh), en }
}

/// All of a form, as if lists had no rows.
fn all(model: &std::sync::Arc<Model>) -> BTreeMap<String, Text> {
    let text = |text: &bangban_forms::Text| Text { zh: text.zh.clone(), en: text.en.clone() };
    let state = State::new(model.clone());
    let fields = model.fields().iter().map(|field| {
        let mut path = field.list.map(|list| state.path(Key::root(list))).unwrap_or_default();
        path.extend(field.path.iter().cloned());
        (path.join("/"), text(&field.label))
    });
    let materials = model.materials().iter();
    let materials = materials.map(|one| (["materials/", &one.id].concat(), text(&one.name)));
    fields.chain(materials).collect()
}

/// In a row, its id stands between list and field.
fn find<'a>(known: &'a BTreeMap<String, Text>, path: &str) -> Option<&'a Text> {
    if let Some(found) = known.get(path) {
        return Some(found);
    }
    let parts: Vec<&str> = path.split('/').collect();
    (1..parts.len().saturating_sub(1)).find_map(|row| {
        let without = [&parts[..row], &parts[row + 1..]].concat();
        known.get(&without.join("/"))
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use bangban_contract::assistance::record::Event;
    use bangban_forms::compile;
    use serde_json::{Value, json};

    use super::super::record;
    use super::*;

    #[test]
    fn a_row_is_left_out() {
        let known = ["a", "list/post", "org/place/street"];
        let known = known.into_iter().map(|path| (path.to_owned(), Text::zh(path))).collect();
        let cases = [
            ("a", Some("a")),
            ("list/r-7/post", Some("list/post")),
            ("org/place/street", Some("org/place/street")),
            ("list/r-7/other", None),
            ("b", None),
            ("", None),
        ];
        for (path, expected) in cases {
            assert_eq!(find(&known, path).map(|name| &name.zh[..]), expected, "{path}");
        }
    }

    #[test]
    fn a_row_is_named_by_where_it_is_now() {
        let row =
            json!({"type": "object", "properties": {"post": {"type": "string", "title": "岗位"}}});
        let schema = json!({"type": "object", "properties": {
            "name": {"type": "string", "title": "名称"},
            "list": {"type": "array", "title": "明细", "items": row}}});
        let control = |scope: &str| json!({"type": "Control", "scope": scope});
        let detail = json!({"type": "VerticalLayout", "elements": [control("#/properties/post")]});
        let list = json!({"type": "ListWithDetail", "scope": "#/properties/list", "options": {"detail": detail}});
        let ui = json!({"type": "Categorization", "elements": [
            {"type": "Category", "label": "题", "elements": [control("#/properties/name"), list]}]});
        let model = Arc::new(compile(&schema, &ui, &Value::Null).unwrap());
        let rows = json!({"list": [{"_id": "b", "post": "x"}, {"_id": "a", "post": "y"}]});
        let now = State::load(model.clone(), &rows);
        for (path, expected, has_rows) in [
            ("name", Some("名称"), false),
            ("list", Some("明细"), false),
            ("list/a/post", Some("第 2 行 · 岗位"), true),
            ("list/b/post", Some("第 1 行 · 岗位"), true),
            ("list/gone/post", Some("岗位"), true),
            ("list/a/other", None, false),
        ] {
            let entry = Entry {
                seq: 1,
                at: String::new(),
                assistance: String::new(),
                actor: record::system(),
                event: Event::FieldSet { field: path.into() },
                hash: String::new(),
            };
            let entries = [entry];
            let found = of(&entries, &model, &now);
            assert_eq!(found.get(path).map(|name| &*name.zh), expected, "{path}");
            assert_eq!(have_rows(&entries, &model), has_rows, "{path}");
        }
    }
}

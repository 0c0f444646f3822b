//! What the fields and materials that a record names are called.

use std::collections::BTreeMap;

use bangban_contract::Text;
use bangban_contract::assistance::record::Entry;
use bangban_forms::{Key, Model, State};

/// By the paths that stand in the entries; what the form does not know has no name.
pub fn of(entries: &[Entry], model: &std::sync::Arc<Model>) -> BTreeMap<String, Text> {
    let known = all(model);
    let paths = entries.iter().flat_map(|entry| entry.event.fields());
    paths.filter_map(|path| Some((path.clone(), find(&known, path)?.clone()))).collect()
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
}

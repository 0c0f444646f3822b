//! What a form has places for: where somebody who helps may write, and where not. Pure.

use bangban_forms::{Field, FieldKind, Model};
use serde_json::Value;

/// The longest id of a row that is taken from who helps; those of the app have twelve characters.
const LONGEST_ROW: usize = 40;
/// Begins what is said about a material.
const MATERIALS: &str = "materials/";

/// The places of a form.
#[derive(Clone, Copy)]
pub struct Outline<'a>(&'a Model);

/// What a path names.
enum Place<'a> {
    /// A field, at the root or in a row; a list counts as one.
    Field(&'a Field),
    /// A row as a whole.
    Row,
}

impl<'a> Outline<'a> {
    /// The places of this form.
    pub fn new(model: &'a Model) -> Self {
        Self(model)
    }

    /// Whether an answer that others may see stands at the path. A group has none of its own, and
    /// a list has rows: what is written there would hide all that is below.
    pub fn has_open(self, path: &str) -> bool {
        self.leaf(path).is_some_and(|field| !field.sensitive)
    }

    /// The same for a long text, which merges by its letters.
    pub fn has_text(self, path: &str) -> bool {
        self.leaf(path)
            .is_some_and(|field| !field.sensitive && matches!(field.kind, FieldKind::LongText))
    }

    /// Whether there is a list at the path, whose rows are no secret.
    pub fn has_list(self, path: &str) -> bool {
        matches!(self.find(path), Some(Place::Field(field))
            if !field.sensitive && matches!(field.kind, FieldKind::List(_)))
    }

    /// Whether the path names anything that can be found right or wrong: a field, be it a
    /// sensitive one, a row, or a material.
    pub fn has_any(self, path: &str) -> bool {
        match path.strip_prefix(MATERIALS) {
            Some(id) if self.0.materials().iter().any(|material| material.id == id) => true,
            _ => self.find(path).is_some(),
        }
    }

    /// The first sensitive answer among these, by its path.
    pub fn sensitive_in(self, answers: &Value) -> Option<String> {
        fn walk(outline: Outline<'_>, list: Option<&Field>, at: &Value) -> Option<String> {
            let level = list.map(|list| list.id);
            outline.0.fields().iter().filter(|field| field.list == level).find_map(|field| {
                let found = field.path.iter().try_fold(at, |at, name| at.get(name))?;
                if field.sensitive && !found.is_null() {
                    return Some(field.path.join("/"));
                }
                if !matches!(field.kind, FieldKind::List(_)) {
                    return None;
                }
                found.as_array()?.iter().find_map(|row| walk(outline, Some(field), row))
            })
        }
        walk(self, None, answers)
    }

    fn leaf(self, path: &str) -> Option<&'a Field> {
        match self.find(path)? {
            Place::Field(field) if !matches!(field.kind, FieldKind::List(_)) => Some(field),
            _ => None,
        }
    }

    fn find(self, path: &str) -> Option<Place<'a>> {
        let all: Vec<&str> = path.split('/').collect();
        let (mut rest, mut list) = (&all[..], None);
        loop {
            let begins = |field: &&Field| {
                field.list == list
                    && field.path.len() <= rest.len()
                    && field.path.iter().zip(rest).all(|(name, segment)| name == segment)
            };
            let field = self.0.fields().iter().find(begins)?;
            rest = &rest[field.path.len()..];
            if rest.is_empty() {
                return Some(Place::Field(field));
            }
            if !matches!(field.kind, FieldKind::List(_)) || !is_row(rest[0]) {
                return None;
            }
            rest = &rest[1..];
            if rest.is_empty() {
                return Some(Place::Row);
            }
            list = Some(field.id);
        }
    }
}

/// Whether this can be the id of a row.
fn is_row(id: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    !id.is_empty() && id.len() <= LONGEST_ROW && id.bytes().all(fits)
}

#[cfg(test)]
mod tests {
    use bangban_forms::FormDefinition;
    use serde_json::json;

    use super::*;

    fn model() -> Model {
        let text = || json!({"type": "string", "title": "x"});
        let secret = || json!({"type": "string", "title": "x", "x-sensitive": true});
        let control = |scope: &str| json!({"type": "Control", "scope": scope});
        let form = FormDefinition {
            schema: json!({"type": "object", "properties": {
                "contact": {"type": "object", "properties": {"name": text(), "idCard": secret()}},
                "people": {"type": "array", "title": "x", "items": {"type": "object", "properties":
                    {"name": text(), "idCard": secret()}}},
            }}),
            ui: json!({"type": "Categorization", "elements": [
                {"type": "Category", "label": "x", "elements": [
                    control("#/properties/contact/properties/name"),
                    control("#/properties/contact/properties/idCard"),
                    {"type": "ListWithDetail", "scope": "#/properties/people", "options": {
                        "detail": {"type": "VerticalLayout", "elements": [
                            control("#/properties/name"), control("#/properties/idCard")]}}},
                    {"type": "Materials"},
                ]},
            ]}),
            materials: json!([{"id": "licence", "name": "x", "form": "electronic", "copies": 1,
                "required": true, "accept": ["application/pdf"], "maxBytes": 1000, "maxFiles": 1,
                "tolerable": false}]),
            commitment: json!({}),
        };
        form.compile().unwrap()
    }

    #[test]
    fn by_path() {
        let (model, long) = (model(), ["people/", &"r".repeat(41), "/name"].concat());
        // Whether an answer may stand there, rows, or a mark.
        for (path, open, list, any) in [
            ("contact/name", true, false, true),
            ("contact/idCard", false, false, true),
            ("contact", false, false, false),
            ("contact/other", false, false, false),
            ("contact/name/x", false, false, false),
            ("people", false, true, true),
            ("people/r1", false, false, true),
            ("people/r1/name", true, false, true),
            ("people/r1/idCard", false, false, true),
            ("people/r1/name/x", false, false, false),
            ("people//name", false, false, false),
            ("people/a b/name", false, false, false),
            (&*long, false, false, false),
            ("materials/licence", false, false, true),
            ("materials/other", false, false, false),
            ("", false, false, false),
        ] {
            let outline = Outline::new(&model);
            let found = (outline.has_open(path), outline.has_list(path), outline.has_any(path));
            assert_eq!(found, (open, list, any), "{path}");
            assert!(!outline.has_text(path), "{path}");
        }
    }

    #[test]
    fn what_is_sensitive_is_found() {
        let model = model();
        for (answers, expected) in [
            (json!({}), None),
            (json!({"contact": {"name": "x"}, "people": [{"_id": "r", "name": "x"}]}), None),
            (json!({"contact": {"idCard": "1"}}), Some("contact/idCard")),
            (json!({"contact": {"idCard": null}}), None),
            (json!({"people": [{"_id": "r"}, {"_id": "s", "idCard": "1"}]}), Some("idCard")),
            (json!({"contact": 1, "people": "x"}), None),
        ] {
            let found = Outline::new(&model).sensitive_in(&answers);
            assert_eq!(found.as_deref(), expected, "{answers}");
        }
    }
}

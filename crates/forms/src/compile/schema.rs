//! The JSON Schema: objects and row lists, down to the questions.

use serde_json::{Map, Value};

use super::{At, Builder, Outcome, Pending, Source, index};
use crate::model::{Prop, Shape};
use crate::{CompileErrorKind as Kind, Field, FieldId, FieldKind, ListSpec, Text};

/// Keywords of an object that holds questions.
const OBJECT: &[&str] = &[
    "$schema",
    "$id",
    "$comment",
    "type",
    "title",
    "description",
    "properties",
    "required",
    "additionalProperties",
    "x-sensitive",
    "x-checks",
    "x-en",
];

/// Keywords that any question may have.
pub(super) const COMMON: &[&str] = &[
    "$comment",
    "type",
    "title",
    "description",
    "format",
    "default",
    "x-sensitive",
    "x-prefill",
    "x-help",
    "x-placeholder",
    "x-unit",
    "x-en",
];

const ENGLISH: &[&str] = &["title", "description", "help", "placeholder", "unit", "message"];

/// Where a property stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    list: Option<FieldId>,
    path: &'a [String],
    sensitive: bool,
}

impl<'d> Builder<'d> {
    /// Reads the root object.
    pub(super) fn schema(&mut self, schema: &'d Value) -> Outcome<()> {
        let place = Place { list: None, path: &[], sensitive: false };
        self.root = self.object(schema, &At::root("/schema"), place)?;
        Ok(())
    }

    fn object(&mut self, schema: &'d Value, at: &At, place: Place) -> Outcome<Shape> {
        let map = at.object(schema)?;
        if at.text(map, "type")? != Some("object") {
            return Err(at.error(Kind::Unsupported, "type"));
        }
        at.only(map, OBJECT)?;
        if map.get("additionalProperties").is_some_and(|v| *v != Value::Bool(false)) {
            return Err(at.error(Kind::Unsupported, "additionalProperties"));
        }
        if let Some(checks) = map.get("x-checks") {
            let pointer = at.key("x-checks").pointer();
            self.pending.push(Pending { checks, pointer, list: place.list });
        }
        let sensitive = place.sensitive || at.flag(map, "x-sensitive")?.unwrap_or(false);
        let at_props = at.key("properties");
        let props = at_props.object(at.need(map, "properties")?)?;
        let required = required(map, props, at)?;
        let mut shape = Shape::default();
        for (name, schema) in props {
            let mut path = place.path.to_vec();
            path.push(name.clone());
            let place = Place { path: &path, sensitive, ..place };
            let prop = self.property(
                schema,
                &at_props.key(name),
                place,
                required.contains(&name.as_str()),
            )?;
            shape.add(name, prop);
        }
        Ok(shape)
    }

    fn property(
        &mut self,
        schema: &'d Value,
        at: &At,
        place: Place,
        required: bool,
    ) -> Outcome<Prop> {
        let map = at.object(schema)?;
        if map.get("type").and_then(Value::as_str) == Some("object") && !map.contains_key("format")
        {
            return Ok(Prop::Object(self.object(schema, at, place)?));
        }
        let is_list =
            map.get("items").and_then(|items| items.get("type")).is_some_and(|t| t == "object");
        let kind = if is_list { list(map, at, required)? } else { super::leaf::kind(map, at)? };
        let id = self.leaf(map, at, place, required, kind)?;
        if is_list {
            if let Some(checks) = map.get("x-checks") {
                let pointer = at.key("x-checks").pointer();
                self.pending.push(Pending { checks, pointer, list: place.list });
            }
            let sensitive = self.field(id).sensitive;
            let place = Place { list: Some(id), path: &[], sensitive };
            let shape = self.object(&map["items"], &at.key("items"), place)?;
            self.rows.push((id, shape));
        }
        Ok(Prop::Field(id))
    }

    fn leaf(
        &mut self,
        map: &Map<String, Value>,
        at: &At,
        place: Place,
        required: bool,
        kind: FieldKind,
    ) -> Outcome<FieldId> {
        let id = FieldId(index(self.fields.len()));
        let english = at.english(map, "title", ENGLISH)?;
        self.fields.push(Field {
            id,
            list: place.list,
            path: place.path.to_vec(),
            kind,
            label: Text::default(),
            hint: None,
            help: None,
            placeholder: None,
            unit: None,
            required,
            sensitive: place.sensitive,
            prefill: None,
            default: map.get("default").cloned(),
            step: 0,
            min_length: at.count(map, "minLength")?,
            max_length: at.count(map, "maxLength")?,
            days: super::leaf::days(map, at)?,
            slot: 0,
            inner: 0,
            pattern: None,
            show: None,
            enable: None,
        });
        self.sources.push(Source { pointer: at.pointer(), placed: false });
        let field = &mut self.fields[id.0 as usize];
        field.label = at.words(map, "title", english.main)?.unwrap_or_default();
        for (name, en, words) in [
            ("description", "description", &mut field.hint),
            ("x-help", "help", &mut field.help),
            ("x-placeholder", "placeholder", &mut field.placeholder),
            ("x-unit", "unit", &mut field.unit),
        ] {
            *words = at.words(map, name, english.get(en))?;
        }
        field.sensitive |= at.flag(map, "x-sensitive")?.unwrap_or(false);
        field.prefill = at.text(map, "x-prefill")?.map(String::from);
        if let Some(text) = at.text(map, "pattern")? {
            field.pattern = crate::pattern::Pattern::new(text);
            if field.pattern.is_none() {
                return Err(at.key("pattern").error(Kind::Unsupported, text));
            }
        }
        if let Some(default) = &field.default
            && crate::normalise::answer(field, default).is_err()
        {
            return Err(at.key("default").error(Kind::Malformed, "default"));
        }
        Ok(id)
    }
}

fn required<'v>(
    map: &'v Map<String, Value>,
    props: &Map<String, Value>,
    at: &At,
) -> Outcome<Vec<&'v str>> {
    let Some(value) = map.get("required") else { return Ok(Vec::new()) };
    let at = at.key("required");
    let mut names = Vec::new();
    for (i, name) in at.array(value)?.iter().enumerate() {
        let name = at.index(i).string(name)?;
        if !props.contains_key(name) {
            return Err(at.index(i).error(Kind::DanglingScope, name));
        }
        names.push(name);
    }
    Ok(names)
}

fn list(map: &Map<String, Value>, at: &At, required: bool) -> Outcome<FieldKind> {
    at.only(
        map,
        &[
            "$comment",
            "type",
            "title",
            "description",
            "items",
            "minItems",
            "maxItems",
            "x-checks",
            "x-help",
            "x-prefill",
            "x-sensitive",
            "x-unit",
            "x-en",
        ],
    )?;
    let min = at.count(map, "minItems")?.unwrap_or(0).max(u32::from(required));
    let max = at.count(map, "maxItems")?;
    if map.get("type").is_none_or(|t| t != "array") || max.is_some_and(|max| max < min) {
        return Err(at.error(Kind::Malformed, "array"));
    }
    Ok(FieldKind::List(ListSpec { detail: Vec::new(), add_label: None, row_label: None, min, max }))
}

/// Words that are there once.
pub(super) fn text(zh: &str, en: Option<&str>) -> Text {
    Text { zh: String::from(zh), en: en.map(String::from) }
}

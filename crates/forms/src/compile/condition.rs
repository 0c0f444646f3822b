//! Conditions: scopes resolved, schema fragments turned into tests.

use serde_json::{Map, Value};

use super::{At, Builder, Outcome};
use crate::condition::{Cond, JsonType, Test};
use crate::model::{Prop, Shape};
use crate::{CompileErrorKind as Kind, FieldId, FieldKind};

/// What a scope names.
pub(super) enum Target<'m> {
    Field(FieldId),
    Object(&'m Shape),
}

impl Builder<'_> {
    /// What a scope names: in the rows of `list` first, then outwards.
    pub(super) fn target(
        &self,
        scope: &str,
        list: Option<FieldId>,
        at: &At,
    ) -> Outcome<Target<'_>> {
        let mut level = list;
        loop {
            if let Some(target) = navigate(self.shape(level), scope) {
                return Ok(target);
            }
            match level {
                Some(list) => level = self.field(list).list,
                None => return Err(at.error(Kind::DanglingScope, scope)),
            }
        }
    }

    /// The field that a scope names.
    pub(super) fn scoped_field(
        &self,
        value: &Value,
        list: Option<FieldId>,
        at: &At,
    ) -> Outcome<FieldId> {
        let scope = at.string(value)?;
        match self.target(scope, list, at)? {
            Target::Field(id) => Ok(id),
            Target::Object(_) => Err(at.error(Kind::Unresolvable, scope)),
        }
    }

    /// The row list that a scope names.
    pub(super) fn scoped_list(
        &self,
        value: &Value,
        list: Option<FieldId>,
        at: &At,
    ) -> Outcome<FieldId> {
        let id = self.scoped_field(value, list, at)?;
        match self.field(id).kind {
            FieldKind::List(_) => Ok(id),
            _ => Err(at.error(Kind::Unresolvable, "list")),
        }
    }

    /// A condition that lives in the rows of `list`.
    pub(super) fn condition(&self, value: &Value, list: Option<FieldId>, at: &At) -> Outcome<Cond> {
        let map = at.object(value)?;
        if let Some(kind) = at.text(map, "type")? {
            return match kind {
                "AND" | "OR" => {
                    at.only(map, &["type", "conditions"])?;
                    let at_all = at.key("conditions");
                    let mut all = Vec::new();
                    for (i, c) in at_all.array(at.need(map, "conditions")?)?.iter().enumerate() {
                        all.push(self.condition(c, list, &at_all.index(i))?);
                    }
                    if all.is_empty() {
                        return Err(at_all.error(Kind::Unresolvable, kind));
                    }
                    Ok(if kind == "AND" { Cond::All(all) } else { Cond::Any(all) })
                }
                "NOT" => {
                    at.only(map, &["type", "condition"])?;
                    let inner =
                        self.condition(at.need(map, "condition")?, list, &at.key("condition"))?;
                    Ok(Cond::Not(Box::new(inner)))
                }
                other => Err(at.key("type").error(Kind::Unsupported, other)),
            };
        }
        at.only(map, &["scope", "schema"])?;
        let scope = at.need_text(map, "scope")?;
        let schema = at.need(map, "schema")?;
        match self.target(scope, list, &at.key("scope"))? {
            Target::Field(id) => self.fragment(id, schema, &at.key("schema")),
            Target::Object(shape) => self.object_fragment(shape, schema, &at.key("schema")),
        }
    }

    /// `{properties, required}` of an object.
    fn object_fragment(&self, shape: &Shape, schema: &Value, at: &At) -> Outcome<Cond> {
        let map = at.object(schema)?;
        at.only(map, &["type", "properties", "required", "not"])?;
        let required: Vec<&str> = match map.get("required") {
            Some(value) => {
                at.key("required").array(value)?.iter().filter_map(Value::as_str).collect()
            }
            None => Vec::new(),
        };
        let mut all = Vec::new();
        for name in &required {
            all.push(match shape.get(name) {
                Some(Prop::Field(id)) => Cond::Is(*id, Test::Answered),
                Some(Prop::Object(_)) => return Err(at.error(Kind::Unresolvable, name)),
                None => return Err(at.key("required").error(Kind::DanglingScope, name)),
            });
        }
        if let Some(value) = map.get("properties") {
            let at = at.key("properties");
            for (name, fragment) in at.object(value)? {
                let at = at.key(name);
                all.push(match shape.get(name) {
                    Some(Prop::Field(id)) => {
                        let cond = self.fragment(*id, fragment, &at)?;
                        // As in JSON Schema: a property that is not there is not tested.
                        let absent = Cond::Not(Box::new(Cond::Is(*id, Test::Answered)));
                        if required.contains(&name.as_str()) {
                            cond
                        } else {
                            Cond::Any(vec![absent, cond])
                        }
                    }
                    Some(Prop::Object(inner)) => self.object_fragment(inner, fragment, &at)?,
                    None => return Err(at.error(Kind::DanglingScope, name)),
                });
            }
        }
        if let Some(value) = map.get("not") {
            let inner = self.object_fragment(shape, value, &at.key("not"))?;
            all.push(Cond::Not(Box::new(inner)));
        }
        if all.is_empty() {
            return Err(at.error(Kind::Unresolvable, "schema"));
        }
        Ok(Cond::All(all))
    }

    /// A fragment about one field.
    fn fragment(&self, id: FieldId, schema: &Value, at: &At) -> Outcome<Cond> {
        let map = at.object(schema)?;
        let kind = &self.field(id).kind;
        // `contains` on a row list is a condition on a row; the rest is a test of the list itself.
        if matches!(kind, FieldKind::List(_))
            && let Some(row) = map.get("contains")
        {
            let inner = self.object_fragment(self.shape(Some(id)), row, &at.key("contains"))?;
            let any = Cond::AnyRow(id, Box::new(inner));
            return Ok(Cond::All(vec![any, Cond::Is(id, test(kind, map, at)?)]));
        }
        Ok(Cond::Is(id, test(kind, map, at)?))
    }
}

fn navigate<'m>(shape: &'m Shape, scope: &str) -> Option<Target<'m>> {
    let mut target = Target::Object(shape);
    if scope == "#" {
        return Some(target);
    }
    let mut segments = scope.strip_prefix("#/")?.split('/');
    while let Some(keyword) = segments.next() {
        let name = segments.next()?;
        let Target::Object(shape) = target else { return None };
        if keyword != "properties" {
            return None;
        }
        target = match shape.get(name)? {
            Prop::Field(id) => Target::Field(*id),
            Prop::Object(inner) => Target::Object(inner),
        };
    }
    Some(target)
}

/// The tests of a fragment, each checked against what the field can hold.
fn test(kind: &FieldKind, map: &Map<String, Value>, at: &At) -> Outcome<Test> {
    let mut all = Vec::new();
    for (name, value) in map {
        let at = at.key(name);
        let malformed = || at.error(Kind::Malformed, name);
        let limit = || value.as_f64().ok_or_else(malformed);
        let count = || value.as_u64().and_then(|n| usize::try_from(n).ok()).ok_or_else(malformed);
        let (test, fits) = match name.as_str() {
            "const" => (Test::Const(value.clone()), can_be(kind, value)),
            "enum" => {
                let values = at.array(value)?;
                (Test::Enum(values.to_vec()), values.iter().all(|v| can_be(kind, v)))
            }
            "minimum" => (Test::Min(limit()?), is_number(kind)),
            "maximum" => (Test::Max(limit()?), is_number(kind)),
            "exclusiveMinimum" => (Test::Above(limit()?), is_number(kind)),
            "exclusiveMaximum" => (Test::Below(limit()?), is_number(kind)),
            "minLength" => (Test::MinLength(count()?), is_string(kind)),
            "maxLength" => (Test::MaxLength(count()?), is_string(kind)),
            "minItems" => (Test::MinItems(count()?), is_array(kind)),
            "maxItems" => (Test::MaxItems(count()?), is_array(kind)),
            "type" => (Test::Type(types(value, &at)?), true),
            "not" => (Test::Not(Box::new(self::test(kind, at.object(value)?, &at)?)), true),
            // Of a list: a condition on a row, already read.
            "contains" if matches!(kind, FieldKind::List(_)) => continue,
            "contains" => {
                let inner = element(kind).ok_or_else(|| at.error(Kind::Unresolvable, name))?;
                (Test::Contains(Box::new(self::test(&inner, at.object(value)?, &at)?)), true)
            }
            _ => return Err(at.error(Kind::UnknownKeyword, name)),
        };
        if !fits {
            return Err(at.error(Kind::Unresolvable, name));
        }
        all.push(test);
    }
    Ok(match all.len() {
        0 => Test::Answered,
        1 => all.remove(0),
        _ => {
            all.insert(0, Test::Answered);
            Test::All(all)
        }
    })
}

fn types(value: &Value, at: &At) -> Outcome<Vec<JsonType>> {
    let one = |value: &Value| {
        let name = at.string(value)?;
        JsonType::named(name).ok_or_else(|| at.error(Kind::Malformed, name))
    };
    match value {
        Value::Array(all) => all.iter().map(one).collect(),
        _ => Ok(vec![one(value)?]),
    }
}

/// Whether a field of this kind can ever hold the value.
fn can_be(kind: &FieldKind, value: &Value) -> bool {
    match kind {
        FieldKind::Choice { options, .. } => {
            value.as_str().is_some_and(|v| options.iter().any(|o| o.value == v))
        }
        FieldKind::Number { .. } => value.is_number(),
        FieldKind::YesNo { .. } => value.is_boolean(),
        FieldKind::List(_)
        | FieldKind::Many { .. }
        | FieldKind::Region { .. }
        | FieldKind::DateRange => false,
        _ => value.is_string(),
    }
}

fn is_number(kind: &FieldKind) -> bool {
    matches!(kind, FieldKind::Number { .. } | FieldKind::Money { .. })
}

fn is_array(kind: &FieldKind) -> bool {
    matches!(kind, FieldKind::Many { .. } | FieldKind::Region { .. } | FieldKind::List(_))
}

fn is_string(kind: &FieldKind) -> bool {
    !is_array(kind)
        && !matches!(
            kind,
            FieldKind::Number { .. } | FieldKind::YesNo { .. } | FieldKind::DateRange
        )
}

/// The kind of an element of an array.
fn element(kind: &FieldKind) -> Option<FieldKind> {
    match kind {
        FieldKind::Many { options, look, .. } => {
            Some(FieldKind::Choice { options: options.clone(), look: *look })
        }
        FieldKind::Region { .. } => Some(FieldKind::Text),
        _ => None,
    }
}

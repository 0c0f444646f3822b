//! Reading JSON with a place to point at.

use serde_json::{Map, Value};

use super::Outcome;
use crate::{CompileError, CompileErrorKind as Kind, Text};

/// A place in the definition; turned into a pointer only when there is something to say.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    up: Option<&'a At<'a>>,
    name: Name<'a>,
}

#[derive(Clone, Copy)]
enum Name<'a> {
    Pointer(&'a str),
    Key(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    /// A place by its pointer.
    pub fn root(pointer: &'a str) -> At<'a> {
        At { up: None, name: Name::Pointer(pointer) }
    }

    /// A member of this place.
    pub fn key(&'a self, name: &'a str) -> At<'a> {
        At { up: Some(self), name: Name::Key(name) }
    }

    /// An element of this place.
    pub fn index(&'a self, index: usize) -> At<'a> {
        At { up: Some(self), name: Name::Index(index) }
    }

    /// RFC 6901.
    pub fn pointer(&self) -> String {
        let mut out = self.up.map_or_else(String::new, At::pointer);
        match self.name {
            Name::Pointer(pointer) => out.push_str(pointer),
            Name::Key(name) => {
                out.push('/');
                crate::state::escape_into(&mut out, name);
            }
            Name::Index(index) => {
                out.push('/');
                out.push_str(&index.to_string());
            }
        }
        out
    }

    /// A mistake at this place.
    #[cold]
    #[inline(never)]
    pub fn error(&self, kind: Kind, detail: &str) -> Box<CompileError> {
        Box::new(CompileError { pointer: self.pointer(), kind, detail: String::from(detail) })
    }

    /// The value as an object.
    pub fn object<'v>(&self, value: &'v Value) -> Outcome<&'v Map<String, Value>> {
        value.as_object().ok_or_else(|| self.error(Kind::Malformed, "object"))
    }

    /// The value as an array.
    pub fn array<'v>(&self, value: &'v Value) -> Outcome<&'v [Value]> {
        value.as_array().map(Vec::as_slice).ok_or_else(|| self.error(Kind::Malformed, "array"))
    }

    /// The value as a string.
    pub fn string<'v>(&self, value: &'v Value) -> Outcome<&'v str> {
        value.as_str().ok_or_else(|| self.error(Kind::Malformed, "string"))
    }

    /// Refuses members that are not in `known`.
    pub fn only(&self, map: &Map<String, Value>, known: &[&str]) -> Outcome<()> {
        match map.keys().find(|key| !known.contains(&key.as_str())) {
            Some(key) => Err(self.key(key).error(Kind::UnknownKeyword, key)),
            None => Ok(()),
        }
    }

    /// A member that must be there.
    pub fn need<'v>(&self, map: &'v Map<String, Value>, name: &str) -> Outcome<&'v Value> {
        map.get(name).ok_or_else(|| self.error(Kind::Missing, name))
    }

    /// An optional string member.
    pub fn text<'v>(&self, map: &'v Map<String, Value>, name: &str) -> Outcome<Option<&'v str>> {
        map.get(name).map(|value| self.key(name).string(value)).transpose()
    }

    /// A string member that must be there.
    pub fn need_text<'v>(&self, map: &'v Map<String, Value>, name: &str) -> Outcome<&'v str> {
        self.key(name).string(self.need(map, name)?)
    }

    /// An optional boolean member.
    pub fn flag(&self, map: &Map<String, Value>, name: &str) -> Outcome<Option<bool>> {
        map.get(name)
            .map(|v| v.as_bool().ok_or_else(|| self.key(name).error(Kind::Malformed, "boolean")))
            .transpose()
    }

    /// An optional number member.
    pub fn number(&self, map: &Map<String, Value>, name: &str) -> Outcome<Option<f64>> {
        map.get(name)
            .map(|v| v.as_f64().ok_or_else(|| self.key(name).error(Kind::Malformed, "number")))
            .transpose()
    }

    /// An optional count member.
    pub fn count(&self, map: &Map<String, Value>, name: &str) -> Outcome<Option<u32>> {
        map.get(name)
            .map(|v| {
                v.as_u64()
                    .and_then(|n| u32::try_from(n).ok())
                    .ok_or_else(|| self.key(name).error(Kind::Malformed, "count"))
            })
            .transpose()
    }

    /// Words in Chinese from a member, in English from a place already read.
    pub fn words(
        &self,
        map: &Map<String, Value>,
        name: &str,
        english: Option<&str>,
    ) -> Outcome<Option<Text>> {
        Ok(self
            .text(map, name)?
            .map(|zh| Text { zh: String::from(zh), en: english.map(String::from) }))
    }

    /// The English words of `x-en`: one string, which is the member `main`, or an object with
    /// some of `names`.
    pub fn english<'v>(
        &self,
        map: &'v Map<String, Value>,
        main: &str,
        names: &[&str],
    ) -> Outcome<English<'v>> {
        let at = self.key("x-en");
        match map.get("x-en") {
            None => Ok(English { main: None, rest: None }),
            Some(Value::String(text)) => Ok(English { main: Some(text), rest: None }),
            Some(value) => {
                let rest = at.object(value)?;
                at.only(rest, names)?;
                for (name, value) in rest {
                    at.key(name).string(value)?;
                }
                Ok(English { main: rest.get(main).and_then(Value::as_str), rest: Some(rest) })
            }
        }
    }
}

/// English words beside the Chinese ones.
pub(super) struct English<'v> {
    /// The title, name or message.
    pub main: Option<&'v str>,
    rest: Option<&'v Map<String, Value>>,
}

impl<'v> English<'v> {
    /// Another of the words.
    pub fn get(&self, name: &str) -> Option<&'v str> {
        self.rest.and_then(|rest| rest.get(name)).and_then(Value::as_str)
    }
}

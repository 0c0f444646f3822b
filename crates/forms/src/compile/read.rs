//! Reading JSON with a place to point at.

#[cfg_attr(not(feature = "pointers"), path = "read/nowhere.rs")]
mod place;

use serde_json::{Map, Value};

pub(super) use self::place::At;
use super::Outcome;
use crate::{CompileErrorKind as Kind, Text};

impl At<'_> {
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

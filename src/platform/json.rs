//! JSON by the browser's own parser, read into serde types.
//!
//! `serde_json` brings its parser into every type that it reads; here the text is parsed
//! once, natively, and each type only picks its fields. A type costs about a third of the
//! bytes that way.

mod access;

use std::fmt;

use js_sys::{Array, JSON, Object, Reflect};
use serde::de::value::U64Deserializer;
use serde::de::{DeserializeOwned, Deserializer, Visitor};
use wasm_bindgen::{JsCast, JsValue};

use self::access::{Elements, Entries, Fields, Variant};

/// The text is no JSON, or not of the type that is asked for.
#[derive(Debug)]
pub struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("unreadable")
    }
}

impl std::error::Error for Unreadable {}

impl serde::de::Error for Unreadable {
    fn custom<T: fmt::Display>(_message: T) -> Self {
        Self
    }

    fn invalid_type(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self
    }

    fn invalid_value(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn serde::de::Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

/// Reads a value of `T` from JSON.
///
/// # Errors
/// [`Unreadable`].
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, Unreadable> {
    T::deserialize(Js(parse(text)?))
}

fn parse(text: &str) -> Result<JsValue, Unreadable> {
    JSON::parse(text).map_err(|_| Unreadable)
}

/// A parsed value.
struct Js(JsValue);

impl Js {
    #[inline(never)]
    fn string(&self) -> Result<String, Unreadable> {
        self.0.as_string().ok_or(Unreadable)
    }

    /// A whole number that a JavaScript number holds exactly.
    #[inline(never)]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn natural(&self) -> Result<u64, Unreadable> {
        let number = self.0.as_f64().ok_or(Unreadable)?;
        let is_exact = (0.0..=9_007_199_254_740_991.0).contains(&number) && number.fract() == 0.0;
        if is_exact { Ok(number as u64) } else { Err(Unreadable) }
    }

    #[inline(never)]
    fn array(self) -> Result<Array, Unreadable> {
        self.0.dyn_into().map_err(|_| Unreadable)
    }

    #[inline(never)]
    fn object(self) -> Result<Object, Unreadable> {
        if !self.0.is_object() || Array::is_array(&self.0) {
            return Err(Unreadable);
        }
        Ok(self.0.unchecked_into())
    }

    fn is_nothing(&self) -> bool {
        self.0.is_null() || self.0.is_undefined()
    }
}

#[inline(never)]
fn get(object: &Object, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// The place of a name in a list; beyond the list where it is not there.
#[inline(never)]
fn place(name: &str, names: &[&str]) -> u64 {
    names.iter().position(|one| *one == name).map_or(u64::MAX, |at| at as u64)
}

macro_rules! naturals {
    ($($method:ident),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
            visitor.visit_u64(self.natural()?)
        }
    )*};
}

macro_rules! any {
    ($($method:ident),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
            self.deserialize_any(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Js {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.is_nothing() {
            visitor.visit_unit()
        } else if let Some(yes) = self.0.as_bool() {
            visitor.visit_bool(yes)
        } else if let Some(text) = self.0.as_string() {
            visitor.visit_string(text)
        } else if let Ok(number) = self.natural() {
            visitor.visit_u64(number)
        } else if let Some(number) = self.0.as_f64() {
            number_any(number, visitor)
        } else if Array::is_array(&self.0) {
            self.deserialize_seq(visitor)
        } else {
            self.deserialize_map(visitor)
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_bool(self.0.as_bool().ok_or(Unreadable)?)
    }

    naturals!(deserialize_u8, deserialize_u16, deserialize_u32, deserialize_u64);

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_string(self.string()?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_string(self.string()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.is_nothing() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_seq(Elements::new(self.array()?))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_map(Entries::new(&self.object()?))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_seq(Fields::new(self.object()?, fields))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_enum(Variant(place(&self.string()?, variants)))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_any(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_unit()
    }

    any!(
        deserialize_i8,
        deserialize_i16,
        deserialize_i32,
        deserialize_i64,
        deserialize_f32,
        deserialize_f64,
        deserialize_char,
        deserialize_bytes,
        deserialize_byte_buf,
        deserialize_unit,
        deserialize_identifier
    );
}

#[allow(clippy::cast_possible_truncation)]
fn number_any<'de, V: Visitor<'de>>(number: f64, visitor: V) -> Result<V::Value, Unreadable> {
    if number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_991.0 {
        visitor.visit_i64(number as i64)
    } else {
        visitor.visit_f64(number)
    }
}

/// The key of a field or a variant, by its place: no name is compared again.
fn by_place(place: u64) -> U64Deserializer<Unreadable> {
    serde::de::IntoDeserializer::into_deserializer(place)
}

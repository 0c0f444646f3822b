//! What lies inside of a parsed value.

use js_sys::{Array, Object};
use serde::de::{DeserializeSeed, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use wasm_bindgen::JsValue;

use super::{Js, Unreadable, by_place, get};

/// The values of the fields that a type has, in its order. Given by their places and not by
/// their names, a type needs no code to tell its names apart.
pub(super) struct Fields {
    object: Object,
    names: std::slice::Iter<'static, &'static str>,
}

impl Fields {
    pub(super) fn new(object: Object, names: &'static [&'static str]) -> Self {
        Self { object, names: names.iter() }
    }

    #[inline(never)]
    fn next(&mut self) -> Option<JsValue> {
        self.names.next().map(|name| get(&self.object, name))
    }
}

impl<'de> SeqAccess<'de> for Fields {
    type Error = Unreadable;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Unreadable> {
        let Some(value) = self.next() else { return Ok(None) };
        let is_missing = value.is_undefined();
        match seed.deserialize(Js(value)) {
            Ok(read) => Ok(Some(read)),
            // The type has a default for it, or refuses to do without.
            Err(_) if is_missing => Ok(None),
            Err(unreadable) => Err(unreadable),
        }
    }
}

/// Everything that an object has.
pub(super) struct Entries {
    entries: Array,
    at: u32,
}

impl Entries {
    pub(super) fn new(object: &Object) -> Self {
        Self { entries: Object::entries(object), at: 0 }
    }

    fn part(&self, entry: u32, part: u32) -> Js {
        Js(Array::from(&self.entries.get(entry)).get(part))
    }
}

impl<'de> MapAccess<'de> for Entries {
    type Error = Unreadable;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Unreadable> {
        if self.at == self.entries.length() {
            return Ok(None);
        }
        self.at += 1;
        seed.deserialize(self.part(self.at - 1, 0)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<S::Value, Unreadable> {
        seed.deserialize(self.part(self.at - 1, 1))
    }
}

/// The elements of an array.
pub(super) struct Elements {
    array: Array,
    at: u32,
}

impl Elements {
    pub(super) fn new(array: Array) -> Self {
        Self { array, at: 0 }
    }

    #[inline(never)]
    fn next(&mut self) -> Option<Js> {
        if self.at == self.array.length() {
            return None;
        }
        self.at += 1;
        Some(Js(self.array.get(self.at - 1)))
    }
}

impl<'de> SeqAccess<'de> for Elements {
    type Error = Unreadable;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Unreadable> {
        match self.next() {
            Some(element) => seed.deserialize(element).map(Some),
            None => Ok(None),
        }
    }
}

/// A word of an enumeration, by its place. Enumerations with content are not read here.
pub(super) struct Variant(pub(super) u64);

impl<'de> EnumAccess<'de> for Variant {
    type Error = Unreadable;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self), Unreadable> {
        Ok((seed.deserialize(by_place(self.0))?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant {
    type Error = Unreadable;

    fn unit_variant(self) -> Result<(), Unreadable> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, _: S) -> Result<S::Value, Unreadable> {
        Err(Unreadable)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Unreadable> {
        Err(Unreadable)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Unreadable> {
        Err(Unreadable)
    }
}

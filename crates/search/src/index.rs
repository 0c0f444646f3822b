use std::ops::Range;

use crate::error::IndexError;
use crate::flags::Flags;
use crate::parse;
use crate::rank::{Field, Hit};
use crate::readings::{Readings, Syllable, slice};

/// One character of a searchable text. Spaces and punctuation have none.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// The character, folded.
    pub character: char,
    /// Where it is in the text of the index, bytes.
    pub at: u32,
    /// How it is read.
    pub syllable: Syllable,
    /// The first letter of that, 0 where it is not read: most cells are passed over by it alone.
    pub initial: u8,
    /// Whether a space, punctuation or the start of the text stands before it.
    pub starts: bool,
}

/// A searchable text.
#[derive(Clone, Debug)]
pub struct Key {
    /// Which text it is.
    pub field: Field,
    /// Where it is in the text of the index.
    pub place: Range<u32>,
    /// Its cells.
    pub cells: Range<u32>,
    /// The characters that it has ([`crate::fold::bit`]), and the letters of its syllables.
    pub bits: u64,
    /// The syllables that it has ([`crate::readings::sound`]).
    pub sounds: u64,
}

/// An item as it is kept.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: Range<u32>,
    pub department: u16,
    pub flags: Flags,
    pub popularity: u16,
    pub days: u16,
    /// Its keys: name, English name, aliases.
    pub keys: Range<u32>,
    /// What any of its keys has.
    pub bits: u64,
}

/// A department as it is kept.
#[derive(Clone, Debug)]
pub struct Office {
    pub id: Range<u32>,
    /// Its keys: name, English name.
    pub keys: Range<u32>,
}

/// The catalogue, ready to be searched.
pub struct Index {
    pub(crate) text: String,
    pub(crate) readings: Readings,
    pub(crate) cells: Vec<Cell>,
    pub(crate) keys: Vec<Key>,
    pub(crate) items: Vec<Entry>,
    pub(crate) departments: Vec<Office>,
}

/// An item (办理项) of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item<'a> {
    /// Id.
    pub id: &'a str,
    /// Name in Chinese.
    pub name: &'a str,
    /// Name in English.
    pub name_en: &'a str,
    /// Number of its department in the index.
    pub department: usize,
    /// What is true of it.
    pub flags: Flags,
    /// How often it is taken.
    pub popularity: u16,
    /// Promised time limit, working days; 0 = on the spot.
    pub days: u16,
}

/// A department (实施主体) of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Department<'a> {
    /// Id.
    pub id: &'a str,
    /// Name in Chinese.
    pub name: &'a str,
    /// Name in English.
    pub name_en: &'a str,
}

impl Index {
    /// Reads a packed index.
    pub fn parse(text: impl Into<String>) -> Result<Self, IndexError> {
        parse::parse(text.into())
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// An item by its number.
    ///
    /// # Panics
    /// When there is none of this number; [`Hit::item`] is always one.
    pub fn item(&self, number: usize) -> Item<'_> {
        let entry = &self.items[number];
        Item {
            id: slice(&self.text, &entry.id),
            name: self.key_text(entry.keys.start),
            name_en: self.key_text(entry.keys.start + 1),
            department: usize::from(entry.department),
            flags: entry.flags,
            popularity: entry.popularity,
            days: entry.days,
        }
    }

    /// The number of an item by its id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.items.iter().position(|entry| slice(&self.text, &entry.id) == id)
    }

    /// How many departments there are.
    pub fn departments(&self) -> usize {
        self.departments.len()
    }

    /// A department by its number.
    ///
    /// # Panics
    /// When there is none of this number; [`Item::department`] is always one.
    pub fn department(&self, number: usize) -> Department<'_> {
        let office = &self.departments[number];
        Department {
            id: slice(&self.text, &office.id),
            name: self.key_text(office.keys.start),
            name_en: self.key_text(office.keys.start + 1),
        }
    }

    /// The text that the ranges of a hit point into: the item's name, its English name, an
    /// alias or the name of its department.
    pub fn text(&self, hit: &Hit) -> &str {
        self.key_text(hit.key)
    }

    pub(crate) fn key_text(&self, key: u32) -> &str {
        self.keys.get(key as usize).map_or("", |key| slice(&self.text, &key.place))
    }

    pub(crate) fn keys(&self, keys: &Range<u32>) -> &[Key] {
        self.keys.get(keys.start as usize..keys.end as usize).unwrap_or(&[])
    }

    pub(crate) fn cells(&self, key: &Key) -> &[Cell] {
        self.cells.get(key.cells.start as usize..key.cells.end as usize).unwrap_or(&[])
    }

    pub(crate) fn letters(&self, syllable: Syllable) -> &[u8] {
        self.readings.letters(&self.text, syllable)
    }
}

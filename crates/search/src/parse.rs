//! Reading a packed index ([`crate::pack()`] says how it is written).

use std::ops::Range;

use crate::error::IndexError;
use crate::flags::Flags;
use crate::fold::{bit, fold};
use crate::index::{Cell, Entry, Index, Key, Office};
use crate::pack::HEAD;
use crate::rank::Field;
use crate::readings::{Readings, Syllable, slice, sound};

pub fn parse(text: String) -> Result<Index, IndexError> {
    let end = u32::try_from(text.len()).map_err(|_| IndexError::Version)?;
    let mut index = Index {
        text,
        readings: Readings::new(),
        cells: Vec::new(),
        keys: Vec::new(),
        items: Vec::new(),
        departments: Vec::new(),
    };
    let mut lines = split(&index.text, &(0..end), '\n').into_iter();
    if lines.next().is_none_or(|line| slice(&index.text, &line) != HEAD) {
        return Err(IndexError::Version);
    }
    for (line, number) in lines.zip(2..) {
        let fields = split(&index.text, &line, '\t');
        let kind = fields.first().map_or("", |field| slice(&index.text, field));
        match kind {
            "R" => reading(&mut index, &fields).ok_or(IndexError::Malformed(number))?,
            "D" => office(&mut index, &fields, number)?,
            "I" => entry(&mut index, &fields, number)?,
            "" => {}
            _ => return Err(IndexError::Unknown(number)),
        }
    }
    Ok(index)
}

/// The places between a separator.
fn split(text: &str, place: &Range<u32>, separator: char) -> Vec<Range<u32>> {
    let mut start = place.start;
    slice(text, place)
        .split(separator)
        .map(|part| {
            #[allow(clippy::cast_possible_truncation)] // shorter than the text, which was checked
            let end = start + part.len() as u32;
            let found = start..end;
            start = end + 1;
            found
        })
        .collect()
}

fn reading(index: &mut Index, fields: &[Range<u32>]) -> Option<()> {
    let [_, syllable, characters] = fields else { return None };
    let letters = slice(&index.text, syllable);
    if letters.is_empty() || !letters.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let number = index.readings.add(syllable.clone())?;
    for character in slice(&index.text, characters).chars() {
        index.readings.read(character, number);
    }
    Some(())
}

fn office(index: &mut Index, fields: &[Range<u32>], number: u32) -> Result<(), IndexError> {
    let [_, id, name, english, exceptions] = fields else {
        return Err(IndexError::Malformed(number));
    };
    let exceptions = read_exceptions(index, exceptions, number)?;
    let start = count(&index.keys);
    add_key(index, Field::Department, name, &exceptions, 0);
    add_key(index, Field::Department, english, &[], 0);
    index.departments.push(Office { id: id.clone(), keys: start..count(&index.keys) });
    Ok(())
}

fn entry(index: &mut Index, fields: &[Range<u32>], number: u32) -> Result<(), IndexError> {
    let [_, id, name, english, department, flags, popularity, days, aliases, exceptions] = fields
    else {
        return Err(IndexError::Malformed(number));
    };
    let small = |field: &Range<u32>| small(slice(&index.text, field));
    let flags = u32::from_str_radix(slice(&index.text, flags), 16).ok();
    let (Some(department), Some(flags), Some(popularity), Some(days)) =
        (small(department), flags, small(popularity), small(days))
    else {
        return Err(IndexError::Malformed(number));
    };
    if usize::from(department) >= index.departments.len() {
        return Err(IndexError::Dangling(number));
    }
    let exceptions = read_exceptions(index, exceptions, number)?;
    let start = count(&index.keys);
    add_key(index, Field::Name, name, &exceptions, 0);
    add_key(index, Field::English, english, &[], 0);
    if aliases.start != aliases.end {
        for (alias, text) in split(&index.text, aliases, '|').iter().zip(1..) {
            add_key(index, Field::Alias, alias, &exceptions, text);
        }
    }
    let keys = start..count(&index.keys);
    let bits = index.keys(&keys).iter().fold(0, |bits, key| bits | key.bits);
    index.items.push(Entry {
        id: id.clone(),
        department,
        flags: Flags(flags),
        popularity,
        days,
        keys,
        bits,
    });
    Ok(())
}

/// In text `.0`, character `.1` is read as `.2`.
type Exception = (u16, u16, Syllable);

fn read_exceptions(
    index: &Index,
    place: &Range<u32>,
    number: u32,
) -> Result<Vec<Exception>, IndexError> {
    slice(&index.text, place)
        .split(' ')
        .filter(|exception| !exception.is_empty())
        .map(|exception| {
            let mut parts = exception.splitn(3, '.');
            let mut number_part = || small(parts.next()?);
            let (Some(text), Some(place)) = (number_part(), number_part()) else {
                return Err(IndexError::Malformed(number));
            };
            let letters = parts.next().ok_or(IndexError::Malformed(number))?;
            let syllable = index.readings.find(&index.text, letters);
            Ok((text, place, syllable.ok_or(IndexError::Dangling(number))?))
        })
        .collect()
}

fn add_key(index: &mut Index, field: Field, place: &Range<u32>, other: &[Exception], text: u16) {
    let first = index.cells.len();
    let (mut bits, mut sounds) = (0, 0);
    let mut starts = true;
    let whole = slice(&index.text, place);
    for ((offset, original), number) in whole.char_indices().zip(0u16..) {
        let Some(character) = fold(original) else {
            starts = true;
            continue;
        };
        let syllable = other
            .iter()
            .find(|exception| (exception.0, exception.1) == (text, number))
            .map_or_else(|| index.readings.of(original), |exception| exception.2);
        bits |= bit(character);
        sounds |= sound(syllable);
        let letters = index.readings.letters(&index.text, syllable);
        for letter in letters {
            bits |= bit(char::from(*letter));
        }
        let initial = letters.first().copied().unwrap_or(0);
        #[allow(clippy::cast_possible_truncation)] // shorter than the text, which was checked
        let at = place.start + offset as u32;
        index.cells.push(Cell { character, at, syllable, initial, starts });
        starts = false;
    }
    let cells = as_u32(first)..count(&index.cells);
    index.keys.push(Key { field, place: place.clone(), cells, bits, sounds });
}

fn small(digits: &str) -> Option<u16> {
    digits.parse::<u32>().ok().and_then(|number| u16::try_from(number).ok())
}

fn count<T>(list: &[T]) -> u32 {
    as_u32(list.len())
}

/// There are no more cells and keys than bytes in the text, and these fit.
fn as_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

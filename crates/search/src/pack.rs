//! Packing a catalogue into the text of an index.
//!
//! ```text
//! bangban-index 1
//! R ⇥ syllable ⇥ characters that are read so
//! D ⇥ id ⇥ name ⇥ English name ⇥ exceptions
//! I ⇥ id ⇥ name ⇥ English name ⇥ number of the department ⇥ flags ⇥ popularity ⇥ days ⇥ aliases ⇥ exceptions
//! ```
//! `flags` is hexadecimal; aliases are parted by `|`; exceptions are readings that differ from
//! the `R` lines in this one place, `text.character.syllable` parted by spaces, where text 0 is
//! the name and 1… are the aliases.

use std::collections::BTreeMap;

use crate::error::PackError;
use crate::flags::Flags;

/// The first line.
pub const HEAD: &str = "bangban-index 1";

/// A department (实施主体) to be packed.
#[derive(Clone, Debug)]
pub struct PackDepartment<'a> {
    /// Id.
    pub id: &'a str,
    /// Name in Chinese.
    pub name: &'a str,
    /// Name in English.
    pub name_en: &'a str,
}

/// An item to be packed.
#[derive(Clone, Debug)]
pub struct PackItem<'a> {
    /// Id.
    pub id: &'a str,
    /// Name in Chinese.
    pub name: &'a str,
    /// Name in English.
    pub name_en: &'a str,
    /// What people call it (别名, 俗称), in Chinese or English.
    pub aliases: &'a [&'a str],
    /// Id of its department.
    pub department: &'a str,
    /// What is true of it.
    pub flags: Flags,
    /// How often it is taken: the higher, the earlier among equals.
    pub popularity: u16,
    /// Promised time limit, working days; 0 = on the spot.
    pub days: u16,
}

/// Packs a catalogue. `reading` gives for a text one syllable a character, in `a`–`z` without
/// tone, empty for a character that has none; it sees whole texts, so that it may know words.
pub fn pack(
    departments: &[PackDepartment<'_>],
    items: &[PackItem<'_>],
    reading: &dyn Fn(&str) -> Vec<String>,
) -> Result<String, PackError> {
    let mut texts = Texts { reading, known: BTreeMap::new() };
    for department in departments {
        texts.read(department.name)?;
    }
    for item in items {
        texts.read(item.name)?;
        for alias in item.aliases {
            if alias.contains('|') || alias.is_empty() {
                return Err(PackError::Text((*alias).to_owned()));
            }
            texts.read(alias)?;
        }
    }
    let usual = texts.usual();
    let mut out = String::from(HEAD);
    texts.write_readings(&mut out, &usual);
    for department in departments {
        line(&mut out, &["D", department.id, department.name, department.name_en])?;
        out.push('\t');
        texts.exceptions(&mut out, &usual, &[department.name]);
    }
    for item in items {
        let number = departments
            .iter()
            .position(|department| department.id == item.department)
            .ok_or_else(|| PackError::Department(item.department.to_owned()))?
            .to_string();
        let flags = format!("{:x}", item.flags.0);
        let popularity = item.popularity.to_string();
        let days = item.days.to_string();
        let aliases = item.aliases.join("|");
        line(
            &mut out,
            &["I", item.id, item.name, item.name_en, &number, &flags, &popularity, &days, &aliases],
        )?;
        out.push('\t');
        let mut spoken = vec![item.name];
        spoken.extend_from_slice(item.aliases);
        texts.exceptions(&mut out, &usual, &spoken);
    }
    Ok(out)
}

/// The texts of a catalogue with the syllable of each of their characters.
struct Texts<'a> {
    reading: &'a dyn Fn(&str) -> Vec<String>,
    known: BTreeMap<String, Vec<(char, String)>>,
}

impl Texts<'_> {
    fn read(&mut self, text: &str) -> Result<(), PackError> {
        if self.known.contains_key(text) {
            return Ok(());
        }
        let syllables = (self.reading)(text);
        let plain = |syllable: &String| syllable.bytes().all(|byte| byte.is_ascii_lowercase());
        if syllables.len() != text.chars().count() || !syllables.iter().all(plain) {
            return Err(PackError::Reading(text.to_owned()));
        }
        self.known.insert(text.to_owned(), text.chars().zip(syllables).collect());
        Ok(())
    }

    /// The most frequent reading of each character.
    fn usual(&self) -> BTreeMap<char, String> {
        let mut counts: BTreeMap<char, BTreeMap<&str, u32>> = BTreeMap::new();
        for (character, syllable) in self.known.values().flatten() {
            *counts.entry(*character).or_default().entry(syllable).or_default() += 1;
        }
        counts
            .into_iter()
            .filter_map(|(character, readings)| {
                let most = readings.into_iter().max_by_key(|(_, count)| *count)?;
                Some((character, most.0.to_owned()))
            })
            .collect()
    }

    /// One line a syllable, those too that only exceptions name.
    fn write_readings(&self, out: &mut String, usual: &BTreeMap<char, String>) {
        let mut by_syllable: BTreeMap<&str, String> = BTreeMap::new();
        for (_, syllable) in self.known.values().flatten() {
            by_syllable.entry(syllable).or_default();
        }
        for (character, syllable) in usual {
            by_syllable.entry(syllable).or_default().push(*character);
        }
        by_syllable.remove("");
        for (syllable, characters) in by_syllable {
            out.push_str("\nR\t");
            out.push_str(syllable);
            out.push('\t');
            out.push_str(&characters);
        }
    }

    fn exceptions(&self, out: &mut String, usual: &BTreeMap<char, String>, texts: &[&str]) {
        let mut first = true;
        for (number, text) in texts.iter().enumerate() {
            for (place, (character, syllable)) in self.known[*text].iter().enumerate() {
                if usual.get(character) != Some(syllable) {
                    if !first {
                        out.push(' ');
                    }
                    first = false;
                    let place =
                        [&number.to_string(), ".", &place.to_string(), ".", syllable].concat();
                    out.push_str(&place);
                }
            }
        }
    }
}

fn line(out: &mut String, fields: &[&str]) -> Result<(), PackError> {
    for (number, field) in fields.iter().enumerate() {
        if field.contains(['\t', '\n', '\r']) || (field.is_empty() && number < 3) {
            return Err(PackError::Text((*field).to_owned()));
        }
        out.push(if number == 0 { '\n' } else { '\t' });
        out.push_str(field);
    }
    Ok(())
}

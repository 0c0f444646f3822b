//! How characters are read.

use std::ops::Range;

/// Number of a syllable; 0 = none.
pub type Syllable = u16;

/// The block of the characters in daily use (CJK Unified Ideographs), 一 to the end of the block.
const BLOCK: Range<u32> = 0x4e00..0xa000;

/// The syllables of an index and the characters that are read so.
pub struct Readings {
    /// Where each syllable is in the text of the index; entry 0 is empty.
    syllables: Vec<Range<u32>>,
    /// How each character of the block is read.
    block: Vec<Syllable>,
    /// The few that are read and lie elsewhere: 〇, rare characters in names.
    others: Vec<(char, Syllable)>,
}

impl Readings {
    /// None.
    pub fn new() -> Self {
        let none = 0..0;
        Self {
            syllables: Vec::from([none]),
            block: vec![0; (BLOCK.end - BLOCK.start) as usize],
            others: Vec::new(),
        }
    }

    /// Adds a syllable; it is known by the number that is given back.
    pub fn add(&mut self, place: Range<u32>) -> Option<Syllable> {
        let number = Syllable::try_from(self.syllables.len()).ok()?;
        self.syllables.push(place);
        Some(number)
    }

    /// Says that a character is read as a syllable.
    pub fn read(&mut self, character: char, syllable: Syllable) {
        match in_block(character).and_then(|at| self.block.get_mut(at)) {
            Some(place) => *place = syllable,
            None => self.others.push((character, syllable)),
        }
    }

    /// How a character is read where nothing else is said.
    pub fn of(&self, character: char) -> Syllable {
        if let Some(at) = in_block(character) {
            return self.block.get(at).copied().unwrap_or(0);
        }
        let other = self.others.iter().find(|(other, _)| *other == character);
        other.map_or(0, |(_, syllable)| *syllable)
    }

    /// The number of a syllable by its letters.
    pub fn find(&self, text: &str, letters: &str) -> Option<Syllable> {
        let at = self.syllables.iter().position(|place| slice(text, place) == letters)?;
        Syllable::try_from(at).ok()
    }

    /// The letters of a syllable.
    pub fn letters<'a>(&self, text: &'a str, syllable: Syllable) -> &'a [u8] {
        self.syllables.get(usize::from(syllable)).map_or(&[], |place| slice(text, place).as_bytes())
    }
}

/// Which syllables a text has: 64 bits shared by all. What is not read has none.
pub fn sound(syllable: Syllable) -> u64 {
    if syllable == 0 { 0 } else { 1 << (syllable % 64) }
}

fn in_block(character: char) -> Option<usize> {
    BLOCK.contains(&(character as u32)).then(|| (character as u32 - BLOCK.start) as usize)
}

/// A part of the index's text.
pub fn slice<'a>(text: &'a str, place: &Range<u32>) -> &'a str {
    text.get(place.start as usize..place.end as usize).unwrap_or("")
}

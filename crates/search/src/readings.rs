//! How characters are read.

use std::ops::Range;

/// Number of a syllable; 0 = none.
pub type Syllable = u16;

/// The syllables of an index and the characters that are read so.
pub struct Readings {
    /// Where each syllable is in the text of the index; entry 0 is empty.
    syllables: Vec<Range<u32>>,
    /// Sorted by character.
    characters: Vec<(char, Syllable)>,
}

impl Readings {
    /// None.
    pub fn new() -> Self {
        let none = 0..0;
        Self { syllables: Vec::from([none]), characters: Vec::new() }
    }

    /// Adds a syllable; it is known by the number that is given back.
    pub fn add(&mut self, place: Range<u32>) -> Option<Syllable> {
        let number = Syllable::try_from(self.syllables.len()).ok()?;
        self.syllables.push(place);
        Some(number)
    }

    /// Says that a character is read as a syllable.
    pub fn read(&mut self, character: char, syllable: Syllable) {
        self.characters.push((character, syllable));
    }

    /// Makes the characters ready for being asked for.
    pub fn sort(&mut self) {
        self.characters.sort_unstable();
    }

    /// How a character is read where nothing else is said.
    pub fn of(&self, character: char) -> Syllable {
        self.characters
            .binary_search_by_key(&character, |(known, _)| *known)
            .map_or(0, |at| self.characters[at].1)
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

/// A part of the index's text.
pub fn slice<'a>(text: &'a str, place: &Range<u32>) -> &'a str {
    text.get(place.start as usize..place.end as usize).unwrap_or("")
}

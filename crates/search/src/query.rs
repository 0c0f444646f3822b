//! What is asked for, made ready.

use crate::fold::{bit, fold};
use crate::index::Index;
use crate::readings::Syllable;

/// More than this many characters of a query are not looked at.
const LONGEST: usize = 48;

/// A word of the query.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// Its characters, folded.
    pub characters: Vec<char>,
    /// How each is read, as far as the index knows it.
    pub syllables: Vec<Syllable>,
    /// The characters that it has.
    pub bits: u64,
    /// Whether it is of letters and digits only.
    pub latin: bool,
}

/// A query.
#[derive(Clone, Debug)]
pub struct Query {
    /// Its words, parted by spaces and punctuation; all must be found.
    pub words: Vec<Word>,
    /// All of it as one word, where there are several: `shi pin jing ying`.
    pub joined: Option<Word>,
}

impl Query {
    pub fn new(index: &Index, text: &str) -> Self {
        let mut words = Vec::new();
        let mut open = Vec::new();
        let mut all = Vec::new();
        for c in text.chars().filter(|c| !joins(*c)) {
            if all.len() == LONGEST {
                break;
            }
            if let Some(c) = fold(c) {
                open.push(c);
                all.push(c);
            } else if !open.is_empty() {
                words.push(Word::new(index, std::mem::take(&mut open)));
            }
        }
        if !open.is_empty() {
            words.push(Word::new(index, open));
        }
        let joined = (words.len() > 1).then(|| Word::new(index, all));
        Self { words, joined }
    }
}

/// An input method parts the syllables of an unfinished word by an apostrophe.
fn joins(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2006}')
}

impl Word {
    fn new(index: &Index, characters: Vec<char>) -> Self {
        Self {
            bits: characters.iter().fold(0, |bits, c| bits | bit(*c)),
            latin: characters.iter().all(char::is_ascii),
            syllables: characters.iter().map(|c| index.readings.of(*c)).collect(),
            characters,
        }
    }

    pub fn len(&self) -> usize {
        self.characters.len()
    }
}

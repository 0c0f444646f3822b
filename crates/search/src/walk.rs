//! Finding a word in a text as it stands: by character, syllable or initial, in any mix.

use std::ops::Range;

use crate::index::{Cell, Index, Key};
use crate::query::Word;
use crate::rank::Field;

/// A word found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// How good it is; the higher, the better.
    pub score: u32,
    /// The cells that it covers.
    pub cells: Covered,
}

/// Cells of a text, by number. Of all that are found only a few are shown, so that the most
/// frequent kind takes no memory of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Covered {
    /// One after the other.
    Run(Range<usize>),
    /// With others between them.
    Apart(Vec<usize>),
}

impl Covered {
    /// Whether this one is among them.
    pub fn has(&self, cell: usize) -> bool {
        match self {
            Self::Run(run) => run.contains(&cell),
            Self::Apart(cells) => cells.contains(&cell),
        }
    }
}

pub const EXACT: u32 = 1000;
const PHRASE: u32 = 900;
const PREFIX: u32 = 800;
const PHRASE_START: u32 = 640;
const CONTAINS: u32 = 600;
const INITIALS: u32 = 480;
const SCATTERED: u32 = 400;
/// The least that a word found as it stands is worth.
pub const LEAST: u32 = 300;

/// More steps than this are not taken from one place: a word of one letter over and over
/// must not cost more than a real one.
const STEPS: u32 = 96;

/// How a walk ended.
#[derive(Clone, Copy)]
struct End {
    /// The cell after the last.
    cell: usize,
    /// Characters of the word that stood for a whole syllable by its first letter.
    initials: u32,
    /// Characters of the word that were found as letters of a syllable.
    letters: u32,
}

/// The best place of a word in a text: contiguous, or scattered in order.
pub fn find(index: &Index, key: &Key, word: &Word) -> Option<Found> {
    if word.bits & !key.bits != 0 {
        return None;
    }
    let cells = index.cells(key);
    let english = key.field == Field::English;
    let mut best: Option<(u32, usize, usize)> = None;
    for start in 0..cells.len() {
        if (english || word.latin && cells[start].syllable == 0) && !cells[start].starts {
            continue;
        }
        if !begins(&cells[start], word) {
            continue;
        }
        let mut steps = STEPS;
        let from = End { cell: start, initials: 0, letters: 0 };
        let Some(end) = walk(index, cells, word, from, 0, &mut steps) else { continue };
        let score = worth(cells, word, start, end);
        if best.is_none_or(|(known, ..)| score > known) {
            best = Some((score, start, end.cell));
        }
    }
    if let Some((score, start, end)) = best {
        return Some(Found { score, cells: Covered::Run(start..end) });
    }
    if word.latin { None } else { scattered(cells, word) }
}

/// Whether the word may begin at a cell: most are passed over by this alone.
fn begins(cell: &Cell, word: &Word) -> bool {
    let first = word.characters.first();
    first.is_some_and(|first| cell.character == *first || char::from(cell.initial) == *first)
}

fn worth(cells: &[Cell], word: &Word, start: usize, end: End) -> u32 {
    let last = end.cell == cells.len();
    let closes = last || cells[end.cell].starts;
    let base = match (start, last, closes) {
        (0, true, _) => EXACT,
        (0, false, true) => PHRASE,
        (0, false, false) => PREFIX,
        _ if cells[start].starts => PHRASE_START,
        _ => CONTAINS,
    };
    #[allow(clippy::cast_possible_truncation)] // a word has at most 48 characters
    let length = word.len() as u32;
    if end.initials * 2 >= length {
        INITIALS + (base - CONTAINS) / 8
    } else {
        base - 20 * end.letters / length - 60 * end.initials / length
    }
}

/// Reads `word` from `place` on in the cells from `at` on. What reads most comes first.
fn walk(
    index: &Index,
    cells: &[Cell],
    word: &Word,
    at: End,
    place: usize,
    steps: &mut u32,
) -> Option<End> {
    let Some(&character) = word.characters.get(place) else { return Some(at) };
    let cell = cells.get(at.cell)?;
    *steps = steps.checked_sub(1)?;
    let after = End { cell: at.cell + 1, ..at };
    if character == cell.character
        && let Some(end) = walk(index, cells, word, after, place + 1, steps)
    {
        return Some(end);
    }
    if cell.syllable == 0 || !character.is_ascii_lowercase() {
        return None;
    }
    let letters = index.letters(cell.syllable);
    let rest = &word.characters[place..];
    let shared =
        letters.iter().zip(rest).take_while(|(letter, c)| char::from(**letter) == **c).count();
    if shared == 0 {
        return None;
    }
    #[allow(clippy::cast_possible_truncation)] // a word has at most 48 characters
    let read = |count: usize| End { letters: at.letters + count as u32, ..after };
    if shared == letters.len() {
        if let Some(end) = walk(index, cells, word, read(shared), place + shared, steps) {
            return Some(end);
        }
    } else if shared == rest.len() && shared > 1 {
        return Some(read(shared)); // in the middle of typing a syllable
    }
    for count in [2, 1] {
        let double = shared >= 2 && letters[1] == b'h'; // zh, ch, sh
        if count == 2 && !double || count >= letters.len() {
            continue;
        }
        #[allow(clippy::cast_possible_truncation)]
        let initial = End { initials: at.initials + count as u32, ..after };
        if let Some(end) = walk(index, cells, word, initial, place + count, steps) {
            return Some(end);
        }
    }
    None
}

/// All characters of the word in order, with others between them.
fn scattered(cells: &[Cell], word: &Word) -> Option<Found> {
    if word.len() < 2 {
        return None;
    }
    let mut found = Vec::with_capacity(word.len());
    let mut wanted = word.characters.iter();
    let mut next = wanted.next();
    for (number, cell) in cells.iter().enumerate() {
        if next == Some(&cell.character) {
            found.push(number);
            next = wanted.next();
        }
    }
    if next.is_some() {
        return None;
    }
    let span = found.last()? - found.first()? + 1;
    let holes = u32::try_from(span - word.len()).unwrap_or(u32::MAX);
    let score = SCATTERED.saturating_sub(holes.saturating_mul(5)).max(LEAST);
    Some(Found { score, cells: Covered::Apart(found) })
}

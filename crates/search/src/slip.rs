//! Finding a word with one slip in it: a character that is wrong, missing, too many, or
//! swapped with its neighbour; characters that sound the same; and what people call an item
//! in the middle of a sentence.

use crate::fold::bit;
use crate::index::{Cell, Index, Key};
use crate::query::Word;
use crate::rank::Field;
use crate::readings::sound;
use crate::walk::{Covered, Found};

const SOUND: u32 = 290;
const SENTENCE: u32 = 270;
const START: u32 = 260;
const WITHIN: u32 = 230;

/// The best place of a word in a text, one slip allowed.
pub fn find(index: &Index, key: &Key, word: &Word) -> Option<Found> {
    let cells = index.cells(key);
    if word.latin {
        if word.len() < 4 || lacks_two(key, word) {
            return None;
        }
        return letters(index, key, cells, word);
    }
    let by_sound = || sounding(cells, word);
    let by_sound = may_sound(key, word).then(by_sound).flatten();
    if by_sound.is_some() {
        return by_sound;
    }
    if let Some(sentence) = told(cells, word) {
        return Some(sentence);
    }
    if word.len() < 3 || lacks_two(key, word) {
        return None;
    }
    let target = |start: usize| move |at: usize| cells.get(start + at).map(|c| c.character);
    (0..cells.len()).find_map(|start| {
        let end = start + slip(&word.characters, target(start))?;
        let score = if start == 0 { START } else { WITHIN };
        Some(Found { score, cells: Covered::Run(start..end) })
    })
}

/// Whether the text has not even all the characters of the word but one: one slip is not enough.
fn lacks_two(key: &Key, word: &Word) -> bool {
    (word.bits & !key.bits).count_ones() > 1
}

/// Whether the text has each character of the word, or one that sounds like it, wherever.
fn may_sound(key: &Key, word: &Word) -> bool {
    let mut each = word.characters.iter().zip(&word.syllables);
    each.all(|(c, syllable)| bit(*c) & key.bits != 0 || sound(*syllable) & key.sounds != 0)
}

/// Every character is the same or sounds the same, as far as the index knows: 工共 for 公共.
fn sounding(cells: &[Cell], word: &Word) -> Option<Found> {
    if word.len() < 2 {
        return None;
    }
    let start = cells.windows(word.len()).position(|cells| {
        cells.iter().zip(&word.characters).zip(&word.syllables).all(|((cell, c), syllable)| {
            cell.character == *c || *syllable != 0 && cell.syllable == *syllable
        })
    })?;
    Some(Found { score: SOUND, cells: Covered::Run(start..start + word.len()) })
}

/// The first phrase of the text stands in the word, in order: 开饭馆 in 我想开个小饭馆.
fn told(cells: &[Cell], word: &Word) -> Option<Found> {
    let after = cells.iter().skip(1).position(|cell| cell.starts);
    let length = after.map_or(cells.len(), |at| at + 1);
    if length < 3 || word.len() <= length {
        return None;
    }
    let mut wanted = cells[..length].iter().peekable();
    for c in &word.characters {
        if wanted.peek().is_some_and(|cell| cell.character == *c) {
            wanted.next();
        }
    }
    let all = wanted.peek().is_none();
    all.then_some(Found { score: SENTENCE, cells: Covered::Run(0..length) })
}

/// Pinyin from the start of a syllable, or English from the start of a word.
fn letters(index: &Index, key: &Key, cells: &[Cell], word: &Word) -> Option<Found> {
    let spelled = key.field == Field::English;
    let wanted = word.len() + 1;
    let mut spelling: Vec<(char, usize)> = Vec::with_capacity(wanted + 6);
    for start in 0..cells.len() {
        if !cells[start].starts && (spelled || cells[start].syllable == 0) {
            continue;
        }
        if !may_start(index, cells, start, word, spelled) {
            continue;
        }
        spelling.clear();
        for (number, cell) in cells.iter().enumerate().skip(start) {
            if spelling.len() >= wanted {
                break;
            }
            if cell.syllable == 0 || spelled {
                spelling.push((cell.character, number));
            }
            let letters = if spelled { &[] } else { index.letters(cell.syllable) };
            spelling.extend(letters.iter().map(|letter| (char::from(*letter), number)));
        }
        let at = |at: usize| spelling.get(at).map(|(c, _)| *c);
        let Some(used) = slip(&word.characters, at) else { continue };
        let end = used.checked_sub(1).and_then(|last| spelling.get(last));
        let end = end.map_or(start, |(_, number)| number + 1);
        let score = if start == 0 { START } else { WITHIN };
        return Some(Found { score, cells: Covered::Run(start..end) });
    }
    None
}

/// Whether a spelling from this cell on may begin as the word does: with one slip at most, one of
/// its first two letters is one of the word's first two. Spelling it out is what takes time.
fn may_start(index: &Index, cells: &[Cell], start: usize, word: &Word, spelled: bool) -> bool {
    let cell = &cells[start];
    let (first, second) = match index.letters(cell.syllable) {
        _ if spelled => (cell.character, cells.get(start + 1).map(|next| next.character)),
        [first, second, ..] => (char::from(*first), Some(char::from(*second))),
        _ => return true,
    };
    word.characters.iter().take(2).any(|c| *c == first || Some(*c) == second)
}

/// Whether the word is the beginning of the target but for one slip at most, and how many
/// characters of the target it stands for. In the optimal string alignment distance one slip
/// can always be taken to lie where the two first differ.
fn slip(word: &[char], target: impl Fn(usize) -> Option<char>) -> Option<usize> {
    let goes_on = |from: usize, at: usize| {
        word.get(from..)?.iter().zip(at..).all(|(c, at)| target(at) == Some(*c)).then_some(())?;
        Some(at + word.len() - from)
    };
    let Some(first) = word.iter().zip(0..).position(|(c, at)| target(at) != Some(*c)) else {
        return Some(word.len());
    };
    let swapped = word.get(first + 1).is_some_and(|next| target(first) == Some(*next))
        && target(first + 1) == Some(word[first]);
    if swapped && let Some(used) = goes_on(first + 2, first + 2) {
        return Some(used);
    }
    let missing = || goes_on(first, first + 1);
    let wrong = || target(first).and_then(|_| goes_on(first + 1, first + 1));
    let too_many = || goes_on(first + 1, first);
    missing().or_else(wrong).or_else(too_many)
}

#[cfg(test)]
mod tests {
    use super::slip;

    fn of(word: &str, target: &str) -> Option<usize> {
        let word: Vec<char> = word.chars().collect();
        slip(&word, |at| target.chars().nth(at))
    }

    #[test]
    fn one_slip_and_no_more() {
        for (word, target, used) in [
            ("shipin", "shipinjing", Some(6)),
            ("shpin", "shipinjing", Some(6)),
            ("shiipin", "shipinjing", Some(6)),
            ("shupin", "shipinjing", Some(6)),
            ("hsipin", "shipinjing", Some(6)),
            ("shipni", "shipinjing", Some(6)),
            ("hspini", "shipinjing", None),
            ("许可证", "许可", Some(2)),
            ("许可", "许", Some(1)),
            ("许可证", "许", None),
            ("食品经管", "食品经营许可", Some(4)),
        ] {
            assert_eq!(of(word, target), used, "{word} in {target}");
        }
    }
}

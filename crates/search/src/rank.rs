//! Searching: what is found, in which order, and how it is counted.

use std::ops::Range;

use crate::facets::{Counts, Facets};
use crate::flags::Flags;
use crate::index::{Entry, Index, Office};
use crate::query::{Query, Word};
use crate::slip;
use crate::walk::{self, Covered, Found};

/// With fewer hits than this as they stand, hits with one slip are added.
const ENOUGH: usize = 8;

/// Which text of an item was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Its name in Chinese.
    Name,
    /// Its name in English.
    English,
    /// What people call it (别名).
    Alias,
    /// The name of its department.
    Department,
}

/// An item that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Number of the item in the index.
    pub item: usize,
    /// How well it was met; 0 where nothing was asked for.
    pub score: u32,
    /// The text that was met ([`Index::text`]).
    pub field: Field,
    /// What was met in it, byte ranges in order, none touching another.
    pub ranges: Vec<Range<usize>>,
    pub(crate) key: u32,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hits {
    /// How many items were found; `hits` has the first of them.
    pub total: usize,
    /// The first of them, best first.
    pub hits: Vec<Hit>,
    /// What each facet would leave.
    pub counts: Counts,
}

/// A word met in one text of an item.
struct Met {
    key: u32,
    score: u32,
    cells: Covered,
}

impl Index {
    /// Finds the items that the query names, by their rank: exact name or alias, beginning,
    /// middle, initials, scattered, with one slip; among equals first applications (首次)
    /// first, then the more popular. A blank query finds all, the more popular first.
    pub fn search(&self, query: &str, facets: &Facets, limit: usize) -> Hits {
        let query = Query::new(self, query);
        let mut counts = Counts::new(self.departments.len());
        let mut ranked = Ranked { limit, total: 0, first: Vec::new() };
        let mut strict = 0;
        let mut missed = Vec::new();
        let offices = self.offices(&query);
        for (number, item) in self.items.iter().enumerate() {
            if query.words.is_empty() {
                self.take(&mut ranked, &mut counts, facets, number, 0);
            } else if let Some(met) = self.meet(item, &query, &offices, false) {
                strict += 1;
                self.take(&mut ranked, &mut counts, facets, number, total(&met));
            } else {
                missed.push(number);
            }
        }
        if strict < ENOUGH {
            for number in missed {
                if let Some(met) = self.meet(&self.items[number], &query, &offices, true) {
                    self.take(&mut ranked, &mut counts, facets, number, total(&met));
                }
            }
        }
        let hits = ranked.first.iter().map(|rank| self.hit(*rank, &query, &offices));
        Hits { total: ranked.total, hits: hits.collect(), counts }
    }

    /// Ranks an item if the facets hold for it; counts it in any case.
    fn take(
        &self,
        ranked: &mut Ranked,
        counts: &mut Counts,
        facets: &Facets,
        number: usize,
        score: u32,
    ) {
        let item = &self.items[number];
        if counts.take(facets, usize::from(item.department), item.flags) {
            let later = score > 0 && !item.flags.contains(Flags::FIRST);
            ranked.add((u32::MAX - score, later, u16::MAX - item.popularity, number));
        }
    }

    fn hit(&self, rank: Rank, query: &Query, offices: &[Vec<Option<Found>>]) -> Hit {
        let item = &self.items[rank.3];
        let score = u32::MAX - rank.0;
        let met = if query.words.is_empty() {
            Vec::new()
        } else {
            self.meet(item, query, offices, false)
                .or_else(|| self.meet(item, query, offices, true))
                .unwrap_or_default()
        };
        // The name is shown anyway: what was met in it comes before what was met elsewhere.
        let own = item.keys.start;
        let key = met.iter().map(|met| met.key).find(|key| *key == own);
        let key = key.or_else(|| met.first().map(|met| met.key)).unwrap_or(own);
        let ranges =
            self.ranges(key, |cell| met.iter().any(|met| met.key == key && met.cells.has(cell)));
        let field = self.keys.get(key as usize).map_or(Field::Name, |key| key.field);
        Hit { item: rank.3, score, field, ranges, key }
    }

    /// Where each word is in the name of each department, so that it is looked for once only.
    fn offices(&self, query: &Query) -> Vec<Vec<Option<Found>>> {
        let find = |word: &Word, office: &Office| {
            self.keys(&office.keys).iter().take(1).find_map(|key| walk::find(self, key, word))
        };
        let per_word =
            |word: &Word| self.departments.iter().map(|office| find(word, office)).collect();
        query.words.iter().map(per_word).collect()
    }

    /// Where all the words are; `slips` = with one slip in one of them.
    fn meet(
        &self,
        item: &Entry,
        query: &Query,
        offices: &[Vec<Option<Found>>],
        slips: bool,
    ) -> Option<Vec<Met>> {
        let apart = self.meet_words(item, query, offices, slips);
        let Some(joined) = &query.joined else { return apart };
        let together = self.best(item, joined, slips).map(|met| vec![met]);
        match (apart, together) {
            (Some(apart), Some(together)) if total(&apart) > total(&together) => Some(apart),
            (apart, together) => together.or(apart),
        }
    }

    fn meet_words(
        &self,
        item: &Entry,
        query: &Query,
        offices: &[Vec<Option<Found>>],
        slips: bool,
    ) -> Option<Vec<Met>> {
        let mut left = u32::from(slips);
        let mut all = Vec::new();
        for (word, offices) in query.words.iter().zip(offices) {
            let department = usize::from(item.department);
            let office = offices.get(department).and_then(Option::as_ref).map(|found| Met {
                key: self.departments[department].keys.start,
                score: found.score / 4 + 150,
                cells: found.cells.clone(),
            });
            let met = self.best(item, word, false).into_iter().chain(office);
            let met = met.max_by_key(|met| met.score).or_else(|| {
                left = left.checked_sub(1)?;
                self.best(item, word, true)
            });
            all.push(met?);
        }
        Some(all)
    }

    /// The best place of a word in the texts of an item.
    fn best(&self, item: &Entry, word: &Word, slips: bool) -> Option<Met> {
        if !slips && word.bits & !item.bits != 0 {
            return None;
        }
        let mut best: Option<Met> = None;
        for (key, number) in self.keys(&item.keys).iter().zip(item.keys.start..) {
            let found =
                if slips { slip::find(self, key, word) } else { walk::find(self, key, word) };
            let Some(found) = found else { continue };
            let score = match key.field {
                Field::Alias if found.score < walk::EXACT => found.score - 5,
                Field::English => found.score - 10,
                _ => found.score,
            };
            if best.as_ref().is_none_or(|best| score > best.score) {
                best = Some(Met { key: number, score, cells: found.cells });
            }
        }
        best
    }

    fn ranges(&self, key: u32, has: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
        let Some(key) = self.keys.get(key as usize) else { return Vec::new() };
        let all = self.cells(key).iter().zip(0..);
        let base = key.place.start as usize;
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for (cell, _) in all.filter(|(_, number)| has(*number)) {
            let start = cell.at as usize;
            let width = self
                .text
                .get(start..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
            match ranges.last_mut() {
                Some(last) if last.end == start - base => last.end += width,
                _ => ranges.push(start - base..start - base + width),
            }
        }
        ranges
    }
}

/// By this the hits are sorted: 2³² − score, not a first application, 2¹⁶ − popularity, number.
type Rank = (u32, bool, u16, usize);

/// The best so far, in order. Few are wanted, so that sorting all would be a waste of bytes
/// and time.
struct Ranked {
    limit: usize,
    total: usize,
    first: Vec<Rank>,
}

impl Ranked {
    fn add(&mut self, rank: Rank) {
        self.total += 1;
        if self.first.len() == self.limit && self.first.last().is_none_or(|last| *last < rank) {
            return;
        }
        let place = self.first.partition_point(|known| *known < rank);
        self.first.insert(place, rank);
        self.first.truncate(self.limit);
    }
}

/// What several words together are worth.
fn total(met: &[Met]) -> u32 {
    let several = u32::try_from(met.len()).unwrap_or(u32::MAX);
    let sum: u32 = met.iter().map(|met| met.score).sum();
    (sum / several.max(1)).saturating_sub(if several > 1 { 20 } else { 0 })
}

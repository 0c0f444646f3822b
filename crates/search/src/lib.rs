//! Search over the catalogue of handling items (办理项): ranked, forgiving of one slip, by
//! name, alias, department, English name, pinyin (拼音) and initials (首字母), in any mix.
//!
//! The server packs the catalogue into one text ([`pack`]), readings of characters included,
//! so that the browser needs no table of its own; the browser parses it once ([`Index`]) and
//! answers each key press by [`Index::search`]. No input panics.

mod error;
mod facets;
mod flags;
mod fold;
mod index;
mod pack;
mod parse;
mod query;
mod rank;
mod readings;
mod slip;
mod walk;

pub use error::{IndexError, PackError};
pub use facets::{Counts, Facets};
pub use flags::Flags;
pub use index::{Department, Index, Item};
pub use pack::{PackDepartment, PackItem, pack};
pub use rank::{Field, Hit, Hits};

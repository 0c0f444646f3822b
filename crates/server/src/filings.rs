//! Filings (办件): beginning, listing, submitting, and what is kept of them.

pub mod canonical;
pub(crate) mod columns;
pub mod earlier;
pub mod items;
pub mod journal;
pub mod list;
pub mod numbers;
pub mod precondition;
pub mod record;
pub mod start;
pub mod submit;
pub mod view;

pub use earlier::earlier;
pub use items::{FileableItem, Items};
pub use record::{Record, touch};

//! Mandates (委托书) and the filings that are made by them (委托进件).
//!
//! [`rules`] and [`text`] are pure; [`moves`] is what each side does, one transaction with the
//! record of it; [`agency`] is who may do what in a filing by a mandate, asked anew at each door.

pub mod agency;
pub mod answers;
pub mod entrusted;
mod entry;
mod frozen;
pub mod moves;
pub mod notices;
pub mod offered;
pub mod rules;
mod sides;
pub mod signing;
mod stations;
mod text;

pub use agency::Agency;
pub use answers::to_submit;
pub use entry::{Entry, parties_of};
pub use stations::stations_for;

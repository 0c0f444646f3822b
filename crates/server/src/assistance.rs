//! Assistance (帮办): requests, consent, what an assistant may do, and the record of it.

pub mod code;
pub mod console;
pub mod desk;
pub mod door;
mod entry;
pub mod fields;
pub mod fitting;
mod helper;
pub mod hours;
pub mod life;
pub mod moves;
pub mod names;
pub mod outline;
pub mod record;
mod refused;
pub mod reveal;
pub mod rules;
pub mod slots;
mod ticker;
mod verify;
pub mod view;

pub use desk::Desks;
pub use entry::Entry;
pub use fields::{acted, wrote};
pub use helper::{Helper, denied, denied_in};
pub use refused::on_record;
pub use ticker::{filing_closed, settle_all, tick};
pub use verify::{Checked, verify, verify_file};

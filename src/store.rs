//! The reactive read models: what views show, and the commands that change it.

pub mod catalogue;
pub mod filling;
pub mod journal;
pub mod preferences;
pub mod regions;
pub mod session;
pub mod uploads;

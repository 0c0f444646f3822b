//! The reactive read models: what views show, and the commands that change it.

pub mod assist;
pub mod assistance;
pub mod catalogue;
pub mod composed;
pub mod device;
pub mod entrusted;
pub mod filling;
pub mod helping;
pub mod journal;
pub mod leaving;
pub mod listed;
pub mod preferences;
pub mod regions;
pub mod seen;
pub mod session;
mod sorted;
pub mod station;
pub mod together;
pub mod uploads;

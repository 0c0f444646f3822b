//! The reactive read models: what views show, and the commands that change it.

pub mod preferences;
pub mod session;

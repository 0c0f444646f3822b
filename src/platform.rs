//! The only door to the browser: small functions and types over `web-sys`.

pub mod clock;
pub mod fetch;
pub mod focus;
pub mod online;
pub mod print;
pub mod storage;
pub mod title;

//! The only door to the browser: small functions and types over `web-sys`.

pub mod beside;
pub mod clock;
pub mod control;
pub mod event;
pub mod fetch;
pub mod files;
pub mod focus;
pub mod json;
pub mod keys;
pub mod media;
pub mod online;
pub mod overlay;
pub mod paint;
pub mod pen;
pub mod press;
pub mod print;
pub mod screen;
pub mod sheet;
pub mod sides;
pub mod socket;
pub mod storage;
pub mod store;
pub mod tabs;
pub mod title;
pub mod upload;

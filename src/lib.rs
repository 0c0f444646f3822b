//! The browser app: Leptos compiled to WebAssembly, client side only.
//!
//! `app` mounts and routes; `pages` wire `store` to `ui`; `api` is the door to the backend
//! and `platform` the only one to the browser.

pub mod api;
pub mod app;
pub mod i18n;
pub mod later;
pub mod pages;
pub mod platform;
pub mod routes;
pub mod shell;
pub mod store;
pub mod sync;
pub mod ui;

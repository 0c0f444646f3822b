//! What the tasks need of the machine: found, or got, or named with how to get it.

pub mod bindgen;
pub mod chromium;
pub mod npm;
pub mod packages;
pub mod redis;
pub mod std_source;
pub mod trunk;
pub mod wasm;

//! What only a browser can prove: runs in a real one, by `wasm-bindgen-test-runner`.
#![cfg(target_arch = "wasm32")]

mod begun;
mod clock;
mod control;
mod draft;
mod files;
mod out_of_order;
mod outside;
mod seen;
mod store;
mod tampered;
mod unsent;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

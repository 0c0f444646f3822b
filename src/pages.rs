//! One module per route; each wires `store` and `api` to `ui`.

pub mod by_phone;
pub mod document;
pub mod filing;
pub mod filings;
pub mod fill;
pub mod guide;
pub mod helped;
pub mod home;
pub mod mandates;
pub mod me;
pub mod not_found;
pub mod receipt;
pub mod record;
pub mod review;
pub mod scenes;
pub mod search;
pub mod sign_in;
pub mod staff;
pub mod together;

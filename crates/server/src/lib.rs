//! The reference backend: REST, uploads, submission, and the demo district.
//!
//! One process, one `SQLite` file, one folder of uploads. `app` puts the parts together, `http`
//! is everything that has to do with the protocol, `routes` holds one file per resource.

pub mod app;
pub mod assistance;
pub mod bench_forms;
pub mod bench_people;
pub mod blanks;
pub mod catalogue;
pub mod clock;
pub mod config;
pub mod demo;
pub mod district;
pub mod documents;
pub mod filings;
pub mod guides;
pub mod http;
pub mod mandate;
pub mod openapi;
pub mod published;
pub mod realtime;
pub mod registers;
pub mod results;
pub mod review;
pub mod routes;
pub mod session;
pub mod store;
pub mod uploads;

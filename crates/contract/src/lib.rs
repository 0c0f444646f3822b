//! The REST contract between the app and a district's backend.
//!
//! Everything that crosses the wire as JSON has its type here, and every JSON field name
//! is written here and nowhere else. `serde` only: the app and the server share it.
//! Bodies are `camelCase`; enumerations are `kebab-case` words. Dates are `YYYY-MM-DD` in
//! Asia/Shanghai, instants are RFC 3339 in UTC; both travel as strings.

pub mod assistance;
pub mod catalogue;
pub mod document;
pub mod filing;
pub mod form;
pub mod grants;
pub mod guide;
pub mod mandate;
pub mod phone;
pub mod problem;
pub mod realtime;
pub mod review;
pub mod session;
pub mod submission;
mod text;
pub mod upload;

pub use text::Text;

/// Where the API lives under the backend's origin.
pub const API: &str = "/api/v1";

/// The header that every request with an unsafe method carries. A form of another site
/// cannot set it, so it proves, with the `Origin` check, that the app itself asks (CSRF).
pub const REQUEST_HEADER: &str = "X-Bangban-Request";

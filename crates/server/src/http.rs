//! Everything that has to do with the protocol, and nothing of what the resources mean.

mod address;
mod caller;
mod cors;
mod csrf;
mod disposition;
mod encoded;
mod error;
mod extract;
pub mod files;
mod front;
mod gate;
mod headers;
mod limit;
mod negotiate;
mod origin;
mod problems;
mod rate;
mod request_id;
pub mod serve;
mod trace;
mod words;

pub use address::Address;
pub use caller::{AlsoPhone, Caller, InFiling, Reviewer, SignedIn, Watching};
pub use disposition::attachment_named;
pub use encoded::Encoded;
pub use error::{ApiError, ApiResult};
pub use extract::{Json, OCTETS, Octets, Path, Query};
pub use front::with_front;
use gate::Gate;
pub use origin::{Origin, OriginError};
pub use problems::{PROBLEM_JSON, is_api};
pub use rate::{RateLimit, Tries};
pub use request_id::RequestId;

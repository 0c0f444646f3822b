//! Everything that has to do with the protocol, and nothing of what the resources mean.

mod caller;
mod error;
mod extract;
mod origin;
mod words;

pub use caller::{Caller, Reviewer, SignedIn};
pub use error::{ApiError, ApiResult};
pub use extract::{Json, Path, Query};
pub use origin::{Origin, OriginError};

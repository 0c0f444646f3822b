//! The REST backend, one file per resource. Answers are contract types or a typed error;
//! nothing is turned into "nothing".

pub mod assistance;
pub mod catalogue;
pub mod config;
pub mod drafts;
pub mod filings;
pub mod forms;
pub mod mandates;
pub mod phone;
pub mod request;
pub mod review;
pub mod session;

use bangban_contract::problem::{Problem, ProblemCode};

/// Why a request did not give what it asked for.
#[derive(Clone, PartialEq)]
pub enum ApiError {
    /// The network gave no answer; nothing is known of what the server did.
    Unreachable,
    /// An answer came that this version of the app cannot read.
    Unreadable,
    /// The server refused, and says why.
    Problem(Box<Problem>),
}

impl ApiError {
    /// The code of the problem, where the server named one.
    pub fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Problem(problem) => Some(problem.code),
            _ => None,
        }
    }
}

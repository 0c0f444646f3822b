//! Who asks.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use bangban_contract::problem::ProblemCode;
use bangban_contract::session::{Party, Person, Role};

use super::ApiError;
use crate::app::AppState;
use crate::session::{Current, Identity};

/// Anyone who is signed in; 401 otherwise.
#[derive(Clone, Debug)]
pub struct SignedIn(pub Current);

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        match state.sessions.current(&parts.headers).await? {
            Some(current) => Ok(Self(current)),
            None => Err(ApiError::new(ProblemCode::SignInRequired)),
        }
    }
}

/// A signed-in applicant or agent and the party for whom they act; 401 where nobody is signed
/// in, 403 where who is acts for nobody (a reviewer).
#[derive(Clone, Debug)]
pub struct Caller {
    /// The signed-in person (经办人).
    pub person: Person,
    /// The party for whom they act now (申请主体).
    pub party: Party,
    /// Every party for whom they may act.
    pub parties: Vec<Party>,
}

impl Caller {
    /// The party of this id, if they may act for it.
    pub fn may_act_for(&self, party: &str) -> Option<&Party> {
        self.parties.iter().find(|known| known.id == party)
    }
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let SignedIn(current) = SignedIn::from_request_parts(parts, state).await?;
        let acting = current.acting().cloned().ok_or_else(ApiError::not_allowed)?;
        let Identity { person, parties, .. } = current.identity;
        Ok(Self { person, party: acting, parties })
    }
}

/// A signed-in reviewer (审批人员) of a department; 401 where nobody is signed in, 403 for
/// anyone else.
#[derive(Clone, Debug)]
pub struct Reviewer {
    /// The signed-in person.
    pub person: Person,
    /// Id of the department for which they decide.
    pub department: String,
}

impl FromRequestParts<AppState> for Reviewer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let SignedIn(current) = SignedIn::from_request_parts(parts, state).await?;
        let person = current.identity.person;
        match (person.role, person.department.clone()) {
            (Role::Reviewer, Some(department)) => Ok(Self { person, department }),
            _ => Err(ApiError::not_allowed()),
        }
    }
}

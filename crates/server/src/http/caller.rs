//! Who asks.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use bangban_contract::problem::ProblemCode;
use bangban_contract::session::{Party, Person, Role};

use super::ApiError;
use crate::app::AppState;
use crate::session::{Current, Identity};

/// Anyone who is signed in, also on a phone with a session that is limited to a filing: only for
/// what looks at [`Current::only_filing`]. 401 otherwise.
#[derive(Clone, Debug)]
pub struct AlsoPhone(pub Current);

impl FromRequestParts<AppState> for AlsoPhone {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        // A page that only asks whether something changed does not prolong the session.
        let watches = parts.headers.contains_key(header::IF_NONE_MATCH);
        let found = if watches {
            state.sessions.peek(&parts.headers).await?
        } else {
            state.sessions.current(&parts.headers).await?
        };
        found.map(Self).ok_or_else(|| ApiError::new(ProblemCode::SignInRequired))
    }
}

/// Anyone who is signed in, also on a phone, where asking is no use of the session: a page that was
/// left open and watches does not prolong it. 401 otherwise.
#[derive(Clone, Debug)]
pub struct Watching(pub Current);

impl FromRequestParts<AppState> for Watching {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let found = state.sessions.peek(&parts.headers).await?;
        found.map(Self).ok_or_else(|| ApiError::new(ProblemCode::SignInRequired))
    }
}

/// Anyone who is signed in; 401 otherwise, and 403 for a phone with a limited session, so that
/// what is not made for it is closed to it.
#[derive(Clone, Debug)]
pub struct SignedIn(pub Current);

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        match state.sessions.current(&parts.headers).await? {
            Some(current) => current.whole().map(Self),
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
    /// The one filing that a phone's session is limited to.
    pub only_filing: Option<String>,
}

impl Caller {
    /// Who a session is; 403 where they act for nobody.
    pub fn of(current: Current) -> Result<Self, ApiError> {
        let acting = current.acting().cloned().ok_or_else(ApiError::not_allowed)?;
        let Current { identity: Identity { person, parties, .. }, only_filing, .. } = current;
        Ok(Self { person, party: acting, parties, only_filing })
    }

    /// Whether this filing exists for the session at all.
    pub fn may_open(&self, filing: &str) -> bool {
        self.only_filing.as_deref().is_none_or(|only| only == filing)
    }

    /// The party of this id, if they may act for it.
    pub fn may_act_for(&self, party: &str) -> Option<&Party> {
        self.parties.iter().find(|known| known.id == party)
    }
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let SignedIn(current) = SignedIn::from_request_parts(parts, state).await?;
        Self::of(current)
    }
}

/// The same, also on a phone with a limited session: for what a filing's own address names.
/// [`Record::of_applicant`](crate::filings::Record::of_applicant) holds it to its filing.
#[derive(Clone, Debug)]
pub struct InFiling(pub Caller);

impl FromRequestParts<AppState> for InFiling {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let AlsoPhone(current) = AlsoPhone::from_request_parts(parts, state).await?;
        Caller::of(current).map(Self)
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

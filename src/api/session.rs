//! Who is signed in.

use bangban_contract::session::{ActFor, DemoIdentity, Session, SignIn};

use super::ApiError;
use super::request::Call;

/// Who is signed in, or nobody.
pub async fn get() -> Result<Session, ApiError> {
    Call::get("/session").read().await
}

/// The demo identities; none outside demo mode.
pub async fn identities() -> Result<Vec<DemoIdentity>, ApiError> {
    Call::get("/session/identities").read().await
}

/// Signs in as a demo identity.
pub async fn sign_in(identity: String) -> Result<Session, ApiError> {
    Call::change("POST", "/session").json(&SignIn { identity }).read().await
}

/// Signs out.
pub async fn sign_out() -> Result<(), ApiError> {
    Call::change("DELETE", "/session").send().await.map(drop)
}

/// Acts for another party from now on.
pub async fn act_for(party: String) -> Result<Session, ApiError> {
    Call::change("PUT", "/session/acting-for").json(&ActFor { party }).read().await
}

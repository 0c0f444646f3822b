//! The door of a filing for whoever may read it: its applicant, or an assistant whom they let in.

use bangban_contract::grants::Grant;
use bangban_contract::problem::ProblemCode;
use bangban_contract::realtime::DocumentName;

use super::desk::assistant;
use crate::app::AppState;
use crate::filings::Record;
use crate::http::{ApiError, Caller};
use crate::mandate::agency;
use crate::realtime::access::Who;
use crate::session::Current;

/// The filing. What an assistant reads goes on record. To them the answers of an earlier submission are not told, since sensitive ones are among them.
pub async fn read(
    state: &AppState,
    current: Current,
    filing: &str,
    what: &str,
) -> Result<Record, ApiError> {
    let now = state.clock.now();
    if assistant(&current.identity.person).is_none() {
        let caller = Caller::of(current.clone())?;
        let own = Record::of_applicant(state.db.read(), &caller, filing).await;
        if !matches!(&own, Err(error) if error.code() == ProblemCode::NotFound) {
            return own;
        }
    }
    // By a mandate it is read after the submission, too.
    let mut db = state.db.read().acquire().await?;
    let agency = agency::of_session(&mut db, &current, filing, now).await?;
    drop(db);
    if let Some(agency) = agency
        && let Some(helper) = agency.helper()
    {
        helper.reads(&state.db, filing, what, now).await?;
        let record = Record::any(state.db.read(), filing).await?.ok_or_else(ApiError::not_found)?;
        return Ok(agency::as_agent_sees(record, &agency));
    }
    if assistant(&current.identity.person).is_none() {
        return Err(ApiError::not_found());
    }
    let name = DocumentName::of_filing(filing, "answers").map_err(|_| ApiError::not_found())?;
    let mut db = state.db.read().acquire().await?;
    let who = Who::from(&current);
    let access = crate::realtime::access::access(&mut db, &who, &name, now).await?;
    drop(db);
    let helper = access.helper.filter(|_| access.grant > Grant::None);
    let here = helper.ok_or_else(ApiError::not_found)?;
    here.reads(&state.db, filing, what, now).await?;
    let record = Record::any(state.db.read(), filing).await?.ok_or_else(ApiError::not_found)?;
    Ok(Record { answers: None, ..record })
}

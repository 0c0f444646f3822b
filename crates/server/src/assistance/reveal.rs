//! Showing the answer of one sensitive field to the assistant, for this session. It is held in
//! memory alone: a restart of the server hides it.

use std::collections::BTreeMap;

use bangban_contract::assistance::record::Event;
use bangban_contract::assistance::{AssistanceState, Reveal, Side};
use bangban_contract::problem::ProblemCode;

use super::{Entry, record};
use crate::app::AppState;
use crate::http::ApiError;
use crate::session::Current;

/// The longest answer that is shown, bytes.
const LONGEST: usize = 4_096;
/// Fields at a time.
const MOST: usize = 32;

/// The applicant shows an answer, or hides it again.
pub async fn set(
    state: &AppState,
    current: &Current,
    id: &str,
    wanted: Reveal,
) -> Result<(), ApiError> {
    let now = state.clock.now();
    let mut tx = state.db.begin().await?;
    let mut entry = Entry::find(&mut *tx, id).await?;
    let side = entry.side(current).ok_or_else(ApiError::not_found)?;
    if side != Side::Applicant {
        return Err(ApiError::not_allowed());
    }
    if entry.life.level_at(now).is_none() || entry.life.state != AssistanceState::Active {
        return Err(ApiError::new(ProblemCode::WrongState));
    }
    let too_long = wanted.value.as_ref().is_some_and(|value| value.len() > LONGEST);
    let assistant = entry.assistant.clone().ok_or_else(ApiError::not_found)?;
    let shown = entry.shown(&state.desks);
    let too_many = shown.len() >= MOST && !shown.contains_key(&wanted.field);
    if wanted.field.is_empty() || wanted.field.len() > LONGEST || too_long || too_many {
        return Err(ApiError::malformed("内容无法显示给帮办员。", "This cannot be shown."));
    }
    let field = wanted.field.clone();
    let event =
        if wanted.value.is_some() { Event::Revealed { field } } else { Event::Hidden { field } };
    let actor = record::of_side(&entry, side);
    record::append(&mut tx, entry.subject(), id, now, actor, event).await?;
    entry.life.acted_at = now;
    entry.save(&mut tx).await?;
    // While nobody else has the pen: a hand-over or an end that comes next hides it again, and
    // one that came before has left nobody to show it to.
    let before = shown.get(&wanted.field).cloned();
    state.desks.show(id, &assistant.id, &wanted.field, wanted.value);
    if let Err(error) = tx.commit().await {
        state.desks.show(id, &assistant.id, &wanted.field, before);
        return Err(error.into());
    }
    state.desks.changed();
    Ok(())
}

/// What is shown to the one who asks: the assistant, while they are in.
pub async fn read(
    state: &AppState,
    current: &Current,
    id: &str,
) -> Result<BTreeMap<String, String>, ApiError> {
    let entry = Entry::find(state.db.read(), id).await?;
    entry.side(current).ok_or_else(ApiError::not_found)?;
    if entry.life.level_at(state.clock.now()).is_none() {
        return Ok(BTreeMap::new());
    }
    Ok(entry.shown(&state.desks))
}

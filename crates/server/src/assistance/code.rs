//! Six digits that an applicant reads to an assistant.

use bangban_contract::assistance::record::Event;
use bangban_contract::assistance::{
    Assistance, AssistanceState, CODE, HelpCode, Level, Move, Side,
};
use bangban_contract::problem::ProblemCode;
use chrono::{DateTime, TimeDelta, Utc};
use rand::RngExt;
use sqlx::{Row, Sqlite, Transaction};

use super::{Entry, moves, record, ticker, view};
use crate::app::AppState;
use crate::http::ApiError;
use crate::session::Current;

/// Codes that are drawn before one is free; there are a million.
const DRAWS: u32 = 20;

/// Makes a code for a request that waits; one that was made before is void.
pub async fn offer(state: &AppState, current: &Current, id: &str) -> Result<HelpCode, ApiError> {
    let now = state.clock.now();
    let mut tx = state.db.begin().await?;
    let entry = Entry::find(&mut *tx, id).await?;
    if entry.side(current) != Some(Side::Applicant) {
        return Err(ApiError::not_found());
    }
    if entry.life.state != AssistanceState::Waiting {
        return Err(ApiError::new(ProblemCode::WrongState));
    }
    sqlx::query("DELETE FROM assistance_code WHERE assistance = ? OR expires_at <= ?")
        .bind(id)
        .bind(now.timestamp_millis())
        .execute(&mut *tx)
        .await?;
    for _ in 0..DRAWS {
        let code = format!("{:06}", rand::rng().random_range(0..1_000_000));
        if keep(&mut tx, &code, id, now).await? {
            let actor = record::of_side(&entry, Side::Applicant);
            record::append(&mut tx, entry.subject(), id, now, actor, Event::CodeMade).await?;
            tx.commit().await?;
            return Ok(HelpCode { code, valid_seconds: CODE });
        }
    }
    Err(ApiError::new(ProblemCode::Unavailable))
}

async fn keep(
    tx: &mut Transaction<'_, Sqlite>,
    code: &str,
    id: &str,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let until = now + TimeDelta::seconds(i64::from(CODE));
    let done = sqlx::query(
        "INSERT INTO assistance_code (code, assistance, expires_at) VALUES (?, ?, ?) \
         ON CONFLICT (code) DO NOTHING",
    )
    .bind(code)
    .bind(id)
    .bind(until.timestamp_millis())
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes up the request of a code. It may be any station's: the applicant is at the window. Who
/// tries codes that are none has few tries, from whatever address they come.
pub async fn take_up(
    state: &AppState,
    current: &Current,
    code: &str,
    wanted: Level,
) -> Result<Assistance, ApiError> {
    let person = &current.identity.person;
    let desk = person.desk.as_ref().ok_or_else(ApiError::not_allowed)?;
    let now = state.clock.now();
    state.desks.misses().take(person.id.clone(), now).map_err(ApiError::too_many)?;
    let mut tx = state.db.begin().await?;
    let row =
        sqlx::query("DELETE FROM assistance_code WHERE code = ? RETURNING assistance, expires_at")
            .bind(code)
            .fetch_optional(&mut *tx)
            .await?;
    let Some(row) = row else {
        tracing::warn!(person = person.id, "a help code was tried that is none");
        return Err(spent());
    };
    state.desks.misses().give_back(&person.id);
    if now.timestamp_millis() >= row.try_get::<i64, _>("expires_at")? {
        tx.commit().await?;
        return Err(spent());
    }
    let mut entry = Entry::find(&mut *tx, row.try_get("assistance")?).await?;
    ticker::settle(&mut tx, &mut entry, now).await?;
    // With the claim or not at all, so that nobody of the new station can come in between.
    if entry.life.state == AssistanceState::Waiting && entry.station != desk.station {
        entry.station.clone_from(&desk.station);
        let station = view::station(&state.desks, &desk.station, now).name;
        let (actor, event) = (record::assistant_of(current), Event::StationChanged { to: station });
        record::append(&mut tx, entry.subject(), &entry.id, now, actor, event).await?;
    }
    let side = entry.side(current).filter(|side| *side == Side::Assistant).ok_or_else(spent)?;
    moves::act_in(tx, state, current, (entry, side), Move::Claim { wanted }).await
}

fn spent() -> ApiError {
    ApiError::new(ProblemCode::CodeSpent).detail(
        "帮办码不正确、已使用或已过期，请申请人重新生成。",
        "The code is wrong, was used, or has expired. The applicant can make a new one.",
    )
}

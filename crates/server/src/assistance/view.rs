//! What each side is told of an assistance.

use bangban_contract::Text;
use bangban_contract::assistance::{
    Assistance, AssistanceState as State, HelpStation, LONGER_TIMES, Side,
};
use chrono::{DateTime, Utc};
use sqlx::{Executor, Row, Sqlite};

use super::{Desks, Entry, hours};
use crate::clock::rfc3339;

/// Whole seconds, never negative.
pub(super) fn seconds(from: DateTime<Utc>, to: DateTime<Utc>) -> u32 {
    u32::try_from((to - from).num_seconds().max(0)).unwrap_or(u32::MAX)
}

/// A station; one that is gone from the catalogue keeps its id.
pub(super) fn station(desks: &Desks, id: &str, now: DateTime<Utc>) -> HelpStation {
    let known = desks.station(id).cloned().unwrap_or_else(|| HelpStation {
        id: id.to_owned(),
        name: Text::zh(id),
        phone: String::new(),
        opens_at: None,
    });
    hours::at(known, now)
}

/// As one of its sides sees it.
pub fn of(
    entry: &Entry,
    side: Side,
    place: Option<u32>,
    desks: &Desks,
    now: DateTime<Utc>,
) -> Assistance {
    let life = &entry.life;
    // By the clock: a time that has run out holds before anybody has written it down.
    let is_in = life.level_at(now).is_some();
    // Nothing of the filing leaves for the assistant before the consent, nor after the end.
    let may_know = side == Side::Applicant || is_in;
    let shown = if may_know { entry.shown(desks) } else { Default::default() };
    Assistance {
        id: entry.id.clone(),
        version: entry.version,
        side,
        state: life.state,
        station: station(desks, &entry.station, now),
        about: entry.about.clone(),
        filing: entry.filing.clone().filter(|_| may_know),
        applicant: may_know.then(|| entry.applicant_name.clone()),
        assistant: entry.assistant.clone(),
        asked_at: rfc3339(entry.asked_at),
        slot: entry.slot.map(rfc3339),
        place: place.filter(|_| life.state == State::Waiting),
        waited: seconds(life.due_at, entry.first_claim_at.unwrap_or(now)),
        wanted: life.wanted,
        longer: (life.state == State::Asked).then(|| LONGER_TIMES.saturating_sub(life.longer)),
        level: life.level,
        left: life.ends_at().map(|at| seconds(now, at)),
        revealed: shown.into_keys().collect(),
        reply: entry.reply.clone(),
        ended: life.ended,
        rating: entry.rating.clone().filter(|_| side == Side::Applicant),
    }
}

/// Its place in the queue, from 1: who has a booked time stands where that is.
pub async fn place<'e, E>(db: E, entry: &Entry) -> Result<Option<u32>, sqlx::Error>
where
    E: Executor<'e, Database = Sqlite>,
{
    if entry.life.state != State::Waiting {
        return Ok(None);
    }
    let row = sqlx::query(
        "SELECT count(*) AS before FROM assistance WHERE station = ?1 AND state = 'waiting' \
         AND (due_at < ?2 OR (due_at = ?2 AND id < ?3))",
    )
    .bind(&entry.station)
    .bind(entry.life.due_at.timestamp_millis())
    .bind(&entry.id)
    .fetch_one(db)
    .await?;
    Ok(Some(row.try_get::<u32, _>("before")? + 1))
}

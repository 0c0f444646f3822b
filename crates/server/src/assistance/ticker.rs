//! What happens by itself: times that run out.

use std::time::Duration;

use bangban_contract::assistance::AssistanceState;
use bangban_contract::assistance::record::Event;
use chrono::{DateTime, Utc};
use sqlx::{Row, Sqlite, Transaction};

use super::{Entry, moves, record};
use crate::app::AppState;
use crate::http::ApiError;
use crate::mandate::moves as mandates;

const TICK: Duration = Duration::from_secs(1);

/// Looks every second until the server ends.
pub async fn tick(state: AppState) {
    let mut day = state.clock.today();
    loop {
        tokio::time::sleep(TICK).await;
        let today = state.clock.today();
        if day != today {
            day = today;
            if let Err(error) = mandates::day_has_begun(&state).await {
                tracing::error!(cause = %error, "mandates could not be looked at");
            }
        }
        if let Err(error) = settle_all(&state).await {
            tracing::error!(cause = %error, "assistances could not be looked at");
        }
    }
}

/// Settles all that run; how many have changed.
pub async fn settle_all(state: &AppState) -> Result<u32, ApiError> {
    let now = state.clock.now();
    let rows = sqlx::query("SELECT * FROM assistance WHERE state <> 'ended'")
        .fetch_all(state.db.read())
        .await?;
    let mut count = 0;
    for row in rows {
        // What is read without the pen only says where to look.
        let ripe = Entry::from_row(&row)?.life.settle(now);
        if ripe {
            let mut tx = state.db.begin().await?;
            let mut entry = Entry::find(&mut *tx, row.try_get("id")?).await?;
            if settle(&mut tx, &mut entry, now).await? {
                count += 1;
                tx.commit().await?;
                if entry.life.level.is_none() {
                    state.desks.hide(&entry.id);
                }
                moves::tell(state, &entry);
            }
        }
    }
    Ok(count)
}

/// Settles one; whether anything has changed.
pub(super) async fn settle(
    tx: &mut Transaction<'_, Sqlite>,
    entry: &mut Entry,
    now: DateTime<Utc>,
) -> Result<bool, ApiError> {
    let before = entry.life.state;
    if !entry.life.settle(now) {
        return Ok(false);
    }
    let mut events = Vec::new();
    if entry.life.state == AssistanceState::Paused && before != AssistanceState::Paused {
        events.push(Event::Paused);
    }
    events.extend(entry.life.ended.map(|reason| Event::Ended { reason }));
    for event in events {
        record::append(tx, entry.subject(), &entry.id, now, record::system(), event).await?;
    }
    entry.save(tx).await?;
    Ok(true)
}

/// Settles what a person has asked for.
pub(super) async fn settle_of(
    tx: &mut Transaction<'_, Sqlite>,
    state: &AppState,
    applicant: &str,
    now: DateTime<Utc>,
) -> Result<(), ApiError> {
    let statement = "SELECT * FROM assistance WHERE applicant = ? AND state <> 'ended'";
    for mut entry in Entry::list(&mut **tx, statement, applicant).await? {
        if settle(tx, &mut entry, now).await? {
            state.desks.hide(&entry.id);
        }
    }
    Ok(())
}

/// The filing has been submitted, withdrawn or deleted: nobody is in it any more.
pub async fn filing_closed(
    tx: &mut Transaction<'_, Sqlite>,
    state: &AppState,
    filing: &str,
    now: DateTime<Utc>,
    event: Option<Event>,
) -> Result<(), ApiError> {
    use bangban_contract::assistance::EndReason::FilingClosed;
    let statement = "SELECT * FROM assistance WHERE filing = ? AND state <> 'ended'";
    for mut entry in Entry::list(&mut **tx, statement, filing).await? {
        settle(tx, &mut entry, now).await?;
        if entry.life.ended.is_some() {
            continue;
        }
        let actor = record::of_side(&entry, bangban_contract::assistance::Side::Applicant);
        if let Some(event) = event.clone() {
            record::append(tx, entry.subject(), &entry.id, now, actor, event).await?;
        }
        entry.life.end(FilingClosed);
        let ended = Event::Ended { reason: FilingClosed };
        record::append(tx, entry.subject(), &entry.id, now, record::system(), ended).await?;
        entry.save(tx).await?;
        state.desks.hide(&entry.id);
    }
    Ok(())
}

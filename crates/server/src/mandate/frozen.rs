//! A filing as it stood when its agent's mandate ended: what comes later is the principal's alone.

use bangban_contract::assistance::record::Event;
use bangban_contract::filing::{FilingState, TimelineEvent};
use chrono::NaiveDate;
use sqlx::{Row, SqliteConnection};

use super::Entry;
use crate::filings::Record;
use crate::filings::columns::{json, read_word};

/// Where a filing stands behind an event of its timeline.
fn behind(event: TimelineEvent) -> FilingState {
    use {FilingState as S, TimelineEvent as T};
    match event {
        T::Started => S::Draft,
        T::Submitted | T::Supplemented => S::Submitted,
        T::SupplementRequested => S::SupplementRequested,
        T::Accepted => S::Accepted,
        T::NotAccepted => S::NotAccepted,
        T::ReviewStarted | T::SpecialEnded => S::UnderReview,
        T::SpecialStarted => S::SpecialProcedure,
        T::Granted => S::Granted,
        T::Refused => S::Refused,
        T::Delivered => S::Delivered,
        T::Withdrawn => S::Withdrawn,
    }
}

/// Since when nothing is the agent's any more in a filing in which they may do nothing: the end of
/// the mandate, its last day, or when it was narrowed last.
async fn since(db: &mut SqliteConnection, entry: &Entry) -> Result<String, sqlx::Error> {
    if let Some((_, at)) = &entry.ended {
        return Ok(at.clone());
    }
    if !entry.stands {
        // When they left is not known here: nothing is told beyond what was agreed upon then.
        let accepted = entry.current.as_ref().and_then(|one| one.accepted.as_ref());
        return Ok(accepted.map_or_else(|| entry.created_at.clone(), |one| one.at.clone()));
    }
    let until = entry.current.as_ref().and_then(|one| one.terms.until.parse::<NaiveDate>().ok());
    let narrowed = entry.current.as_ref().map(|one| Event::MandateNarrowed { version: one.seq });
    let row =
        sqlx::query("SELECT max(at) AS at FROM assistance_record WHERE subject = ? AND event = ?")
            .bind(&entry.id)
            .bind(narrowed.as_ref().map(json).transpose()?)
            .fetch_one(db)
            .await?;
    let narrowed: Option<String> = row.try_get("at")?;
    // The district's day ends at 16:00 in UTC.
    let last = until.map(|day| format!("{day}T16:00:00.000Z"));
    Ok(narrowed.or(last).unwrap_or_else(|| entry.created_at.clone()))
}

/// The filing as it stood then. What was submitted, numbered or promised later is not told.
pub(super) async fn as_it_stood(
    db: &mut SqliteConnection,
    mut record: Record,
    entry: &Entry,
) -> Result<Record, sqlx::Error> {
    let at = since(&mut *db, entry).await?.max(record.created_at.clone());
    if record.updated_at <= at {
        return Ok(record);
    }
    let row = sqlx::query(
        "SELECT event FROM timeline WHERE filing = ? AND at <= ? ORDER BY seq DESC LIMIT 1",
    )
    .bind(&record.id)
    .bind(&at)
    .fetch_optional(db)
    .await?;
    let event = row.map(|row| read_word(&row, "event")).transpose()?;
    record.state = behind(event.unwrap_or(TimelineEvent::Started));
    if record.submitted_at.as_ref().is_none_or(|submitted| *submitted > at) {
        (record.submitted_at, record.number) = (None, None);
    }
    record.promised_on = None;
    record.version = 0;
    record.updated_at = at;
    Ok(record)
}

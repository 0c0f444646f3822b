//! What principals are told of what is done for them.

use bangban_contract::Text;
use bangban_contract::mandate::{Notice, NoticeKind};
use chrono::{DateTime, Utc};
use sqlx::{Executor, Row, Sqlite, Transaction};

use crate::clock::{date_of, rfc3339};
use crate::filings::columns::{json, json_option, read, read_option, read_word, word};

/// Notices that a person is shown.
const SHOWN: u32 = 50;

/// What is told.
pub struct Told<'a> {
    /// Whom.
    pub person: &'a str,
    /// What.
    pub kind: NoticeKind,
    /// Who did it.
    pub by: &'a Text,
    /// By which mandate.
    pub mandate: &'a str,
    /// In which filing, with the name of its item.
    pub filing: Option<(&'a str, &'a Text)>,
}

/// Tells. What goes on for long is told once a day.
pub async fn tell(
    tx: &mut Transaction<'_, Sqlite>,
    told: &Told<'_>,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    let (filing, item) = told.filing.unzip();
    if matches!(told.kind, NoticeKind::Filled | NoticeKind::Attached | NoticeKind::Detached) {
        let last = sqlx::query(
            "SELECT at FROM notice WHERE person = ? AND filing = ? AND kind = ? \
             ORDER BY seq DESC LIMIT 1",
        )
        .bind(told.person)
        .bind(filing)
        .bind(word(&told.kind))
        .fetch_optional(&mut **tx)
        .await?;
        let last: Option<String> = last.map(|row| row.try_get("at")).transpose()?;
        let last = last.and_then(|at| at.parse::<DateTime<Utc>>().ok());
        if last.is_some_and(|at| date_of(at) == date_of(now)) {
            return Ok(());
        }
    }
    sqlx::query(
        "INSERT INTO notice (person, seq, at, kind, by, mandate, filing, item_name) \
         SELECT ?1, coalesce(max(seq), 0) + 1, ?2, ?3, ?4, ?5, ?6, ?7 FROM notice WHERE person = ?1",
    )
    .bind(told.person)
    .bind(rfc3339(now))
    .bind(word(&told.kind))
    .bind(json(told.by)?)
    .bind(told.mandate)
    .bind(filing)
    .bind(json_option(item)?)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The newest first.
pub async fn of_person<'e, E>(db: E, person: &str) -> Result<Vec<Notice>, sqlx::Error>
where
    E: Executor<'e, Database = Sqlite>,
{
    let rows = sqlx::query("SELECT * FROM notice WHERE person = ? ORDER BY seq DESC LIMIT ?")
        .bind(person)
        .bind(SHOWN)
        .fetch_all(db)
        .await?;
    let notice = |row: &sqlx::sqlite::SqliteRow| {
        Ok::<_, sqlx::Error>(Notice {
            at: row.try_get("at")?,
            kind: read_word(row, "kind")?,
            by: read(row, "by")?,
            mandate: row.try_get("mandate")?,
            filing: row.try_get("filing")?,
            item_name: read_option(row, "item_name")?,
            seen: row.try_get::<Option<&str>, _>("seen_at")?.is_some(),
        })
    };
    rows.iter().map(notice).collect()
}

/// Everything that was told so far was read.
pub async fn seen<'e, E>(db: E, person: &str, now: DateTime<Utc>) -> Result<(), sqlx::Error>
where
    E: Executor<'e, Database = Sqlite>,
{
    sqlx::query("UPDATE notice SET seen_at = ? WHERE person = ? AND seen_at IS NULL")
        .bind(rfc3339(now))
        .bind(person)
        .execute(db)
        .await?;
    Ok(())
}

//! What happens to a filing is written down: timeline entries, documents, numbers.

use bangban_contract::Text;
use bangban_contract::document::{Document, DocumentRef};
use bangban_contract::filing::{TimelineEntry, TimelineEvent};
use chrono::{DateTime, Datelike, Utc};
use sqlx::sqlite::SqliteRow;
use sqlx::{Executor, Row, Sqlite, Transaction};

use super::canonical;
use super::columns::{json, json_option, read, read_option, read_word, word};
use super::record::Record;
use crate::clock::{date_of, rfc3339};
use crate::documents::{self, Content};

type Tx<'t> = Transaction<'t, Sqlite>;

/// The next number of a series, from 1. A number that is taken in a transaction which fails is
/// given again: there are no gaps.
pub async fn next_in_series(tx: &mut Tx<'_>, name: &str) -> Result<u64, sqlx::Error> {
    let row = sqlx::query(
        "INSERT INTO series (name, last) VALUES (?, 1) \
         ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last",
    )
    .bind(name)
    .fetch_one(&mut **tx)
    .await?;
    let last: i64 = row.try_get("last")?;
    Ok(last.unsigned_abs())
}

/// What the timeline is told.
pub struct Entry<'a> {
    /// What happened.
    pub event: TimelineEvent,
    /// Who did it, as the applicant may know it.
    pub actor: &'a Text,
    /// More words.
    pub note: Option<&'a Text>,
    /// The document that came with it.
    pub document: Option<&'a DocumentRef>,
}

/// Appends to the timeline.
pub async fn append(
    tx: &mut Tx<'_>,
    filing: &str,
    now: DateTime<Utc>,
    entry: &Entry<'_>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO timeline (filing, seq, at, event, actor, note, document) \
         SELECT ?1, coalesce(max(seq), 0) + 1, ?2, ?3, ?4, ?5, ?6 FROM timeline WHERE filing = ?1",
    )
    .bind(filing)
    .bind(rfc3339(now))
    .bind(word(&entry.event))
    .bind(json(entry.actor)?)
    .bind(json_option(entry.note)?)
    .bind(entry.document.and_then(|document| document.id.parse::<i64>().ok()))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Issues a document with the next number of its kind and year.
pub async fn issue(
    tx: &mut Tx<'_>,
    record: &Record,
    content: &Content<'_>,
    now: DateTime<Utc>,
    demo: bool,
) -> Result<DocumentRef, sqlx::Error> {
    let (kind, year) = (content.kind(), date_of(now).year());
    let count = next_in_series(tx, &format!("document:{}:{year}", word(&kind))).await?;
    let row = sqlx::query("SELECT coalesce(max(seq), 0) + 1 AS seq FROM document WHERE filing = ?")
        .bind(&record.id)
        .fetch_one(&mut **tx)
        .await?;
    let seq: i64 = row.try_get("seq")?;
    let summary = DocumentRef {
        id: seq.to_string(),
        kind,
        number: documents::number(kind, year, count),
        issued_at: rfc3339(now),
    };
    let mut document = documents::write(summary.clone(), record, content, demo);
    document.digest = digest(&document)?;
    sqlx::query(
        "INSERT INTO document (filing, seq, kind, number, issued_at, content) \
         VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(&record.id)
    .bind(seq)
    .bind(word(&kind))
    .bind(&summary.number)
    .bind(&summary.issued_at)
    .bind(json(&document)?)
    .execute(&mut **tx)
    .await?;
    Ok(summary)
}

/// The digest of a document that has none yet.
fn digest(document: &Document) -> Result<String, sqlx::Error> {
    let value =
        serde_json::to_value(document).map_err(|error| sqlx::Error::Encode(error.into()))?;
    Ok(hex::encode(canonical::sha256(&canonical::text(&value))))
}

fn reference(row: &SqliteRow) -> Result<DocumentRef, sqlx::Error> {
    let seq: i64 = row.try_get("doc_seq")?;
    Ok(DocumentRef {
        id: seq.to_string(),
        kind: read_word(row, "doc_kind")?,
        number: row.try_get("doc_number")?,
        issued_at: row.try_get("doc_issued_at")?,
    })
}

/// The documents issued in a filing, newest last.
pub async fn documents<'e, E>(db: E, filing: &str) -> Result<Vec<DocumentRef>, sqlx::Error>
where
    E: Executor<'e, Database = Sqlite>,
{
    let rows = sqlx::query(
        "SELECT seq AS doc_seq, kind AS doc_kind, number AS doc_number, issued_at AS doc_issued_at \
         FROM document WHERE filing = ? ORDER BY seq",
    )
    .bind(filing)
    .fetch_all(db)
    .await?;
    rows.iter().map(reference).collect()
}

/// A document of a filing.
pub async fn document<'e, E>(db: E, filing: &str, id: &str) -> Result<Option<Document>, sqlx::Error>
where
    E: Executor<'e, Database = Sqlite>,
{
    let Ok(seq) = id.parse::<i64>() else { return Ok(None) };
    let row = sqlx::query("SELECT content FROM document WHERE filing = ? AND seq = ?")
        .bind(filing)
        .bind(seq)
        .fetch_optional(db)
        .await?;
    row.as_ref().map(|row| read(row, "content")).transpose()
}

/// What happened, oldest first.
pub async fn timeline<'e, E>(db: E, filing: &str) -> Result<Vec<TimelineEntry>, sqlx::Error>
where
    E: Executor<'e, Database = Sqlite>,
{
    let rows = sqlx::query(
        "SELECT t.at, t.event, t.actor, t.note, d.seq AS doc_seq, d.kind AS doc_kind, \
         d.number AS doc_number, d.issued_at AS doc_issued_at FROM timeline t \
         LEFT JOIN document d ON d.filing = t.filing AND d.seq = t.document \
         WHERE t.filing = ? ORDER BY t.seq",
    )
    .bind(filing)
    .fetch_all(db)
    .await?;
    rows.iter()
        .map(|row| {
            let document: Option<i64> = row.try_get("doc_seq")?;
            Ok(TimelineEntry {
                at: row.try_get("at")?,
                event: read_word(row, "event")?,
                actor: read(row, "actor")?,
                note: read_option(row, "note")?,
                document: document.map(|_| reference(row)).transpose()?,
            })
        })
        .collect()
}

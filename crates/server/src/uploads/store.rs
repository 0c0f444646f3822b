//! The rows of uploads.

use bangban_contract::upload::Attachment;
use chrono::{DateTime, Utc};
use sqlx::sqlite::SqliteRow;
use sqlx::{Executor, Row, Sqlite};

use super::EXPIRES_AFTER;
use crate::clock::rfc3339;
use crate::http::ApiError;

/// Whose view of a filing's files it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// All that are in the filing now.
    Applicant,
    /// Those that were submitted, also where the applicant is replacing them.
    Reviewer,
}

/// An upload.
#[derive(Clone, Debug)]
pub struct Upload {
    /// Opaque id.
    pub id: String,
    /// The filing.
    pub filing: String,
    /// The material.
    pub material: String,
    /// Name of the file, made harmless.
    pub name: String,
    /// Media type, as announced and, once complete, as found.
    pub media_type: String,
    /// Full size, bytes.
    pub size: u64,
    /// Bytes that are on the disk.
    pub received: u64,
    /// `open`, `complete`, `expired` or `removed`.
    pub state: String,
    /// Whether it is part of a submission.
    pub submitted: bool,
    /// SHA-256, hexadecimal, once complete.
    pub sha256: Option<String>,
    /// `Upload-Metadata` as it came.
    pub metadata: String,
    /// When it was begun.
    pub created_at: String,
    /// When it expires unless it goes on.
    pub expires_at: String,
}

impl Upload {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let bytes = |column: &str| row.try_get::<i64, _>(column).map(i64::unsigned_abs);
        Ok(Self {
            id: row.try_get("id")?,
            filing: row.try_get("filing")?,
            material: row.try_get("material")?,
            name: row.try_get("name")?,
            media_type: row.try_get("media_type")?,
            size: bytes("size")?,
            received: bytes("received")?,
            state: row.try_get("state")?,
            submitted: row.try_get("submitted")?,
            sha256: row.try_get("sha256")?,
            metadata: row.try_get("metadata")?,
            created_at: row.try_get("created_at")?,
            expires_at: row.try_get("expires_at")?,
        })
    }

    /// Whether all bytes are there and were found good.
    pub fn is_complete(&self) -> bool {
        self.state == "complete"
    }

    /// Whether it has been unfinished for too long.
    pub fn is_expired(&self, now: DateTime<Utc>) -> bool {
        self.state == "expired" || (self.state == "open" && self.expires_at <= rfc3339(now))
    }

    /// As the contract tells it.
    pub fn describe(&self) -> Attachment {
        Attachment {
            id: self.id.clone(),
            material: self.material.clone(),
            material_name: None,
            name: self.name.clone(),
            media_type: self.media_type.clone(),
            size: self.size,
            offset: self.received,
            complete: self.state == "complete" || self.state == "removed",
            created_at: self.created_at.clone(),
        }
    }
}

/// The upload of this id.
pub async fn find<'e, E>(db: E, id: &str) -> Result<Option<Upload>, sqlx::Error>
where
    E: Executor<'e, Database = Sqlite>,
{
    let row = sqlx::query("SELECT * FROM upload WHERE id = ?").bind(id).fetch_optional(db).await?;
    row.as_ref().map(Upload::from_row).transpose()
}

/// The uploads of a filing that are open or complete, oldest first.
pub async fn of_filing<'e, E>(db: E, filing: &str) -> Result<Vec<Upload>, sqlx::Error>
where
    E: Executor<'e, Database = Sqlite>,
{
    sqlx::query(
        "SELECT * FROM upload WHERE filing = ? AND state IN ('open', 'complete') \
         ORDER BY created_at, rowid",
    )
    .bind(filing)
    .fetch_all(db)
    .await?
    .iter()
    .map(Upload::from_row)
    .collect()
}

/// The files of a filing as one side sees them.
pub async fn attachments<'e, E>(
    db: E,
    filing: &str,
    side: Side,
) -> Result<Vec<Attachment>, sqlx::Error>
where
    E: Executor<'e, Database = Sqlite>,
{
    match side {
        Side::Applicant => {
            Ok(of_filing(db, filing).await?.iter().map(Upload::describe).collect())
        }
        // A file that the applicant has taken out stays before the reviewer until the next
        // submission, which no longer lists it.
        Side::Reviewer => sqlx::query(
            "SELECT u.* FROM upload u JOIN submission s ON s.filing = u.filing \
             WHERE u.filing = ? AND s.seq = (SELECT max(seq) FROM submission WHERE filing = u.filing) \
             AND u.id IN (SELECT value ->> 'id' FROM json_each(s.files)) \
             ORDER BY u.created_at, u.rowid",
        )
        .bind(filing)
        .fetch_all(db)
        .await?
        .iter()
        .map(|row| Upload::from_row(row).map(|upload| upload.describe()))
        .collect(),
    }
}

/// Stores how many bytes are on the disk. To be called after they are.
pub async fn set_received<'e, E>(
    db: E,
    id: &str,
    received: u64,
    now: DateTime<Utc>,
) -> Result<(), ApiError>
where
    E: Executor<'e, Database = Sqlite>,
{
    let done = sqlx::query(
        "UPDATE upload SET received = ?, expires_at = ? WHERE id = ? AND state = 'open'",
    )
    .bind(i64::try_from(received).unwrap_or(i64::MAX))
    .bind(rfc3339(now + EXPIRES_AFTER))
    .bind(id)
    .execute(db)
    .await?;
    // The filing was deleted meanwhile, and the upload with it.
    if done.rows_affected() == 0 { Err(ApiError::not_found()) } else { Ok(()) }
}

/// Stores that the file is all there and good.
pub async fn complete<'e, E>(
    db: E,
    id: &str,
    media_type: &str,
    sha256: &str,
) -> Result<(), ApiError>
where
    E: Executor<'e, Database = Sqlite>,
{
    let done = sqlx::query(
        "UPDATE upload SET state = 'complete', media_type = ?, sha256 = ? \
         WHERE id = ? AND state = 'open' AND received = size",
    )
    .bind(media_type)
    .bind(sha256)
    .bind(id)
    .execute(db)
    .await?;
    if done.rows_affected() == 0 { Err(ApiError::not_found()) } else { Ok(()) }
}

/// Removes the row of an upload that was never submitted.
pub async fn delete<'e, E>(db: E, id: &str) -> Result<(), sqlx::Error>
where
    E: Executor<'e, Database = Sqlite>,
{
    sqlx::query("DELETE FROM upload WHERE id = ?").bind(id).execute(db).await?;
    Ok(())
}

/// Takes a submitted file out of the filing; its bytes stay on record.
pub async fn retire<'e, E>(db: E, id: &str) -> Result<(), sqlx::Error>
where
    E: Executor<'e, Database = Sqlite>,
{
    sqlx::query("UPDATE upload SET state = 'removed' WHERE id = ?").bind(id).execute(db).await?;
    Ok(())
}

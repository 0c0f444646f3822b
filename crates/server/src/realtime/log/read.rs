//! Reading a document's log from a cursor on.

use bangban_contract::realtime::DocumentName;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, Sqlite, Transaction};

use super::epochs;
use crate::store::Db;

/// What is in the log after a cursor, as far as was asked for.
#[derive(Debug)]
pub struct Read {
    /// Updates, oldest first. The first may be a snapshot, whose bytes are an update too.
    pub updates: Vec<Vec<u8>>,
    /// How far they go: the cursor to go on from.
    pub cursor: i64,
    /// Whether there is more.
    pub more: bool,
}

impl Read {
    /// Nothing after a cursor.
    pub fn nothing(cursor: i64) -> Self {
        Self { updates: Vec::new(), cursor, more: false }
    }
}

/// Reads what comes after a cursor; 0 is before everything. Stops after the update with which
/// `most` bytes are reached. A cursor that this database has never given (it was put back from
/// a copy, say) is none: everything is read.
pub async fn read(
    db: &Db,
    name: &DocumentName,
    after: i64,
    most: usize,
) -> Result<Read, sqlx::Error> {
    // One view of both tables, whatever is compacted meanwhile.
    let mut tx = db.read().begin().await?;
    let after = if after > newest(&mut tx).await? { 0 } else { after };
    let snapshot = sqlx::query(
        "SELECT through, bytes, packed FROM document_snapshots \
         WHERE filing = ? AND document = ? AND epoch = ? AND through > ?",
    )
    .bind(&name.filing)
    .bind(name.part.as_str())
    .bind(name.epoch)
    .bind(after)
    .fetch_optional(&mut *tx)
    .await?;
    let mut read = Read::nothing(after);
    let mut bytes = 0;
    if let Some(snapshot) = snapshot {
        let update = snapshot_of(&snapshot)?;
        bytes += update.len();
        read.cursor = snapshot.try_get("through")?;
        read.updates.push(update);
    }
    loop {
        // In pieces, so that a long log is not held in memory twice.
        let rows = sqlx::query(
            "SELECT seq, bytes FROM document_updates \
             WHERE filing = ? AND document = ? AND epoch = ? AND seq > ? ORDER BY seq LIMIT 256",
        )
        .bind(&name.filing)
        .bind(name.part.as_str())
        .bind(name.epoch)
        .bind(read.cursor)
        .fetch_all(&mut *tx)
        .await?;
        if rows.is_empty() {
            return Ok(read);
        }
        for row in rows {
            if bytes >= most {
                read.more = true;
                return Ok(read);
            }
            let update: Vec<u8> = row.try_get("bytes")?;
            bytes += update.len();
            read.cursor = row.try_get("seq")?;
            read.updates.push(update);
        }
    }
}

/// How much is in the database.
#[derive(Clone, Copy, Debug)]
pub(in crate::realtime) struct Size {
    /// Updates of the document in the log, its snapshot left out.
    pub updates: i64,
    /// Bytes of all documents of its filing.
    pub bytes: i64,
}

/// How much is there of a document and its filing.
pub(in crate::realtime) async fn size(db: &Db, name: &DocumentName) -> Result<Size, sqlx::Error> {
    let row = sqlx::query(
        "SELECT (SELECT count(*) FROM document_updates \
                 WHERE filing = ?1 AND document = ?2 AND epoch = ?3) AS updates, \
                (SELECT coalesce(sum(length(bytes)), 0) FROM document_updates WHERE filing = ?1) + \
                (SELECT coalesce(sum(length(bytes)), 0) FROM document_snapshots WHERE filing = ?1) \
                AS bytes",
    )
    .bind(&name.filing)
    .bind(name.part.as_str())
    .bind(name.epoch)
    .fetch_one(db.read())
    .await?;
    Ok(Size { updates: row.try_get("updates")?, bytes: row.try_get("bytes")? })
}

/// Everything up to and with a place in the log.
pub(super) async fn until(
    db: &Db,
    name: &DocumentName,
    through: i64,
) -> Result<Vec<Vec<u8>>, sqlx::Error> {
    let mut tx = db.read().begin().await?;
    let mut updates: Vec<Vec<u8>> = Vec::new();
    for sql in [
        "SELECT bytes, packed FROM document_snapshots \
         WHERE filing = ? AND document = ? AND epoch = ? AND through <= ?",
        "SELECT bytes, 0 AS packed FROM document_updates \
         WHERE filing = ? AND document = ? AND epoch = ? AND seq <= ? ORDER BY seq",
    ] {
        let rows = sqlx::query(sql)
            .bind(&name.filing)
            .bind(name.part.as_str())
            .bind(name.epoch)
            .bind(through)
            .fetch_all(&mut *tx)
            .await?;
        for row in rows {
            updates.push(snapshot_of(&row)?);
        }
    }
    Ok(updates)
}

/// The bytes of a row, which may be compressed.
fn snapshot_of(row: &SqliteRow) -> Result<Vec<u8>, sqlx::Error> {
    let bytes = row.try_get("bytes")?;
    if row.try_get("packed")? { Ok(epochs::unpack(bytes)?) } else { Ok(bytes.to_vec()) }
}

/// The largest cursor that was ever given.
async fn newest(tx: &mut Transaction<'_, Sqlite>) -> Result<i64, sqlx::Error> {
    let row = sqlx::query("SELECT seq FROM sqlite_sequence WHERE name = 'document_updates'")
        .fetch_optional(&mut **tx)
        .await?;
    row.map_or(Ok(0), |row| row.try_get("seq"))
}

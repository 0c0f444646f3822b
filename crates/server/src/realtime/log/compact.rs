//! Makes one update of many old ones.

use bangban_contract::realtime::DocumentName;
use sqlx::{Row, Sqlite, Transaction};

use super::{epochs, read};
use crate::clock::{Clock, rfc3339};
use crate::realtime::content::Content;
use crate::store::Db;

/// Why a document was not compacted. It is as it was.
#[derive(Debug, thiserror::Error)]
pub enum CompactError {
    /// The database.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// A stored update cannot be applied: it is left alone, so that nothing is lost with it.
    #[error("{0} stored updates cannot be applied")]
    Damaged(usize),
    /// Merging panicked.
    #[error("merging failed")]
    Merge(#[from] tokio::task::JoinError),
}

/// Puts all updates of a document but the newest `keep` into its snapshot. What is merged does
/// not change any more, so that writers go on meanwhile.
pub async fn compact(
    db: &Db,
    clock: &Clock,
    name: &DocumentName,
    keep: i64,
) -> Result<(), CompactError> {
    let last = sqlx::query(
        "SELECT seq FROM document_updates WHERE filing = ? AND document = ? AND epoch = ? \
         ORDER BY seq DESC LIMIT 1 OFFSET ?",
    )
    .bind(&name.filing)
    .bind(name.part.as_str())
    .bind(name.epoch)
    .bind(keep)
    .fetch_optional(db.read())
    .await?;
    let Some(last) = last else { return Ok(()) };
    let through: i64 = last.try_get("seq")?;
    let mut old = read::until(db, name, through).await?;
    let before = old.len();
    let whole = tokio::task::spawn_blocking(move || {
        let (content, refused) = Content::load(&old);
        old.clear();
        if refused == 0 { Ok(content.whole()) } else { Err(CompactError::Damaged(refused)) }
    })
    .await??;
    let at = rfc3339(clock.now());
    let mut tx = db.begin().await?;
    let packed = name.epoch < epochs::current(&mut *tx, name).await?;
    let kept = if packed { epochs::pack(&whole).map_err(sqlx::Error::Io)? } else { whole };
    replace(&mut tx, name, (through, &at), (&kept, packed)).await?;
    tx.commit().await?;
    tracing::debug!(updates = before, bytes = kept.len(), "compacted a document");
    Ok(())
}

/// Puts a snapshot in the place of all updates up to and with `through`.
pub(super) async fn replace(
    tx: &mut Transaction<'_, Sqlite>,
    name: &DocumentName,
    (through, at): (i64, &str),
    (bytes, packed): (&[u8], bool),
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO document_snapshots (filing, document, epoch, through, at, bytes, packed) \
         VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (filing, document, epoch) \
         DO UPDATE SET through = excluded.through, at = excluded.at, bytes = excluded.bytes, \
         packed = excluded.packed WHERE excluded.through >= document_snapshots.through",
    )
    .bind(&name.filing)
    .bind(name.part.as_str())
    .bind(name.epoch)
    .bind(through)
    .bind(at)
    .bind(bytes)
    .bind(packed)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "DELETE FROM document_updates \
         WHERE filing = ? AND document = ? AND epoch = ? AND seq <= ?",
    )
    .bind(&name.filing)
    .bind(name.part.as_str())
    .bind(name.epoch)
    .bind(through)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

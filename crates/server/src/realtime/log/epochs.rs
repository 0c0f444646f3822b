//! Which epoch of a document is the current one, and how closed ones are kept.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Write};

use bangban_contract::realtime::DocumentName;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use sqlx::sqlite::SqliteRow;
use sqlx::{Executor, Row, Sqlite};

use crate::filings::columns::list;

/// The epoch in which a document is now.
pub async fn current<'e, E>(db: E, name: &DocumentName) -> Result<u32, sqlx::Error>
where
    E: Executor<'e, Database = Sqlite>,
{
    let row = sqlx::query(
        "SELECT coalesce(max(epoch), 0) AS epoch FROM document_epochs \
         WHERE filing = ? AND document = ?",
    )
    .bind(&name.filing)
    .bind(name.part.as_str())
    .fetch_one(db)
    .await?;
    row.try_get("epoch")
}

/// The current epochs of all documents of these filings that have been begun anew.
pub(super) async fn of_filings<'e, E>(
    db: E,
    filings: &BTreeSet<&str>,
) -> Result<BTreeMap<(String, String), u32>, sqlx::Error>
where
    E: Executor<'e, Database = Sqlite>,
{
    let rows = sqlx::query(
        "SELECT filing, document, max(epoch) AS epoch FROM document_epochs \
         WHERE filing IN (SELECT value FROM json_each(?)) GROUP BY filing, document",
    )
    .bind(list(filings))
    .fetch_all(db)
    .await?;
    let entry = |row: &SqliteRow| {
        Ok(((row.try_get("filing")?, row.try_get("document")?), row.try_get("epoch")?))
    };
    rows.iter().map(entry).collect()
}

/// The newest place of a document's epoch in the log; 0 where nothing is stored of it.
pub(super) async fn newest<'e, E>(db: E, name: &DocumentName) -> Result<i64, sqlx::Error>
where
    E: Executor<'e, Database = Sqlite>,
{
    let row = sqlx::query(
        "SELECT max(coalesce((SELECT max(seq) FROM document_updates \
                     WHERE filing = ?1 AND document = ?2 AND epoch = ?3), 0), \
                    coalesce((SELECT through FROM document_snapshots \
                     WHERE filing = ?1 AND document = ?2 AND epoch = ?3), 0)) AS seq",
    )
    .bind(&name.filing)
    .bind(name.part.as_str())
    .bind(name.epoch)
    .fetch_one(db)
    .await?;
    row.try_get("seq")
}

/// Compresses what is hardly ever read.
pub(super) fn pack(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes)?;
    packer.finish()
}

/// The other way round.
pub(super) fn unpack(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut whole = Vec::new();
    ZlibDecoder::new(bytes).read_to_end(&mut whole)?;
    Ok(whole)
}

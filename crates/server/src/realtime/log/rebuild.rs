//! Begins a document anew where its traces outweigh its content.

use bangban_contract::realtime::DocumentName;

use super::{epochs, read};
use crate::clock::{Clock, rfc3339};
use crate::realtime::content;
use crate::store::Db;

/// Why a document was not begun anew. It is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RebuildError {
    /// The database.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// A stored update cannot be applied: it is left alone, so that nothing is lost with it.
    #[error("stored updates cannot be applied")]
    Damaged,
    /// Merging panicked.
    #[error("merging failed")]
    Merge(#[from] tokio::task::JoinError),
}

/// What a look at a document showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    /// It was begun anew: its current epoch.
    Rebuilt(u32),
    /// It stays as it is.
    Kept,
    /// It stays as it is, since all of it is content, so many bytes long.
    Full(usize),
}

/// Begins a document anew, where it is longer than `floor` bytes and than twice what is left of it
/// when it is. That keeps it within four times its content as JSON. All in one transaction: the
/// new epoch, the last state of the old one, and that the old one is closed. Something that came
/// meanwhile, or waits for what has not come, puts it off.
///
/// # Errors
/// Where the database fails, or what is stored is damaged.
pub async fn rebuild(
    db: &Db,
    clock: &Clock,
    name: &DocumentName,
    floor: usize,
) -> Result<Looked, RebuildError> {
    let last = epochs::newest(db.read(), name).await?;
    let stored = read::until(db, name, last).await?;
    let bytes: usize = stored.iter().map(Vec::len).sum();
    if bytes <= floor {
        return Ok(Looked::Kept);
    }
    let document = name.clone();
    let rebuilt = tokio::task::spawn_blocking(move || content::rebuilt(&document, &stored)).await?;
    let Some(rebuilt) = rebuilt.map_err(|_| RebuildError::Damaged)? else {
        return Ok(Looked::Kept);
    };
    let length = rebuilt.whole.len();
    if length <= floor {
        return Ok(Looked::Kept);
    }
    if length <= 2 * rebuilt.opened.len() {
        return Ok(Looked::Full(length));
    }
    let next = DocumentName { epoch: name.epoch + 1, ..name.clone() };
    let at = rfc3339(clock.now());
    let [whole, landing] =
        [&rebuilt.whole, &rebuilt.opened].map(|bytes| epochs::pack(bytes).map_err(sqlx::Error::Io));
    let (whole, landing) = (whole?, landing?);
    let mut tx = db.begin().await?;
    if epochs::current(&mut *tx, name).await? != name.epoch
        || epochs::newest(&mut *tx, name).await? != last
    {
        return Ok(Looked::Kept);
    }
    sqlx::query(
        "INSERT INTO document_epochs (filing, document, epoch, at, landing) VALUES (?, ?, ?, ?, ?)",
    )
    .bind(&name.filing)
    .bind(name.part.as_str())
    .bind(next.epoch)
    .bind(&at)
    .bind(landing)
    .execute(&mut *tx)
    .await?;
    super::compact::replace(&mut tx, name, (last, &at), (&whole, true)).await?;
    // By nobody: the server itself.
    let row = super::rows::Row { name: &next, person: "", bytes: &rebuilt.opened };
    super::rows::insert(&mut tx, &[row], &at).await?;
    tx.commit().await?;
    tracing::info!(
        epoch = next.epoch,
        before = length,
        after = rebuilt.opened.len(),
        "a document was begun anew"
    );
    Ok(Looked::Rebuilt(next.epoch))
}

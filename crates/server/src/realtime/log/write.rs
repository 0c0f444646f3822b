//! The one task that appends. Everything that waits while a transaction is being made durable
//! goes into the next one together, so that many writers cost hardly more than one.

use bangban_contract::grants::Grant;
use bangban_contract::realtime::DocumentName;
use sqlx::{Row, Sqlite, Transaction};
use tokio::sync::{mpsc, oneshot};

use super::{Append, AppendError, Job, Once, Stored, epochs};
use crate::clock::{Clock, rfc3339};
use crate::filings::touch;
use crate::realtime::access::{Who, grant};
use crate::store::Db;

/// Appends in one transaction.
const BATCH: usize = 256;
/// Bytes in one transaction.
const BATCH_BYTES: usize = 8 << 20;

pub(super) async fn run(db: Db, clock: Clock, mut queue: mpsc::Receiver<Job>) {
    while let Some(first) = queue.recv().await {
        let (mut appends, mut tells) = (Vec::new(), Vec::<oneshot::Sender<Stored>>::new());
        let mut bytes = 0;
        let mut next = Some(first);
        while let Some((append, tell)) = next {
            bytes += append.updates.iter().map(bytes::Bytes::len).sum::<usize>();
            appends.push(append);
            tells.push(tell);
            let full = appends.len() >= BATCH || bytes >= BATCH_BYTES;
            next = if full { None } else { queue.try_recv().ok() };
        }
        let stored = match store(&db, &clock, &appends).await {
            Ok(stored) => stored,
            Err(error) => {
                tracing::error!(cause = %error, count = appends.len(), "updates were not stored");
                vec![Err(AppendError::Failed); appends.len()]
            }
        };
        for (tell, stored) in tells.into_iter().zip(stored) {
            // Who asked may be gone.
            let _ = tell.send(stored);
        }
    }
}

async fn store(db: &Db, clock: &Clock, appends: &[Append]) -> Result<Vec<Stored>, sqlx::Error> {
    let at = rfc3339(clock.now());
    let mut tx = db.begin().await?;
    let mut all = Vec::with_capacity(appends.len());
    // Read with the pen in hand: what a submission has closed stays closed.
    let mut granted: Option<(&DocumentName, &Who, Grant, u32)> = None;
    for append in appends {
        let (name, who) = (&append.name, &*append.who);
        let (grant, epoch) = match granted {
            Some((same, one, grant, epoch)) if same == name && one.session == who.session => {
                (grant, epoch)
            }
            _ => (grant(&mut *tx, who, name).await?, epochs::current(&mut *tx, name).await?),
        };
        granted = Some((name, who, grant, epoch));
        let stored = match (grant, &append.key) {
            (Grant::None | Grant::Read, _) => Err(AppendError::NotAllowed),
            // Who may write is told where; what is closed stays closed, whoever had it open.
            (Grant::Write, _) if epoch != name.epoch => Err(AppendError::Moved(epoch)),
            (Grant::Write, None) => Ok(true),
            (Grant::Write, Some(once)) => first_time(&mut tx, who, once, &at).await?,
        };
        if stored == Ok(true) {
            touch(&mut *tx, &name.filing, &at).await?;
            for bytes in &append.updates {
                insert(&mut tx, name, &who.person, bytes, &at).await?;
            }
        }
        all.push(stored);
    }
    tx.commit().await?;
    Ok(all)
}

pub(super) async fn insert(
    tx: &mut Transaction<'_, Sqlite>,
    name: &DocumentName,
    person: &str,
    bytes: &[u8],
    at: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO document_updates (filing, document, epoch, person, at, bytes) \
         VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(&name.filing)
    .bind(name.part.as_str())
    .bind(name.epoch)
    .bind(person)
    .bind(at)
    .bind(bytes)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Notes the key, unless it was noted before.
pub(super) async fn first_time(
    tx: &mut Transaction<'_, Sqlite>,
    who: &Who,
    once: &Once,
    at: &str,
) -> Result<Stored, sqlx::Error> {
    let known = sqlx::query("SELECT request_hash FROM idempotency WHERE person = ? AND key = ?")
        .bind(&who.person)
        .bind(&once.key)
        .fetch_optional(&mut **tx)
        .await?;
    if let Some(known) = known {
        let same = known.try_get::<&[u8], _>("request_hash")? == once.hash;
        return Ok(if same { Ok(false) } else { Err(AppendError::KeyReused) });
    }
    sqlx::query(
        "INSERT INTO idempotency (person, key, request_hash, answer, created_at) \
         VALUES (?, ?, ?, '', ?)",
    )
    .bind(&who.person)
    .bind(&once.key)
    .bind(&once.hash[..])
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(Ok(true))
}

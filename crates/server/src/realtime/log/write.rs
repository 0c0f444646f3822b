//! The one task that appends. Everything that waits while a transaction is being made durable
//! goes into the next one together, so that many writers cost hardly more than one.

use std::collections::BTreeSet;
use std::sync::Arc;

use bangban_contract::grants::Grant;
use sqlx::{Row as _, Sqlite, Transaction};
use tokio::sync::{mpsc, oneshot};

use super::rows::{Row, insert};
use super::{Append, AppendError, Job, Once, Stored, epochs, helped};
use crate::assistance::{acted, denied_in, wrote};
use crate::clock::{Clock, rfc3339};
use crate::filings::touch;
use crate::realtime::Limits;
use crate::realtime::access::{self, Access, Who};
use crate::store::Db;

/// Appends in one transaction.
const BATCH: usize = 1024;
/// Bytes in one transaction.
const BATCH_BYTES: usize = 8 << 20;

pub(super) async fn run(db: Db, clock: Clock, limits: Arc<Limits>, mut queue: mpsc::Receiver<Job>) {
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
        let stored = match store(&db, &clock, &limits, &appends).await {
            Ok(stored) => stored,
            Err(error) => {
                tracing::error!(cause = %error, count = appends.len(), "updates were not stored");
                for append in &appends {
                    append.basis.fall();
                }
                vec![Err(AppendError::Failed); appends.len()]
            }
        };
        for (tell, stored) in tells.into_iter().zip(stored) {
            // Who asked may be gone.
            let _ = tell.send(stored);
        }
    }
}

async fn store(
    db: &Db,
    clock: &Clock,
    limits: &Limits,
    appends: &[Append],
) -> Result<Vec<Stored>, sqlx::Error> {
    let now = clock.now();
    let at = rfc3339(now);
    let mut tx = db.begin().await?;
    // Read with the pen in hand: what a submission has closed stays closed.
    let named = appends.iter().map(|append| append.name.filing.as_str()).collect();
    let filings = access::filings(&mut tx, &named).await?;
    let current = epochs::of_filings(&mut *tx, &named).await?;
    let mut all = Vec::with_capacity(appends.len());
    let (mut rows, mut touched) = (Vec::with_capacity(appends.len()), BTreeSet::new());
    for append in appends {
        let Append { name, who, updates, key, allowed, basis } = append;
        let access = match filings.get(&name.filing) {
            Some(filing) => filing.access(&mut tx, who, name, now).await?,
            None => Access::default(),
        };
        let document = (name.filing.clone(), name.part.as_str().to_owned());
        let epoch = current.get(&document).copied().unwrap_or_default();
        let suffices = allowed.needs.is_none_or(|needs| access.level() >= Some(needs));
        let grant = if suffices { access.grant } else { Grant::Read };
        let bytes = || updates.iter().map(bytes::Bytes::len).sum();
        let mut stored = match (grant, key) {
            (Grant::None | Grant::Read, _) => Err(AppendError::NotAllowed),
            // Who may write is told where; what is closed stays closed, whoever had it open.
            (Grant::Write, _) if epoch != name.epoch => Err(AppendError::Moved(epoch)),
            // It followed what was refused; they bring it again.
            (Grant::Write, _) if !basis.holds() => Err(AppendError::Failed),
            (Grant::Write, None) => Ok(true),
            (Grant::Write, Some(once)) => first_time(&mut tx, who, once, &at).await?,
        };
        if stored == Ok(true)
            && access.helper.is_some()
            && !helped::take(&mut tx, &name.filing, &who.person, bytes(), limits).await?
        {
            stored = Err(AppendError::Full);
            if let Some(once) = key {
                forget(&mut tx, who, once).await?;
            }
        }
        if stored.is_err() {
            basis.fall();
        }
        if stored == Ok(true) {
            touched.insert(name.filing.as_str());
            let row = |bytes| Row { name, person: &who.person, bytes };
            rows.extend(updates.iter().map(|bytes| row(bytes)));
            wrote(&mut tx, name, access.helper.as_ref(), &who.name, allowed, now).await?;
        } else if let Err(AppendError::NotAllowed | AppendError::Full) = stored
            && let Some(assistant) = who.helping()
        {
            denied_in(&mut tx, assistant, &name.filing, "write", now).await?;
        }
        all.push(stored);
    }
    touch(&mut *tx, &touched, &at).await?;
    acted(&mut tx, &touched, now).await?;
    insert(&mut tx, &rows, &at).await?;
    tx.commit().await?;
    Ok(all)
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

/// Forgets a key again under which nothing was stored: what comes again is not there already.
async fn forget(
    tx: &mut Transaction<'_, Sqlite>,
    who: &Who,
    once: &Once,
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM idempotency WHERE person = ? AND key = ?")
        .bind(&who.person)
        .bind(&once.key)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

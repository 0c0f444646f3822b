//! Puts the folder in order at the start, and lets unfinished uploads expire.

use std::collections::BTreeSet;
use std::time::Duration;

use sqlx::Row;

use super::{receive, store};
use crate::app::AppState;
use crate::clock::rfc3339;
use crate::http::ApiError;

/// How often is looked for what has expired.
const EVERY: Duration = Duration::from_hours(1);

/// Looks for what has expired, again and again.
pub async fn run(state: AppState) {
    loop {
        if let Err(error) = expire(&state).await {
            tracing::error!(cause = %error, "uploads could not expire");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Lets unfinished uploads that are too old expire: their bytes go, and who asks for them is
/// told (410). Also forgets idempotency keys of more than 90 days ago.
pub async fn expire(state: &AppState) -> Result<u32, ApiError> {
    let now = state.clock.now();
    let rows = sqlx::query("SELECT id FROM upload WHERE state = 'open' AND expires_at <= ?")
        .bind(rfc3339(now))
        .fetch_all(state.db.read())
        .await?;
    let mut count = 0;
    for row in rows {
        let id: String = row.try_get("id")?;
        let Some(_guard) = state.uploads.locks.acquire(&id) else { continue };
        let done = sqlx::query(
            "UPDATE upload SET state = 'expired' WHERE id = ? AND state = 'open' AND expires_at <= ?",
        )
        .bind(&id)
        .bind(rfc3339(now))
        .execute(state.db.write())
        .await?;
        if done.rows_affected() > 0 {
            state.uploads.folder.remove(&id).await?;
            count += 1;
        }
    }
    sqlx::query("DELETE FROM idempotency WHERE created_at < ?")
        .bind(rfc3339(now - chrono::TimeDelta::days(90)))
        .execute(state.db.write())
        .await?;
    Ok(count)
}

/// Makes folder and database agree after whatever ended the last run: files without a row go,
/// bytes beyond a promised offset are cut off, and what arrived whole is finished.
pub async fn reconcile(state: &AppState) -> Result<(), ApiError> {
    let rows = sqlx::query("SELECT id FROM upload WHERE state <> 'expired'")
        .fetch_all(state.db.read())
        .await?;
    let known: BTreeSet<String> =
        rows.iter().map(|row| row.try_get("id")).collect::<Result<_, _>>()?;
    for id in state.uploads.folder.ids().await? {
        if !known.contains(&id) {
            state.uploads.folder.remove(&id).await?;
        }
    }
    for id in known {
        let Some(upload) = store::find(state.db.read(), &id).await? else { continue };
        let length = state.uploads.folder.length(&id).await?;
        if upload.state != "open" {
            if length != Some(upload.size) {
                tracing::error!(upload = id, "bytes of a stored file are missing");
            }
            continue;
        }
        match length {
            None => store::delete(state.db.write(), &id).await?,
            Some(length) if length < upload.received => {
                // Only damage to the disk does this. Go on from what is there.
                tracing::error!(upload = id, "bytes that were promised are missing");
                store::set_received(state.db.write(), &id, length, state.clock.now()).await?;
            }
            Some(length) => {
                if length > upload.received {
                    state.uploads.folder.write_at(&id, upload.received).await?.sync_data().await?;
                }
                if upload.received == upload.size
                    && let Err(error) = receive::finish(state, &upload, None).await
                {
                    tracing::warn!(upload = id, cause = %error, "a file was not taken");
                }
            }
        }
    }
    Ok(())
}

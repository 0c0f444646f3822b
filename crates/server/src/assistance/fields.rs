//! The answers that an assistant wrote, until the applicant takes them for their own.

use std::collections::BTreeSet;

use bangban_contract::Text;
use bangban_contract::assistance::record::{Actor, ActorRole, Event};
use bangban_contract::assistance::{Assisted, AssistedField, Confirm};
use bangban_contract::realtime::DocumentName;
use chrono::{DateTime, Utc};
use sqlx::{Executor, Row, Sqlite, SqlitePool, Transaction};

use super::helper::ONCE;
use super::rules::Allowed;
use super::{Entry, Helper, record};
use crate::app::AppState;
use crate::clock::rfc3339;
use crate::filings::columns::{json, list, read};
use crate::http::ApiError;
use crate::mandate::{self, answers};

/// Fields that are confirmed at a time.
const MOST: usize = 5_000;

/// Notes that something was done in these filings: an assistance in one does not idle.
pub async fn acted(
    tx: &mut Transaction<'_, Sqlite>,
    filings: &BTreeSet<&str>,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE assistance SET acted_at = ?1 \
         WHERE filing IN (SELECT value FROM json_each(?2)) AND state = 'active' \
         AND acted_at < ?1 - 5000",
    )
    .bind(now.timestamp_millis())
    .bind(list(filings))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Notes what was done by updates that are being stored.
pub async fn wrote(
    tx: &mut Transaction<'_, Sqlite>,
    document: &DocumentName,
    helper: Option<&Helper>,
    writer: &Text,
    allowed: &Allowed,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    let filing = &document.filing;
    let Some(helper) = helper else {
        let running = "SELECT * FROM assistance WHERE filing = ? ORDER BY asked_at DESC LIMIT 1";
        if allowed.events.is_empty() {
            return Ok(());
        }
        let last = Entry::list(&mut **tx, running, filing).await?;
        let assistance = last.first().map_or("", |entry| &entry.id);
        for event in allowed.events.clone() {
            let actor = applicant(writer);
            // Who talks goes on talking, as an assistant does: see `Helper::does`.
            let talks = event == Event::Said;
            let since = now - ONCE;
            if talks && record::has(&mut **tx, filing, assistance, since, &actor, &event).await? {
                continue;
            }
            record::append(tx, filing, assistance, now, actor, event).await?;
        }
        return Ok(());
    };
    for event in allowed.events.clone() {
        helper.does(tx, filing, event, now).await?;
    }
    if helper.principal.is_some() && !allowed.fields.is_empty() {
        mandate::agency::filled(tx, filing, &helper.assistant, now).await?;
    }
    for client in &allowed.clients {
        sqlx::query(
            "INSERT INTO document_client (filing, document, client, person) VALUES (?, ?, ?, ?) \
             ON CONFLICT DO NOTHING",
        )
        .bind(filing)
        .bind(document.part.as_str())
        .bind(client.cast_signed())
        .bind(&helper.assistant.id)
        .execute(&mut **tx)
        .await?;
    }
    for field in &allowed.fields {
        sqlx::query(
            "INSERT INTO assisted_field (filing, field, by, at) VALUES (?1, ?2, ?3, ?4) \
             ON CONFLICT (filing, field) DO UPDATE SET by = ?3, at = ?4, confirmed_at = NULL",
        )
        .bind(filing)
        .bind(field)
        .bind(json(&helper.assistant)?)
        .bind(rfc3339(now))
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

fn applicant(name: &Text) -> Actor {
    let name = Some(name.clone());
    Actor { role: ActorRole::Applicant, name, number: None, principal: None }
}

/// What an assistant wrote in a filing.
pub async fn all<'e, E>(db: E, filing: &str) -> Result<Assisted, sqlx::Error>
where
    E: Executor<'e, Database = Sqlite>,
{
    let rows = sqlx::query("SELECT * FROM assisted_field WHERE filing = ? ORDER BY field");
    let rows = rows.bind(filing).fetch_all(db).await?;
    let field = |row: &sqlx::sqlite::SqliteRow| {
        Ok::<_, sqlx::Error>(AssistedField {
            field: row.try_get("field")?,
            by: read(row, "by")?,
            at: row.try_get("at")?,
            confirmed: row.try_get::<Option<&str>, _>("confirmed_at")?.is_some(),
        })
    };
    Ok(Assisted { fields: rows.iter().map(field).collect::<Result<_, _>>()? })
}

/// The applicant takes these for their own, as they were shown.
pub async fn confirm(
    tx: &mut Transaction<'_, Sqlite>,
    filing: &str,
    name: &Text,
    wanted: &Confirm,
    now: DateTime<Utc>,
) -> Result<(), ApiError> {
    if wanted.fields.len() > MOST {
        return Err(ApiError::malformed("一次确认的内容过多。", "Too many at once."));
    }
    let mut fields = Vec::new();
    for one in &wanted.fields {
        let done = sqlx::query(
            "UPDATE assisted_field SET confirmed_at = ? WHERE filing = ? AND field = ? AND at = ? \
             AND confirmed_at IS NULL",
        )
        .bind(rfc3339(now))
        .bind(filing)
        .bind(&one.field)
        .bind(&one.at)
        .execute(&mut **tx)
        .await?;
        if done.rows_affected() > 0 {
            fields.push(one.field.clone());
        }
    }
    if !fields.is_empty() {
        let actor = applicant(name);
        record::append(tx, filing, "", now, actor, Event::Confirmed { fields }).await?;
    }
    Ok(())
}

/// The fields in which an assistant's word stands that nobody has confirmed yet. What somebody else
/// has written over it since is theirs, and needs no confirmation: a replica writes under the name
/// of its person alone, so that the documents themselves tell. To be called by who has the only pen.
pub async fn unconfirmed(
    tx: &mut Transaction<'_, Sqlite>,
    state: &AppState,
    filing: &str,
) -> Result<Vec<String>, ApiError> {
    let written = all(&mut **tx, filing).await?.fields;
    if written.iter().all(|one| one.confirmed) {
        return Ok(Vec::new());
    }
    let draft = answers::open(state, filing).await?;
    let helpers: BTreeSet<&str> = written.iter().map(|one| &*one.by.id).collect();
    let stands = |one: &&AssistedField| {
        let path: Vec<String> = one.field.split('/').map(str::to_owned).collect();
        let authors = draft.authors(&path);
        // Of a long text and of a list it cannot be told: they are the assistant's.
        authors.is_empty() || authors.iter().any(|author| helpers.contains(&**author))
    };
    let open = written.iter().filter(|one| !one.confirmed).filter(stands);
    Ok(open.map(|one| one.field.clone()).collect())
}

/// Whose a replica is by which an assistant wrote in a document.
pub async fn client_of(
    db: &SqlitePool,
    document: &DocumentName,
    client: u64,
) -> Result<Option<String>, sqlx::Error> {
    let row = sqlx::query(
        "SELECT person FROM document_client WHERE filing = ? AND document = ? AND client = ?",
    )
    .bind(&document.filing)
    .bind(document.part.as_str())
    .bind(client.cast_signed())
    .fetch_optional(db)
    .await?;
    row.map(|row| row.try_get("person")).transpose()
}

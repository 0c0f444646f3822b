//! The record: append-only, each entry bound to the one before by a hash.

use std::collections::BTreeMap;

use bangban_contract::Text;
use bangban_contract::assistance::record::{Actor, ActorRole, Entry, Event, Record};
use bangban_contract::assistance::{Assistant, Side};
use chrono::{DateTime, Utc};
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::sqlite::SqliteRow;
use sqlx::{Executor, Row, Sqlite, Transaction};

use super::entry;
use crate::clock::rfc3339;
use crate::filings::canonical;
use crate::filings::columns::{json as text_of, read};
use crate::session::Current;

/// How the hashes are made: for whoever wants to check a downloaded record.
pub const METHOD: &str = "SHA-256 over the 32 bytes of the hash before (zeros at first) and the \
    entry as canonical JSON (names sorted, no white space, UTF-8) of subject, seq, at, assistance, \
    actor and event; subject is this file's, the others are the entry's. To check this file: \
    bangban-server verify-record --file FILE.";

/// The record of a subject is not what was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the record of {subject} is broken at entry {seq}")]
pub struct Broken {
    /// The filing, or the assistance where there is none.
    pub subject: String,
    /// The first entry that does not fit.
    pub seq: i64,
}

/// Who the server is, where a time has run out.
pub fn system() -> Actor {
    Actor { role: ActorRole::System, name: None, number: None, principal: None }
}

/// An assistant as the record names them; who acts by a mandate and has no badge is an agent.
pub fn assistant(one: &Assistant) -> Actor {
    let number = (!one.number.is_empty()).then(|| one.number.clone());
    let role = if number.is_some() { ActorRole::Assistant } else { ActorRole::Agent };
    Actor { role, name: Some(one.name.clone()), number, principal: None }
}

/// Somebody of one of the sides of an assistance.
pub fn of_side(entry: &entry::Entry, side: Side) -> Actor {
    match (side, &entry.assistant) {
        (Side::Assistant, Some(one)) => assistant(one),
        (Side::Assistant, None) => nobody(),
        (Side::Applicant, _) => {
            let name = Some(entry.applicant_name.clone());
            Actor { role: ActorRole::Applicant, name, number: None, principal: None }
        }
    }
}

/// Somebody in a filing, by name, or as the assistant that they are.
pub fn of_who(name: &Text, helper: Option<&Assistant>) -> Actor {
    let applicant = || Actor {
        role: ActorRole::Applicant,
        name: Some(name.clone()),
        number: None,
        principal: None,
    };
    helper.map_or_else(applicant, assistant)
}

/// The signed-in assistant, as the record names them.
pub fn assistant_of(current: &Current) -> Actor {
    super::desk::assistant(&current.identity.person).map_or_else(nobody, |one| assistant(&one))
}

fn nobody() -> Actor {
    Actor { role: ActorRole::Assistant, name: None, number: None, principal: None }
}

fn hash(before: &[u8], subject: &str, entry: &Entry) -> [u8; 32] {
    let facts = json!({
        "subject": subject, "seq": entry.seq, "at": entry.at, "assistance": entry.assistance,
        "actor": entry.actor, "event": entry.event,
    });
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(canonical::text(&facts));
    hash.finalize().into()
}

/// Adds what happened, in the transaction in which it happens.
pub async fn append(
    tx: &mut Transaction<'_, Sqlite>,
    subject: &str,
    assistance: &str,
    now: DateTime<Utc>,
    actor: Actor,
    event: Event,
) -> Result<(), sqlx::Error> {
    let last = sqlx::query(
        "SELECT seq, hash FROM assistance_record WHERE subject = ? ORDER BY seq DESC LIMIT 1",
    )
    .bind(subject)
    .fetch_optional(&mut **tx)
    .await?;
    let (seq, before) = match last {
        Some(row) => (row.try_get::<i64, _>("seq")? + 1, row.try_get("hash")?),
        None => (1, vec![0; 32]),
    };
    let assistance = assistance.to_owned();
    let entry = Entry { seq, at: rfc3339(now), assistance, actor, event, hash: String::new() };
    sqlx::query(
        "INSERT INTO assistance_record (subject, seq, at, assistance, actor, event, hash) \
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(subject)
    .bind(entry.seq)
    .bind(&entry.at)
    .bind(&entry.assistance)
    .bind(text_of(&entry.actor)?)
    .bind(text_of(&entry.event)?)
    .bind(&hash(&before, subject, &entry)[..])
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn from_row(row: &SqliteRow) -> Result<Entry, sqlx::Error> {
    Ok(Entry {
        seq: row.try_get("seq")?,
        at: row.try_get("at")?,
        assistance: row.try_get("assistance")?,
        actor: read(row, "actor")?,
        event: read(row, "event")?,
        hash: hex::encode(row.try_get::<&[u8], _>("hash")?),
    })
}

/// All of a subject's record, oldest first.
pub async fn all<'e, E>(db: E, subject: &str) -> Result<Record, sqlx::Error>
where
    E: Executor<'e, Database = Sqlite>,
{
    let rows = sqlx::query("SELECT * FROM assistance_record WHERE subject = ? ORDER BY seq")
        .bind(subject)
        .fetch_all(db)
        .await?;
    let entries = rows.iter().map(from_row).collect::<Result<_, _>>()?;
    let subject = subject.to_owned();
    Ok(Record { subject, method: METHOD.to_owned(), entries, names: BTreeMap::new() })
}

/// That the entries are those that were written, without a hole.
pub fn verify(subject: &str, record: &Record) -> Result<(), Broken> {
    let mut before = [0; 32];
    for (expected, entry) in (1..).zip(&record.entries) {
        let found = hash(&before, subject, entry);
        if entry.seq != expected || entry.hash != hex::encode(found) {
            return Err(Broken { subject: subject.to_owned(), seq: expected });
        }
        before = found;
    }
    Ok(())
}

/// Every subject that has a record.
pub async fn subjects<'e, E>(db: E) -> Result<Vec<String>, sqlx::Error>
where
    E: Executor<'e, Database = Sqlite>,
{
    let rows = sqlx::query("SELECT DISTINCT subject FROM assistance_record ORDER BY subject");
    rows.fetch_all(db).await?.iter().map(|row| row.try_get("subject")).collect()
}

/// Whether the same by the same is on record since an instant already.
pub async fn has<'e, E>(
    db: E,
    subject: &str,
    assistance: &str,
    since: DateTime<Utc>,
    actor: &Actor,
    event: &Event,
) -> Result<bool, sqlx::Error>
where
    E: Executor<'e, Database = Sqlite>,
{
    let row = sqlx::query(
        "SELECT 1 FROM assistance_record WHERE subject = ? AND assistance = ? AND event = ? \
         AND actor = ? AND at >= ? LIMIT 1",
    )
    .bind(subject)
    .bind(assistance)
    .bind(text_of(event)?)
    .bind(text_of(actor)?)
    .bind(rfc3339(since))
    .fetch_optional(db)
    .await?;
    Ok(row.is_some())
}

/// How much that somebody tried was refused and is on record since an instant.
pub(super) async fn refusals<'e, E>(
    db: E,
    subject: &str,
    actor: &Actor,
    since: DateTime<Utc>,
) -> Result<i64, sqlx::Error>
where
    E: Executor<'e, Database = Sqlite>,
{
    let row = sqlx::query(
        "SELECT count(*) AS count FROM assistance_record \
         WHERE subject = ? AND at >= ? AND actor = ? AND event ->> 'event' = 'denied'",
    )
    .bind(subject)
    .bind(rfc3339(since))
    .bind(text_of(actor)?)
    .fetch_one(db)
    .await?;
    row.try_get("count")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        let mut before = [0; 32];
        let mut entries = Vec::new();
        for (seq, event) in (1..).zip([
            Event::Requested,
            Event::FieldSet { field: "a/b".into() },
            Event::Ended { reason: bangban_contract::assistance::EndReason::ByApplicant },
        ]) {
            let mut entry = Entry {
                seq,
                at: "2026-11-24T08:00:00.000Z".into(),
                assistance: "x".into(),
                actor: system(),
                event,
                hash: String::new(),
            };
            before = hash(&before, "f", &entry);
            entry.hash = hex::encode(before);
            entries.push(entry);
        }
        Record { subject: "f".into(), method: METHOD.into(), entries, names: BTreeMap::new() }
    }

    type Change = fn(&mut Vec<Entry>);

    #[test]
    fn what_was_changed_is_found() {
        assert_eq!(verify("f", &record()), Ok(()));
        let broken = |seq| Err(Broken { subject: "f".into(), seq });
        let changes: [(Change, i64); 6] = [
            (|all| all[0].at.push('0'), 1),
            (|all| all[1].event = Event::FieldSet { field: "a/c".into() }, 2),
            (|all| drop(all.remove(1)), 2),
            (|all| all.swap(0, 1), 1),
            (|all| all[2].actor.role = ActorRole::Applicant, 3),
            (|all| all[1].hash = all[0].hash.clone(), 2),
        ];
        for (change, seq) in changes {
            let mut other = record();
            change(&mut other.entries);
            assert_eq!(verify("f", &other), broken(seq));
        }
        // A record of another filing is none of this one.
        assert!(verify("g", &record()).is_err());
        // What was cut off at the end shows by what the applicant has downloaded before, and not here.
    }
}

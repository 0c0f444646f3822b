//! What comes for an epoch that is closed: stored there, and carried over to the current one.

use std::collections::BTreeSet;
use std::sync::Arc;

use bangban_contract::grants::{Grant, Part};
use bangban_contract::realtime::DocumentName;
use bangban_draft::Inspector;
use bangban_forms::Model;
use bytes::Bytes;
use serde_json::Value;
use sqlx::{Row as _, Sqlite, Transaction};

use super::help::Help;
use super::rows::{Row, insert};
use super::write::first_time;
use super::{Append, AppendError, epochs, helped, read, size};
use crate::assistance::rules::{Allowed, Writer, judge};
use crate::assistance::wrote;
use crate::clock::{Clock, rfc3339};
use crate::filings::touch;
use crate::realtime::Limits;
use crate::realtime::access::access;
use crate::realtime::content::{self, NotYjs};
use crate::store::Db;

/// How often it is tried, where something else is stored meanwhile.
const TRIES: usize = 8;

/// What became of late updates.
#[derive(Debug)]
pub(in crate::realtime) struct Carried {
    /// The current epoch of their document.
    pub current: DocumentName,
    /// What they come to there; nothing, where all of it was there already.
    pub updates: Vec<Bytes>,
}

/// A closed epoch, as it stood when it was read.
struct Step {
    name: DocumentName,
    newest: i64,
    stored: Vec<Vec<u8>>,
    landing: Vec<u8>,
}

/// What is to be stored of an epoch.
struct Stored {
    /// For the epoch itself.
    late: Vec<Vec<u8>>,
    /// What it amounts to in the next.
    landing: Vec<u8>,
}

/// Takes in updates of a closed epoch, all or none of them, and carries over what they change,
/// through all epochs between. Those that were taken in before change nothing, whoever brings
/// them again. What somebody who helps brings is looked at with the form of the filing.
pub(in crate::realtime) async fn carry(
    db: &Db,
    clock: &Clock,
    append: &Append,
    limits: &Limits,
    form: Option<&Arc<Model>>,
) -> Result<Carried, AppendError> {
    for _ in 0..TRIES {
        match attempt(db, clock, append, limits, form).await {
            Ok(Some(carried)) => return carried,
            Ok(None) => {}
            Err(error) => {
                tracing::error!(cause = %error, "late updates were not carried over");
                return Err(AppendError::Failed);
            }
        }
    }
    Err(AppendError::Failed)
}

async fn attempt(
    db: &Db,
    clock: &Clock,
    append: &Append,
    limits: &Limits,
    form: Option<&Arc<Model>>,
) -> Result<Option<Result<Carried, AppendError>>, sqlx::Error> {
    let mut looks = db.read().acquire().await?;
    let granted = access(&mut looks, &append.who, &append.name, clock.now()).await?;
    if granted.grant == Grant::None {
        return Ok(Some(Err(AppendError::NotAllowed)));
    }
    drop(looks);
    let current = epochs::current(db.read(), &append.name).await?;
    let current = DocumentName { epoch: current, ..append.name.clone() };
    let mut steps = Vec::new();
    for epoch in append.name.epoch..current.epoch {
        steps.push(read_step(db, DocumentName { epoch, ..append.name.clone() }).await?);
    }
    let help = match granted.level() {
        Some(level) => Some(Help::read(db, &current, level, form.cloned()).await?),
        None => None,
    };
    let late: Vec<Vec<u8>> = append.updates.iter().map(|bytes| bytes.to_vec()).collect();
    let (part, person) = (append.name.part, append.who.person.clone());
    let worked = tokio::task::spawn_blocking(move || work(part, steps, late, &person, help)).await;
    let worked = worked.map_err(|error| sqlx::Error::Io(std::io::Error::other(error)))?;
    let Ok(worked) = worked else {
        return Err(sqlx::Error::Io(std::io::Error::other("a closed epoch cannot be applied")));
    };
    let (steps, stored, updates, allowed) = match worked {
        Ok(worked) => worked,
        Err(refused) => return Ok(Some(Err(refused))),
    };
    let more: usize = stored.iter().flat_map(|stored| &stored.late).map(Vec::len).sum();
    let bytes = i64::try_from(more).unwrap_or(i64::MAX);
    if size(db, &append.name).await?.bytes + bytes > limits.filing_bytes {
        return Ok(Some(Err(AppendError::Full)));
    }

    let (now, who) = (clock.now(), &append.who);
    let at = rfc3339(now);
    let mut tx = db.begin().await?;
    let granted = access(&mut tx, who, &append.name, now).await?;
    let suffices = allowed.needs.is_none_or(|needs| granted.level() >= Some(needs));
    // Who may only read brings all that they have, too, and goes on where none of it is new.
    let is_known = stored.is_empty() && granted.grant > Grant::None;
    if !(is_known || granted.grant == Grant::Write && suffices) {
        return Ok(Some(Err(AppendError::NotAllowed)));
    }
    if epochs::current(&mut *tx, &append.name).await? != current.epoch {
        return Ok(None);
    }
    for step in &steps {
        if epochs::newest(&mut *tx, &step.name).await? != step.newest {
            return Ok(None);
        }
    }
    if let Some(once) = &append.key {
        match first_time(&mut tx, who, once, &at).await? {
            Ok(true) => {}
            Ok(false) => return Ok(Some(Ok(Carried { current, updates: Vec::new() }))),
            Err(error) => return Ok(Some(Err(error))),
        }
    }
    if stored.is_empty() {
        tx.commit().await?;
        return Ok(Some(Ok(Carried { current, updates })));
    }
    let brought = stored[0].late.iter().map(Vec::len).sum();
    if granted.helper.is_some()
        && !helped::take(&mut tx, &append.name.filing, &who.person, brought, limits).await?
    {
        return Ok(Some(Err(AppendError::Full)));
    }
    wrote(&mut tx, &append.name, granted.helper.as_ref(), &who.name, &allowed, now).await?;
    touch(&mut *tx, &BTreeSet::from([append.name.filing.as_str()]), &at).await?;
    let mut rows = Vec::new();
    for (step, stored) in steps.iter().zip(&stored) {
        let row = |bytes| Row { name: &step.name, person: &who.person, bytes };
        rows.extend(stored.late.iter().map(|bytes| row(bytes)));
        land(&mut tx, &step.name, &stored.landing).await?;
    }
    let row = |bytes| Row { name: &current, person: &who.person, bytes };
    rows.extend(updates.iter().map(|bytes| row(bytes)));
    insert(&mut tx, &rows, &at).await?;
    tx.commit().await?;
    Ok(Some(Ok(Carried { current, updates })))
}

/// The epochs, what each takes in as far as something is new to it, what is for the current one,
/// and what of it has to do with an assistance.
type Worked = (Vec<Step>, Vec<Stored>, Vec<Bytes>, Allowed);

/// Works that out, where all of it is theirs to bring.
fn work(
    part: Part,
    steps: Vec<Step>,
    mut late: Vec<Vec<u8>>,
    person: &str,
    help: Option<Help>,
) -> Result<Result<Worked, AppendError>, NotYjs> {
    // What is carried over is the server's own.
    let first = steps.first().map_or(&[][..], |step| &step.stored);
    if !content::are_of(first, &late, person)? {
        return Ok(Err(AppendError::Foreign));
    }
    let mut allowed = Allowed::default();
    if let Some(help) = help {
        let Some((new, does)) = help.look(part, person, first, &late)? else {
            return Ok(Err(AppendError::NotAllowed));
        };
        (late, allowed) = (new, does);
    } else if !own_words(part, first, &late, person) {
        return Ok(Err(AppendError::Foreign));
    }
    let mut all = Vec::new();
    for step in &steps {
        let carried = content::carried(&step.name, &step.stored, &late, &step.landing)?;
        let Some(carried) = carried else {
            late.clear();
            break;
        };
        let next = carried.update.into_iter().collect();
        all.push(Stored { late: std::mem::replace(&mut late, next), landing: carried.landing });
        if late.is_empty() {
            break;
        }
    }
    Ok(Ok((steps, all, late.into_iter().map(Bytes::from).collect(), allowed)))
}

/// Whether late updates of the assist document touch what is their author's alone.
fn own_words(part: Part, stored: &[Vec<u8>], late: &[Vec<u8>], person: &str) -> bool {
    if part != Part::Assist {
        return true;
    }
    let mut inspector = Inspector::new(stored.iter().map(Vec::as_slice));
    let writer = Writer { author: person, level: None, form: None };
    let mut all = late.iter().map(|update| inspector.look(update));
    all.all(|parts| parts.is_ok_and(|parts| judge(part, writer, &parts, |_| Value::Null).is_ok()))
}

async fn read_step(db: &Db, name: DocumentName) -> Result<Step, sqlx::Error> {
    let newest = epochs::newest(db.read(), &name).await?;
    let stored = read::until(db, &name, newest).await?;
    let row = sqlx::query(
        "SELECT landing FROM document_epochs WHERE filing = ? AND document = ? AND epoch = ?",
    )
    .bind(&name.filing)
    .bind(name.part.as_str())
    .bind(name.epoch + 1)
    .fetch_one(db.read())
    .await?;
    let landing = epochs::unpack(row.try_get("landing")?)?;
    Ok(Step { name, newest, stored, landing })
}

/// Notes what a closed epoch amounts to now.
async fn land(
    tx: &mut Transaction<'_, Sqlite>,
    closed: &DocumentName,
    landing: &[u8],
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE document_epochs SET landing = ? WHERE filing = ? AND document = ? AND epoch = ?",
    )
    .bind(epochs::pack(landing)?)
    .bind(&closed.filing)
    .bind(closed.part.as_str())
    .bind(closed.epoch + 1)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

//! An assistant in a filing, as its doors see them.

use bangban_contract::Text;
use bangban_contract::assistance::record::{Actor, Event};
use bangban_contract::assistance::{Assistant, Level};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{Sqlite, SqliteConnection, Transaction};

use super::{Entry, record};
use crate::store::Db;

/// The same thing is on record once in this long, so that trying again and again fills nothing.
pub(super) const ONCE: TimeDelta = TimeDelta::seconds(60);

/// Over how long refusals are counted.
const DAY: TimeDelta = TimeDelta::days(1);
/// Refusals of one person in one filing that go on record in a day. Who tries on and on is known
/// by then, and a record is for ever.
const REFUSALS: i64 = 200;

/// An assistant whom the applicant has let in.
#[derive(Clone, Debug)]
pub struct Helper {
    /// Id of the assistance.
    pub assistance: String,
    /// Who.
    pub assistant: Assistant,
    /// What they may do.
    pub level: Level,
    /// When they took it up.
    pub since: DateTime<Utc>,
    /// For whom they act, where it is by a mandate.
    pub principal: Option<Text>,
}

impl Helper {
    /// By what somebody is in a filing as an assistant at this instant, if they are.
    pub async fn find(
        db: &mut SqliteConnection,
        person: &str,
        filing: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<Self>, sqlx::Error> {
        let row = sqlx::query(
            "SELECT * FROM assistance WHERE filing = ? AND assistant = ? AND state = 'active'",
        )
        .bind(filing)
        .bind(person)
        .fetch_optional(db)
        .await?;
        let Some(entry) = row.as_ref().map(Entry::from_row).transpose()? else { return Ok(None) };
        let (Some(level), Some(assistant)) = (entry.life.level_at(now), entry.assistant) else {
            return Ok(None);
        };
        let since = entry.life.claimed_at.unwrap_or(entry.asked_at);
        Ok(Some(Self { assistance: entry.id, assistant, level, since, principal: None }))
    }

    /// Puts on record that they read something, the first time since they came.
    pub async fn reads(
        &self,
        db: &Db,
        filing: &str,
        what: &str,
        now: DateTime<Utc>,
    ) -> Result<(), sqlx::Error> {
        let event = Event::Read { what: what.to_owned() };
        let actor = self.actor();
        if record::has(db.read(), filing, &self.assistance, self.since, &actor, &event).await? {
            return Ok(());
        }
        let mut tx = db.begin().await?;
        self.notes(&mut tx, filing, event, self.since, now).await?;
        tx.commit().await
    }

    /// Puts on record what they did, once in a while where they go on doing it.
    pub async fn does(
        &self,
        tx: &mut Transaction<'_, Sqlite>,
        filing: &str,
        event: Event,
        now: DateTime<Utc>,
    ) -> Result<(), sqlx::Error> {
        self.notes(tx, filing, event, now - ONCE, now).await
    }

    /// Puts on record that a call with them began or is over.
    pub async fn called(
        &self,
        db: &Db,
        filing: &str,
        actor: Actor,
        event: Event,
        now: DateTime<Utc>,
    ) -> Result<(), sqlx::Error> {
        let mut tx = db.begin().await?;
        record::append(&mut tx, filing, &self.assistance, now, actor, event).await?;
        tx.commit().await
    }

    async fn notes(
        &self,
        tx: &mut Transaction<'_, Sqlite>,
        filing: &str,
        event: Event,
        unless_since: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), sqlx::Error> {
        let actor = self.actor();
        if record::has(&mut **tx, filing, &self.assistance, unless_since, &actor, &event).await? {
            return Ok(());
        }
        record::append(tx, filing, &self.assistance, now, actor, event).await
    }

    fn actor(&self) -> Actor {
        Actor { principal: self.principal.clone(), ..record::assistant(&self.assistant) }
    }
}

/// Puts on record that an assistant tried what is not theirs in a filing: the applicant reads it.
/// Where they were never let in, there is no assistance to name.
pub async fn denied(
    db: &Db,
    assistant: &Assistant,
    filing: &str,
    what: &str,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    let mut tx = db.begin().await?;
    denied_in(&mut tx, assistant, filing, what, now).await?;
    tx.commit().await
}

/// The same, in a transaction that goes on.
pub async fn denied_in(
    tx: &mut Transaction<'_, Sqlite>,
    assistant: &Assistant,
    filing: &str,
    what: &str,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    let there = sqlx::query(
        "SELECT 1 FROM filing WHERE id = ?1 UNION ALL SELECT 1 FROM mandate WHERE id = ?1",
    );
    let there = there.bind(filing);
    if there.fetch_optional(&mut **tx).await?.is_none() {
        return Ok(());
    }
    let last = "SELECT * FROM assistance WHERE filing = ? ORDER BY asked_at DESC LIMIT 20";
    let all = Entry::list(&mut **tx, last, filing).await?;
    let is_theirs =
        |entry: &&Entry| entry.assistant.as_ref().is_some_and(|one| one.id == assistant.id);
    let assistance = all.iter().find(is_theirs).map_or(String::new(), |entry| entry.id.clone());
    let event = Event::Denied { what: what.to_owned() };
    let actor = record::assistant(assistant);
    if record::has(&mut **tx, filing, &assistance, now - ONCE, &actor, &event).await?
        || record::refusals(&mut **tx, filing, &actor, now - DAY).await? >= REFUSALS
    {
        return Ok(());
    }
    record::append(tx, filing, &assistance, now, actor, event).await
}

//! An assistance as it is stored.

use std::collections::BTreeMap;

use bangban_contract::Text;
use bangban_contract::assistance::{About, Assistant, Rating, Side};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::sqlite::SqliteRow;
use sqlx::{Executor, Row, Sqlite, Transaction};

use super::desk::Desks;
use super::life::Life;
use crate::app::AppState;
use crate::filings::columns::{json, json_option, read, read_option, read_word, word};
use crate::http::ApiError;
use crate::session::Current;

/// That a side is there is noted no oftener than this.
const NOTED: TimeDelta = TimeDelta::seconds(10);

/// A request for help and what came of it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Opaque id.
    pub id: String,
    /// Grows with every change.
    pub version: i64,
    /// Id of who asked.
    pub applicant: String,
    /// Their name.
    pub applicant_name: Text,
    /// The filing it is about.
    pub filing: Option<String>,
    /// What it is about.
    pub about: About,
    /// The station in whose queue it is.
    pub station: String,
    /// The booked time.
    pub slot: Option<DateTime<Utc>>,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// When an assistant first took it up.
    pub first_claim_at: Option<DateTime<Utc>>,
    /// Who helps.
    pub assistant: Option<Assistant>,
    /// How it stands.
    pub life: Life,
    /// What was answered without joining.
    pub reply: Option<String>,
    /// What the applicant said of it.
    pub rating: Option<Rating>,
}

fn millis(row: &SqliteRow, column: &str) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    let at: Option<i64> = row.try_get(column)?;
    Ok(at.and_then(DateTime::from_timestamp_millis))
}

fn word_option<T: serde::de::DeserializeOwned>(
    row: &SqliteRow,
    column: &str,
) -> Result<Option<T>, sqlx::Error> {
    let there: Option<&str> = row.try_get(column)?;
    there.map(|_| read_word(row, column)).transpose()
}

impl Entry {
    pub(super) fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let must = |column| Ok::<_, sqlx::Error>(millis(row, column)?.unwrap_or_default());
        let stars: Option<u8> = row.try_get("stars")?;
        let text: Option<String> = row.try_get("rating_text")?;
        Ok(Self {
            id: row.try_get("id")?,
            version: row.try_get("version")?,
            applicant: row.try_get("applicant")?,
            applicant_name: read(row, "applicant_name")?,
            filing: row.try_get("filing")?,
            about: read(row, "about")?,
            station: row.try_get("station")?,
            slot: millis(row, "slot")?,
            asked_at: must("asked_at")?,
            first_claim_at: millis(row, "first_claim_at")?,
            assistant: read_option(row, "assistant_facts")?,
            life: Life {
                state: read_word(row, "state")?,
                due_at: must("due_at")?,
                claimed_at: millis(row, "claimed_at")?,
                longer: row.try_get("longer")?,
                consented_at: millis(row, "consented_at")?,
                acted_at: must("acted_at")?,
                applicant_seen: must("applicant_seen")?,
                assistant_seen: must("assistant_seen")?,
                wanted: word_option(row, "wanted")?,
                level: word_option(row, "level")?,
                ended: word_option(row, "ended")?,
            },
            reply: row.try_get("reply")?,
            rating: stars.map(|stars| Rating { stars, text: text.unwrap_or_default() }),
        })
    }

    /// The one of this id.
    pub(super) async fn find<'e, E>(db: E, id: &str) -> Result<Self, ApiError>
    where
        E: Executor<'e, Database = Sqlite>,
    {
        let row = sqlx::query("SELECT * FROM assistance WHERE id = ?").bind(id);
        let row = row.fetch_optional(db).await?.ok_or_else(ApiError::not_found)?;
        Ok(Self::from_row(&row)?)
    }

    /// The one of this id, with the side on which a session is. Asking says that it is there.
    pub async fn seen_by(
        state: &AppState,
        id: &str,
        current: &Current,
    ) -> Result<(Side, Self), ApiError> {
        let entry = Self::find(state.db.read(), id).await?;
        let side = entry.side(current).ok_or_else(ApiError::not_found)?;
        let now = state.clock.now();
        let last = match side {
            Side::Applicant => entry.life.applicant_seen,
            Side::Assistant => entry.life.assistant_seen,
        };
        if entry.life.ended.is_none() && now - last >= NOTED {
            seen(state.db.write(), id, side, now).await?;
        }
        Ok((side, entry))
    }

    /// What a person has asked for: what is open, and the last one that is over, within a day,
    /// and not rated.
    pub async fn of_applicant(state: &AppState, person: &str) -> Result<Vec<Self>, ApiError> {
        let all = "SELECT * FROM assistance WHERE applicant = ? ORDER BY asked_at DESC LIMIT 2";
        let mut all = Self::list(state.db.read(), all, person).await?;
        let yesterday = state.clock.now() - TimeDelta::days(1);
        let mut is_first = true;
        all.retain(|one| {
            let to_rate = is_first
                && one.assistant.is_some()
                && one.rating.is_none()
                && one.asked_at > yesterday;
            let stays = one.life.ended.is_none() || to_rate;
            is_first &= one.life.ended.is_none();
            stays
        });
        Ok(all)
    }

    /// On which side of it a session is. Who is on none does not know that it exists; an
    /// assistant of the station, who may take it up, is on its side while it waits.
    pub fn side(&self, current: &Current) -> Option<Side> {
        let person = &current.identity.person;
        if current.only_filing.is_some() && current.only_filing != self.filing {
            return None;
        }
        if person.id == self.applicant && person.desk.is_none() {
            return Some(Side::Applicant);
        }
        let desk = person.desk.as_ref()?;
        let theirs = match &self.assistant {
            Some(assistant) => assistant.id == person.id,
            None => desk.station == self.station,
        };
        theirs.then_some(Side::Assistant)
    }

    /// Those that fit the condition, which is the program's own text.
    pub(super) async fn list<'e, E>(
        db: E,
        condition: &'static str,
        value: &str,
    ) -> Result<Vec<Self>, sqlx::Error>
    where
        E: Executor<'e, Database = Sqlite>,
    {
        let rows = sqlx::query(condition).bind(value).fetch_all(db).await?;
        rows.iter().map(Self::from_row).collect()
    }

    pub(super) async fn insert(&self, tx: &mut Transaction<'_, Sqlite>) -> Result<(), sqlx::Error> {
        sqlx::query(
            "INSERT INTO assistance (id, applicant, applicant_name, filing, about, station, slot, \
             asked_at, state, due_at, acted_at, applicant_seen, assistant_seen) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(&self.id)
        .bind(&self.applicant)
        .bind(json(&self.applicant_name)?)
        .bind(&self.filing)
        .bind(json(&self.about)?)
        .bind(&self.station)
        .bind(self.slot.map(|at| at.timestamp_millis()))
        .bind(self.asked_at.timestamp_millis())
        .bind(word(&self.life.state))
        .bind(self.life.due_at.timestamp_millis())
        .bind(self.life.acted_at.timestamp_millis())
        .bind(self.life.applicant_seen.timestamp_millis())
        .bind(self.life.assistant_seen.timestamp_millis())
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// Writes a change as the next version.
    pub(super) async fn save(
        &mut self,
        tx: &mut Transaction<'_, Sqlite>,
    ) -> Result<(), sqlx::Error> {
        self.version += 1;
        let life = &self.life;
        sqlx::query(
            "UPDATE assistance SET version = ?, station = ?, first_claim_at = ?, assistant = ?, \
             assistant_facts = ?, state = ?, claimed_at = ?, consented_at = ?, acted_at = ?, \
             applicant_seen = ?, assistant_seen = ?, wanted = ?, level = ?, ended = ?, reply = ?, \
             stars = ?, rating_text = ?, longer = ? WHERE id = ?",
        )
        .bind(self.version)
        .bind(&self.station)
        .bind(self.first_claim_at.map(|at| at.timestamp_millis()))
        .bind(self.assistant.as_ref().map(|one| &one.id))
        .bind(json_option(self.assistant.as_ref())?)
        .bind(word(&life.state))
        .bind(life.claimed_at.map(|at| at.timestamp_millis()))
        .bind(life.consented_at.map(|at| at.timestamp_millis()))
        .bind(life.acted_at.timestamp_millis())
        .bind(life.applicant_seen.timestamp_millis())
        .bind(life.assistant_seen.timestamp_millis())
        .bind(life.wanted.as_ref().map(word))
        .bind(life.level.as_ref().map(word))
        .bind(life.ended.as_ref().map(word))
        .bind(&self.reply)
        .bind(self.rating.as_ref().map(|one| one.stars))
        .bind(self.rating.as_ref().map(|one| &one.text))
        .bind(life.longer)
        .bind(&self.id)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// What the applicant shows to who helps now.
    pub(super) fn shown(&self, desks: &Desks) -> BTreeMap<String, String> {
        let to = self.assistant.as_ref();
        to.map(|one| desks.shown(&self.id, &one.id)).unwrap_or_default()
    }

    /// What the record calls it: the filing, or itself where there is none.
    pub(super) fn subject(&self) -> &str {
        self.filing.as_deref().unwrap_or(&self.id)
    }
}

/// Notes that a side is there.
async fn seen<'e, E>(db: E, id: &str, side: Side, now: DateTime<Utc>) -> Result<(), sqlx::Error>
where
    E: Executor<'e, Database = Sqlite>,
{
    let statement = match side {
        Side::Applicant => "UPDATE assistance SET applicant_seen = ? WHERE id = ?",
        Side::Assistant => "UPDATE assistance SET assistant_seen = ? WHERE id = ?",
    };
    sqlx::query(statement).bind(now.timestamp_millis()).bind(id).execute(db).await?;
    Ok(())
}

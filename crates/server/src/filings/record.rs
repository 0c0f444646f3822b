//! A filing as it is stored, who may see it, and how a change is written.

use std::collections::BTreeSet;

use bangban_contract::Text;
use bangban_contract::filing::{FilingState, FilingSummary, SpecialNotice, Supplement};
use bangban_contract::session::{Party, PartyKind};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::sqlite::SqliteRow;
use sqlx::{Executor, Row, Sqlite, Transaction};

use super::columns::{json, json_option, list, read, read_date, read_option, read_word, word};
use crate::clock::rfc3339;
use crate::http::{ApiError, Caller, Reviewer};
use crate::review::lifecycle::Facts;
use crate::review::limit::Standstill;

/// A filing (办件).
#[derive(Clone, Debug)]
pub struct Record {
    /// Opaque id.
    pub id: String,
    /// Id of who began it.
    pub person: String,
    /// Their name.
    pub person_name: Text,
    /// For whom it is made.
    pub party: Party,
    /// Id of the item.
    pub item: String,
    /// Its name at the time.
    pub item_name: Text,
    /// Id of the department.
    pub department: String,
    /// Its name.
    pub department_name: Text,
    /// Promised time limit, working days.
    pub promised_days: u16,
    /// Version of the form that it was begun with.
    pub form_version: String,
    /// Where it stands.
    pub state: FilingState,
    /// Grows with every change.
    pub version: i64,
    /// Acceptance number.
    pub number: Option<String>,
    /// When it was begun.
    pub created_at: String,
    /// When it last changed.
    pub updated_at: String,
    /// When it was first submitted.
    pub submitted_at: Option<String>,
    /// Date of the last submission.
    pub received_on: Option<NaiveDate>,
    /// Date of acceptance.
    pub accepted_on: Option<NaiveDate>,
    /// Promised by which date; absent while the limit stands still.
    pub promised_on: Option<NaiveDate>,
    /// When the limit stood still.
    pub suspensions: Vec<Standstill>,
    /// How often was told what to mend.
    pub supplements: u32,
    /// What has to be mended, while that is awaited.
    pub supplement: Option<Supplement>,
    /// The running special procedure.
    pub special: Option<SpecialNotice>,
    /// Why it was refused or not accepted.
    pub reason: Option<Text>,
    /// What was submitted last.
    pub answers: Option<Value>,
    /// A reviewer has taken it into their own hands.
    pub by_hand: bool,
    /// Who began it for the applicant under a mandate.
    pub agent: Option<Text>,
}

impl Record {
    /// A filing from its row.
    pub fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: row.try_get("id")?,
            person: row.try_get("person")?,
            person_name: read(row, "person_name")?,
            party: read(row, "party_facts")?,
            item: row.try_get("item")?,
            item_name: read(row, "item_name")?,
            department: row.try_get("department")?,
            department_name: read(row, "department_name")?,
            promised_days: row.try_get("promised_days")?,
            form_version: row.try_get("form_version")?,
            state: read_word(row, "state")?,
            version: row.try_get("version")?,
            number: row.try_get("number")?,
            created_at: row.try_get("created_at")?,
            updated_at: row.try_get("updated_at")?,
            submitted_at: row.try_get("submitted_at")?,
            received_on: read_date(row, "received_on")?,
            accepted_on: read_date(row, "accepted_on")?,
            promised_on: read_date(row, "promised_on")?,
            suspensions: read(row, "suspensions")?,
            supplements: row.try_get("supplements")?,
            supplement: read_option(row, "supplement")?,
            special: read_option(row, "special")?,
            reason: read_option(row, "reason")?,
            answers: read_option(row, "answers")?,
            by_hand: row.try_get("by_hand")?,
            agent: read_option(row, "agent")?,
        })
    }

    /// The applicant's own filing; it does not exist for anyone else, nor for who may no longer
    /// act for the party.
    pub async fn of_applicant<'e, E>(db: E, caller: &Caller, id: &str) -> Result<Self, ApiError>
    where
        E: Executor<'e, Database = Sqlite>,
    {
        let row = sqlx::query("SELECT * FROM filing WHERE id = ? AND person = ?")
            .bind(id)
            .bind(&caller.person.id)
            .fetch_optional(db)
            .await?
            .ok_or_else(ApiError::not_found)?;
        let record = Self::from_row(&row)?;
        if caller.may_act_for(&record.party.id).is_none() || !caller.may_open(&record.id) {
            return Err(ApiError::not_found());
        }
        Ok(record)
    }

    /// A filing that was submitted to the reviewer's department; no other exists for them.
    pub async fn of_reviewer<'e, E>(db: E, reviewer: &Reviewer, id: &str) -> Result<Self, ApiError>
    where
        E: Executor<'e, Database = Sqlite>,
    {
        let row = sqlx::query(
            "SELECT * FROM filing WHERE id = ? AND department = ? AND state <> 'draft'",
        )
        .bind(id)
        .bind(&reviewer.department)
        .fetch_optional(db)
        .await?
        .ok_or_else(ApiError::not_found)?;
        Ok(Self::from_row(&row)?)
    }

    /// Any filing, for the server's own tasks.
    pub async fn any<'e, E>(db: E, id: &str) -> Result<Option<Self>, sqlx::Error>
    where
        E: Executor<'e, Database = Sqlite>,
    {
        let row =
            sqlx::query("SELECT * FROM filing WHERE id = ?").bind(id).fetch_optional(db).await?;
        row.as_ref().map(Self::from_row).transpose()
    }

    /// What a list shows.
    pub fn summary(&self) -> FilingSummary {
        FilingSummary {
            id: self.id.clone(),
            item: self.item.clone(),
            item_name: self.item_name.clone(),
            department_name: self.department_name.clone(),
            party: self.party.clone(),
            state: self.state,
            number: self.number.clone(),
            created_at: self.created_at.clone(),
            updated_at: self.updated_at.clone(),
            submitted_at: self.submitted_at.clone(),
            promised_on: self.promised_on.map(|day| day.to_string()),
            agent: self.agent.clone(),
        }
    }

    /// What the rules of its life look at.
    pub fn facts(&self, today: NaiveDate) -> Facts {
        Facts {
            today,
            received_on: self.received_on,
            supplements: self.supplements,
            supplement_due: self.supplement.as_ref().and_then(|s| s.due_on.parse().ok()),
        }
    }

    /// Whether the party is an organisation.
    pub fn is_organisation(&self) -> bool {
        self.party.kind == PartyKind::Organisation
    }

    /// Writes a new filing.
    pub(crate) async fn insert(&self, tx: &mut Transaction<'_, Sqlite>) -> Result<(), sqlx::Error> {
        sqlx::query(
            "INSERT INTO filing (id, person, person_name, party, party_facts, item, item_name, \
             department, department_name, promised_days, form_version, state, version, \
             created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(&self.id)
        .bind(&self.person)
        .bind(json(&self.person_name)?)
        .bind(&self.party.id)
        .bind(json(&self.party)?)
        .bind(&self.item)
        .bind(json(&self.item_name)?)
        .bind(&self.department)
        .bind(json(&self.department_name)?)
        .bind(self.promised_days)
        .bind(&self.form_version)
        .bind(word(&self.state))
        .bind(self.version)
        .bind(&self.created_at)
        .bind(&self.updated_at)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// Writes a change as the next version. The transaction has the only pen, so what was read
    /// in it is still so.
    pub async fn save(
        &mut self,
        tx: &mut Transaction<'_, Sqlite>,
        now: DateTime<Utc>,
    ) -> Result<(), sqlx::Error> {
        self.version += 1;
        self.updated_at = rfc3339(now);
        sqlx::query(
            "UPDATE filing SET state = ?, version = ?, number = ?, updated_at = ?, \
             submitted_at = ?, received_on = ?, accepted_on = ?, promised_on = ?, \
             suspensions = ?, supplements = ?, supplement = ?, special = ?, reason = ?, \
             answers = ?, by_hand = ?, form_version = ? WHERE id = ?",
        )
        .bind(word(&self.state))
        .bind(self.version)
        .bind(&self.number)
        .bind(&self.updated_at)
        .bind(&self.submitted_at)
        .bind(self.received_on.map(|day| day.to_string()))
        .bind(self.accepted_on.map(|day| day.to_string()))
        .bind(self.promised_on.map(|day| day.to_string()))
        .bind(json(&self.suspensions)?)
        .bind(self.supplements)
        .bind(json_option(self.supplement.as_ref())?)
        .bind(json_option(self.special.as_ref())?)
        .bind(json_option(self.reason.as_ref())?)
        .bind(self.answers.as_ref().map(super::canonical::text))
        .bind(self.by_hand)
        .bind(&self.form_version)
        .bind(&self.id)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}

/// Notes that the draft or the files of these changed, so that lists on every device show when somebody
/// last worked on them. The version stays: it is that of what was decided and submitted.
pub async fn touch<'e, E>(db: E, filings: &BTreeSet<&str>, at: &str) -> Result<(), sqlx::Error>
where
    E: Executor<'e, Database = Sqlite>,
{
    sqlx::query(
        "UPDATE filing SET updated_at = ?1 \
         WHERE id IN (SELECT value FROM json_each(?2)) AND updated_at < ?1 \
         AND state IN ('draft', 'supplement-requested')",
    )
    .bind(at)
    .bind(list(filings))
    .execute(db)
    .await?;
    Ok(())
}

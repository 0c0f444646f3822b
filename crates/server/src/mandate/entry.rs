//! A mandate as it is stored.

use bangban_contract::Text;
use bangban_contract::mandate::{
    Mandate, MandateAct, MandateAgent, MandateSide, MandateState, MandateVersion, PARTY,
};
use bangban_contract::session::{Party, Person};
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, Sqlite, SqliteConnection, Transaction};

use super::rules::{self, Facts};
use crate::clock::date_of;
use crate::filings::columns::{json, json_option, read, read_option, read_word, word};
use crate::http::ApiError;
use crate::session::Identity;

/// A mandate with the versions that matter.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Opaque id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// Grows with every change.
    pub version: i64,
    /// Id of who gives it.
    pub principal: String,
    /// Their name.
    pub principal_name: Text,
    /// The party that is the principal, as it was then.
    pub party: Party,
    /// Who acts.
    pub agent: MandateAgent,
    /// Why somebody else acts.
    pub reason: String,
    /// When it was drawn up.
    pub created_at: String,
    /// The version in force, or the last one that was.
    pub current: Option<MandateVersion>,
    /// The version that waits.
    pub offer: Option<MandateVersion>,
    /// How and when it was ended.
    pub ended: Option<(MandateState, String)>,
    /// Why, in words.
    pub end_reason: Option<String>,
    /// Whether who gave it may still act for the party. What they may not do nobody does for them.
    pub stands: bool,
}

fn version(row: &SqliteRow) -> Result<MandateVersion, sqlx::Error> {
    Ok(MandateVersion {
        seq: row.try_get("seq")?,
        terms: read(row, "terms")?,
        items: read(row, "items")?,
        text: read(row, "text")?,
        signed: read_option(row, "signed")?,
        accepted: read_option(row, "accepted")?,
    })
}

impl Entry {
    /// From its row, with its versions.
    pub(super) async fn of_row(
        db: &mut SqliteConnection,
        row: &SqliteRow,
    ) -> Result<Self, sqlx::Error> {
        let id: String = row.try_get("id")?;
        let (current, offer): (Option<u32>, Option<u32>) =
            (row.try_get("current")?, row.try_get("offer")?);
        let rows = sqlx::query("SELECT * FROM mandate_version WHERE mandate = ? AND seq IN (?, ?)")
            .bind(&id)
            .bind(current)
            .bind(offer)
            .fetch_all(&mut *db)
            .await?;
        let stands = sqlx::query(
            "SELECT EXISTS (SELECT 1 FROM may_act WHERE person = ? AND party = ?) AS stands",
        )
        .bind(row.try_get::<&str, _>("principal")?)
        .bind(row.try_get::<&str, _>("party")?)
        .fetch_one(db)
        .await?;
        let all = rows.iter().map(version).collect::<Result<Vec<_>, _>>()?;
        let find = |seq: Option<u32>| all.iter().find(|one| Some(one.seq) == seq).cloned();
        let ended: Option<&str> = row.try_get("ended")?;
        let ended = match ended {
            Some(_) => Some((read_word(row, "ended")?, row.try_get("ended_at")?)),
            None => None,
        };
        Ok(Self {
            number: row.try_get("number")?,
            version: row.try_get("version")?,
            principal: row.try_get("principal")?,
            principal_name: read(row, "principal_name")?,
            party: read(row, "party_facts")?,
            agent: MandateAgent {
                is_station: row.try_get("is_station")?,
                id: row.try_get("agent")?,
                name: read(row, "agent_name")?,
            },
            reason: row.try_get("reason")?,
            created_at: row.try_get("created_at")?,
            current: find(current),
            offer: find(offer),
            ended,
            end_reason: row.try_get("end_reason")?,
            stands: stands.try_get("stands")?,
            id,
        })
    }

    /// The one of this id.
    pub async fn find(db: &mut SqliteConnection, id: &str) -> Result<Self, ApiError> {
        let row = sqlx::query("SELECT * FROM mandate WHERE id = ?").bind(id);
        let row = row.fetch_optional(&mut *db).await?.ok_or_else(ApiError::not_found)?;
        Ok(Self::of_row(db, &row).await?)
    }

    /// Those of a person: given by them or in the name of a party for whom they may act, or to them
    /// or their station. The newest first.
    pub async fn of_person(
        db: &mut SqliteConnection,
        identity: &Identity,
    ) -> Result<Vec<Self>, sqlx::Error> {
        let person = &identity.person;
        let parties: Vec<&String> = identity.parties.iter().map(|party| &party.id).collect();
        let station = person.desk.as_ref().map(|desk| &desk.station);
        let rows = sqlx::query(
            "SELECT * FROM mandate WHERE (?2 IS NULL AND party IN (SELECT value FROM json_each(?3))) \
             OR ((?2 IS NULL AND is_station = 0 AND agent = ?1 \
                  OR is_station = 1 AND agent = ?2) \
                 AND EXISTS (SELECT 1 FROM mandate_version v \
                             WHERE v.mandate = mandate.id AND v.signed IS NOT NULL)) \
             ORDER BY created_at DESC, id LIMIT 200",
        )
        .bind(&person.id)
        .bind(station)
        .bind(json(&parties)?)
        .fetch_all(&mut *db)
        .await?;
        let mut all = Vec::with_capacity(rows.len());
        for row in &rows {
            all.push(Self::of_row(&mut *db, row).await?);
        }
        Ok(all)
    }

    /// On which side somebody is. The agent knows of it once it is signed. On the principal's are
    /// who gave it, and whoever else may act for the same firm now: a firm outlives its clerks.
    pub fn side(&self, identity: &Identity) -> Option<MandateSide> {
        if self.is_agent(&identity.person) && identity.person.id != self.principal {
            return self.is_signed().then_some(MandateSide::Agent);
        }
        let acts = identity.parties.iter().any(|party| party.id == self.party.id);
        (identity.person.desk.is_none() && acts).then_some(MandateSide::Principal)
    }

    /// The last day on which its agent could act, once it is over.
    pub fn last_day(&self, today: NaiveDate) -> Option<String> {
        if !self.facts().state(today).is_over() {
            return None;
        }
        let ended = self.ended.as_ref().and_then(|(_, at)| at.parse::<DateTime<Utc>>().ok());
        let ended = ended.map(|at| date_of(at).to_string());
        let term = self.current.as_ref().map(|one| one.terms.until.clone());
        // What has run out and was revoked later was over with its last day.
        ended.into_iter().chain(term).min()
    }

    /// Whether a version was signed, which is when its agent may know of it.
    pub fn is_signed(&self) -> bool {
        self.current.is_some() || self.offer.as_ref().is_some_and(|one| one.signed.is_some())
    }

    /// Whether somebody gave it, and so signs it and changes it. Others of the firm may read and
    /// revoke it.
    pub fn is_given_by(&self, identity: &Identity) -> bool {
        identity.person.id == self.principal && self.side(identity) == Some(MandateSide::Principal)
    }

    /// What its agent may do in an item on a day.
    pub fn allowed(&self, item: &str, today: NaiveDate) -> Vec<MandateAct> {
        if self.stands { rules::allowed(&self.facts(), item, today) } else { Vec::new() }
    }

    /// Whether somebody is its agent, or works at the station that is.
    pub fn is_agent(&self, person: &Person) -> bool {
        match (&person.desk, self.agent.is_station) {
            (Some(desk), true) => desk.station == self.agent.id,
            (None, false) => person.id == self.agent.id,
            _ => false,
        }
    }

    /// What the rules look at.
    pub fn facts(&self) -> Facts<'_> {
        Facts {
            current: self.current.as_ref().map(|one| &one.terms),
            offer: self.offer.as_ref().map(|one| one.signed.is_some()),
            ended: self.ended.as_ref().map(|(how, _)| *how),
        }
    }

    /// As one of its sides sees it.
    pub fn tell(&self, side: MandateSide, today: NaiveDate) -> Mandate {
        // What the principal has not signed yet is not the agent's to know.
        let may_know =
            |one: &&MandateVersion| side == MandateSide::Principal || one.signed.is_some();
        Mandate {
            id: self.id.clone(),
            number: self.number.clone(),
            version: self.version,
            side,
            state: self.facts().state(today),
            principal: self.principal_name.clone(),
            party: self.party.name.clone(),
            agent: self.agent.clone(),
            current: self.current.clone(),
            offer: self.offer.as_ref().filter(may_know).cloned(),
            created_at: self.created_at.clone(),
            ended_at: self.ended.as_ref().map(|(_, at)| at.clone()),
            end_reason: self.end_reason.clone(),
            filings: Vec::new(),
        }
    }

    /// The principal as the agent acts for them.
    pub fn acted_for(&self) -> Party {
        Party {
            id: format!("{PARTY}{}", self.id),
            kind: self.party.kind,
            name: self.party.name.clone(),
            relation: Text::new(
                format!("受托办理（{}）", self.number),
                format!("Under mandate {}", self.number),
            ),
        }
    }

    pub(super) async fn insert(&self, tx: &mut Transaction<'_, Sqlite>) -> Result<(), sqlx::Error> {
        sqlx::query(
            "INSERT INTO mandate (id, number, principal, principal_name, party, party_facts, \
             is_station, agent, agent_name, reason, created_at, offer) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
        )
        .bind(&self.id)
        .bind(&self.number)
        .bind(&self.principal)
        .bind(json(&self.principal_name)?)
        .bind(&self.party.id)
        .bind(json(&self.party)?)
        .bind(self.agent.is_station)
        .bind(&self.agent.id)
        .bind(json(&self.agent.name)?)
        .bind(&self.reason)
        .bind(&self.created_at)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// Adds a version, or writes its signature and acceptance.
    pub(super) async fn put(
        &self,
        tx: &mut Transaction<'_, Sqlite>,
        version: &MandateVersion,
    ) -> Result<(), sqlx::Error> {
        sqlx::query(
            "INSERT INTO mandate_version (mandate, seq, terms, items, text, signed, accepted) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
             ON CONFLICT (mandate, seq) DO UPDATE SET signed = ?6, accepted = ?7",
        )
        .bind(&self.id)
        .bind(version.seq)
        .bind(json(&version.terms)?)
        .bind(json(&version.items)?)
        .bind(json(&version.text)?)
        .bind(json_option(version.signed.as_ref())?)
        .bind(json_option(version.accepted.as_ref())?)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// The number of the next version.
    pub(super) async fn next_seq(
        &self,
        tx: &mut Transaction<'_, Sqlite>,
    ) -> Result<u32, sqlx::Error> {
        let row = sqlx::query("SELECT max(seq) + 1 AS next FROM mandate_version WHERE mandate = ?");
        row.bind(&self.id).fetch_one(&mut **tx).await?.try_get("next")
    }

    /// Writes a change.
    pub(super) async fn save(
        &mut self,
        tx: &mut Transaction<'_, Sqlite>,
    ) -> Result<(), sqlx::Error> {
        self.version += 1;
        sqlx::query(
            "UPDATE mandate SET version = ?, current = ?, offer = ?, ended = ?, ended_at = ?, \
             end_reason = ? WHERE id = ?",
        )
        .bind(self.version)
        .bind(self.current.as_ref().map(|one| one.seq))
        .bind(self.offer.as_ref().map(|one| one.seq))
        .bind(self.ended.as_ref().map(|(how, _)| word(how)))
        .bind(self.ended.as_ref().map(|(_, at)| at))
        .bind(&self.end_reason)
        .bind(&self.id)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}

/// The principals for whom a person may act today, as parties.
pub async fn parties_of(
    db: &mut SqliteConnection,
    person: &str,
    today: NaiveDate,
) -> Result<Vec<Party>, sqlx::Error> {
    let rows = sqlx::query(
        "SELECT * FROM mandate WHERE agent = ? AND is_station = 0 AND ended IS NULL \
         AND current IS NOT NULL ORDER BY created_at, id",
    )
    .bind(person)
    .fetch_all(&mut *db)
    .await?;
    let mut all = Vec::new();
    for row in &rows {
        let entry = Entry::of_row(&mut *db, row).await?;
        let covers = entry.current.iter().flat_map(|one| &one.terms.items);
        let may = covers.into_iter().any(|item| !entry.allowed(item, today).is_empty());
        if may {
            all.push(entry.acted_for());
        }
    }
    Ok(all)
}

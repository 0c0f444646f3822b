//! Who acts for a principal in a filing, and what they may do there now. It is asked anew at each
//! door, so that what narrows or ends a mandate takes effect at once.

use bangban_contract::Text;
use bangban_contract::assistance::record::Event;
use bangban_contract::assistance::{Assistant, Level};
use bangban_contract::mandate::{MandateAct, NoticeKind, PARTY};
use bangban_contract::session::Person;
use chrono::{DateTime, Utc};
use sqlx::{Row, Sqlite, SqliteConnection, Transaction};

use super::Entry;
use super::notices::{self, Told};
use crate::app::AppState;
use crate::assistance::{Helper, record};
use crate::clock::date_of;
use crate::filings::Record;
use crate::filings::columns::read;
use crate::http::{ApiError, Caller};
use crate::realtime::access::Who;
use crate::session::Current;

/// Somebody who acts in a filing by a mandate.
#[derive(Clone, Debug)]
pub struct Agency {
    /// The mandate.
    pub entry: Entry,
    /// Who acts.
    pub agent: Assistant,
    /// What they may do now; nothing once it is over or does not cover the item.
    pub acts: Vec<MandateAct>,
}

/// A person as the record names them when they act for another. Who has no badge has no number.
pub fn as_agent(person: &Person) -> Assistant {
    let number = person.desk.as_ref().map(|desk| desk.number.clone()).unwrap_or_default();
    Assistant { id: person.id.clone(), name: person.name.clone(), number }
}

/// An agent and the principal in one, for papers and the timeline.
pub fn on_behalf(agent: &Assistant, principal: &Text) -> Text {
    let number = if agent.number.is_empty() { String::new() } else { format!(" {}", agent.number) };
    let (name, _) = agent.name.pick(true);
    let (for_whom, _) = principal.pick(true);
    Text::new(
        format!("{}{number}（受{}委托）", agent.name.zh, principal.zh),
        format!("{name}{number} (for {for_whom})"),
    )
}

impl Agency {
    /// By which mandate somebody is in a filing, if they are; it may be over.
    pub async fn find(
        db: &mut SqliteConnection,
        filing: &str,
        agent: &Assistant,
        now: DateTime<Utc>,
    ) -> Result<Option<Self>, sqlx::Error> {
        let row = sqlx::query(
            "SELECT m.*, f.item AS filed FROM filing f JOIN mandate m ON m.id = f.mandate \
             WHERE f.id = ?",
        )
        .bind(filing)
        .fetch_optional(&mut *db)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let entry = Entry::of_row(db, &row).await?;
        let item: String = row.try_get("filed")?;
        let acts = entry.allowed(&item, date_of(now));
        Ok(Some(Self { entry, agent: agent.clone(), acts }))
    }

    /// As the documents' doors see who asks; nobody, where they are not its agent now.
    pub async fn of_station_or_person(
        db: &mut SqliteConnection,
        filing: &str,
        agent: &Assistant,
        who: &Who,
        now: DateTime<Utc>,
    ) -> Result<Option<Helper>, sqlx::Error> {
        let found = Self::find(db, filing, agent, now).await?;
        let is_theirs = |one: &Self| match (&who.station, one.entry.agent.is_station) {
            (Some(station), true) => *station == one.entry.agent.id,
            (None, false) => who.person == one.entry.agent.id,
            _ => false,
        };
        Ok(found.filter(is_theirs).and_then(|one| one.helper()))
    }

    /// Whether it lets them.
    pub fn may(&self, act: MandateAct) -> bool {
        self.acts.contains(&act)
    }

    /// As the documents' doors see them; nobody, once nothing is allowed.
    pub fn helper(&self) -> Option<Helper> {
        if self.acts.is_empty() {
            return None;
        }
        let since = self.entry.current.as_ref().and_then(|one| one.accepted.as_ref());
        let since = since.and_then(|one| one.at.parse().ok()).unwrap_or_default();
        Some(Helper {
            assistance: self.entry.id.clone(),
            assistant: self.agent.clone(),
            level: if self.may(MandateAct::Fill) { Level::Fill } else { Level::Look },
            since,
            principal: Some(self.entry.party.name.clone()),
        })
    }

    /// Both persons, for papers and the timeline.
    pub fn name(&self) -> Text {
        on_behalf(&self.agent, &self.entry.party.name)
    }

    /// Puts on record what they did, and tells the principal.
    pub async fn did(
        &self,
        tx: &mut Transaction<'_, Sqlite>,
        filing: (&str, &Text),
        event: Event,
        kind: Option<NoticeKind>,
        now: DateTime<Utc>,
    ) -> Result<(), sqlx::Error> {
        let mut actor = record::assistant(&self.agent);
        actor.principal = Some(self.entry.party.name.clone());
        record::append(tx, filing.0, &self.entry.id, now, actor, event).await?;
        let Some(kind) = kind else { return Ok(()) };
        let told = Told {
            person: &self.entry.principal,
            kind,
            by: &self.agent.name,
            mandate: &self.entry.id,
            filing: Some(filing),
        };
        notices::tell(tx, &told, now).await
    }
}

/// Whether somebody is the agent of a mandate: the one that is meant, or of its station.
pub async fn of_session(
    db: &mut SqliteConnection,
    current: &Current,
    filing: &str,
    now: DateTime<Utc>,
) -> Result<Option<Agency>, sqlx::Error> {
    let person = &current.identity.person;
    if current.only_filing.is_some() {
        return Ok(None);
    }
    let found = Agency::find(db, filing, &as_agent(person), now).await?;
    Ok(found.filter(|one| one.entry.is_agent(person)))
}

/// Tells the principal that answers were filled in for them.
pub async fn filled(
    tx: &mut Transaction<'_, Sqlite>,
    filing: &str,
    agent: &Assistant,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    let Some(agency) = Agency::find(tx, filing, agent, now).await? else { return Ok(()) };
    let row = sqlx::query("SELECT item_name FROM filing WHERE id = ?").bind(filing);
    let item: Text = read(&row.fetch_one(&mut **tx).await?, "item_name")?;
    let told = Told {
        person: &agency.entry.principal,
        kind: NoticeKind::Filled,
        by: &agent.name,
        mandate: &agency.entry.id,
        filing: Some((filing, &item)),
    };
    notices::tell(tx, &told, now).await
}

/// In whose hands a filing is that somebody works with.
#[derive(Debug)]
pub enum Hand {
    /// Its applicant's.
    Applicant(Box<Caller>),
    /// An agent's.
    Agent(Box<Agency>),
}

/// The filing for its applicant, or for an agent whom a mandate lets do this in it.
pub async fn filing_for(
    db: &mut SqliteConnection,
    current: &Current,
    id: &str,
    act: MandateAct,
    now: DateTime<Utc>,
) -> Result<(Record, Hand), ApiError> {
    let person = &current.identity.person;
    if person.desk.is_none() {
        let caller = Caller::of(current.clone())?;
        match Record::of_applicant(&mut *db, &caller, id).await {
            Ok(record) => return Ok((record, Hand::Applicant(Box::new(caller)))),
            Err(error) if error.code() == bangban_contract::problem::ProblemCode::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    let agency = of_session(&mut *db, current, id, now).await?;
    let agency = agency.filter(|one| !one.acts.is_empty()).ok_or_else(ApiError::not_found)?;
    if !agency.may(act) {
        return Err(not_covered());
    }
    let record = Record::any(&mut *db, id).await?.ok_or_else(ApiError::not_found)?;
    Ok((as_agent_sees(record, &agency), Hand::Agent(Box::new(agency))))
}

/// A filing without what stays closed to an agent, for the party by which they act.
pub fn as_agent_sees(record: Record, agency: &Agency) -> Record {
    let mut party = record.party.clone();
    party.id = format!("{PARTY}{}", agency.entry.id);
    Record { answers: None, party, ..record }
}

/// The mandate is in force, and does not let them do this.
pub fn not_covered() -> ApiError {
    ApiError::not_allowed().detail(
        "委托书没有授予这项权限。请委托人本人办理，或请委托人扩大委托权限。",
        "The mandate does not allow this. The principal can do it, or extend the mandate.",
    )
}

/// The mandate by which a person acts for a party that they have chosen.
pub async fn acting(state: &AppState, caller: &Caller) -> Result<Option<Entry>, ApiError> {
    let Some(id) = caller.party.id.strip_prefix(PARTY) else { return Ok(None) };
    let mut db = state.db.read().acquire().await?;
    Ok(Some(Entry::find(&mut db, id).await?))
}

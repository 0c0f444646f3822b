//! Who asks for a document, and what they may do in it now.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use bangban_contract::Text;
use bangban_contract::assistance::{Assistant, Level};
use bangban_contract::filing::FilingState;
use bangban_contract::grants::{Grant, Grants, Standing};
use bangban_contract::mandate::PARTY;
use bangban_contract::realtime::DocumentName;
use bangban_contract::session::Party;
use chrono::{DateTime, Utc};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::assistance::{Helper, desk};
use crate::filings::columns::{list, read_word};
use crate::mandate::agency::{self, Agency};
use crate::session::{Current, Key};

/// Somebody who is signed in, as far as documents need to know them.
#[derive(Clone)]
pub struct Who {
    /// Their session.
    pub session: Key,
    /// Id of the person.
    pub person: String,
    /// Their name.
    pub name: Text,
    /// Ids of the parties for whom they may act.
    pub parties: Vec<String>,
    /// The one filing that a phone's session is limited to.
    pub only_filing: Option<String>,
    /// The station of an assistant.
    pub station: Option<String>,
    /// What others see of them where they are an assistant.
    pub assistant: Option<Assistant>,
    /// As whom they act for others, where a mandate lets them.
    pub agent: Option<Assistant>,
}

impl Who {
    /// As whom the record names them where they work in filings of others.
    pub fn helping(&self) -> Option<&Assistant> {
        self.assistant.as_ref().or(self.agent.as_ref())
    }
}

/// What somebody may do in a document, and as whom.
#[derive(Clone, Debug, Default)]
pub struct Access {
    /// What they may do.
    pub grant: Grant,
    /// The assistance by which an assistant is there.
    pub helper: Option<Helper>,
}

impl Access {
    /// The level at which an assistant is there.
    pub fn level(&self) -> Option<Level> {
        self.helper.as_ref().map(|helper| helper.level)
    }
}

impl fmt::Debug for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Who(hidden)")
    }
}

impl From<&Current> for Who {
    fn from(current: &Current) -> Self {
        let person = &current.identity.person;
        let is_mandate = |party: &Party| party.id.starts_with(PARTY);
        let acts = current.only_filing.is_none()
            && (person.desk.is_some() || current.identity.parties.iter().any(is_mandate));
        Self {
            session: current.key(),
            person: person.id.clone(),
            name: person.name.clone(),
            parties: current.identity.parties.iter().map(|party| party.id.clone()).collect(),
            only_filing: current.only_filing.clone(),
            station: person.desk.as_ref().map(|desk| desk.station.clone()),
            assistant: desk::assistant(person),
            agent: acts.then(|| agency::as_agent(person)),
        }
    }
}

/// A filing, as far as it says who may do what in its documents.
pub(super) struct Filing {
    person: String,
    party: String,
    state: FilingState,
    is_entrusted: bool,
}

impl Filing {
    fn of(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            person: row.try_get("person")?,
            party: row.try_get("party")?,
            state: read_word(row, "state")?,
            is_entrusted: row.try_get::<Option<&str>, _>("mandate")?.is_some(),
        })
    }

    /// What they may do in a document of it. For an assistant the assistance is looked up.
    pub(super) async fn access(
        &self,
        db: &mut SqliteConnection,
        who: &Who,
        name: &DocumentName,
        now: DateTime<Utc>,
    ) -> Result<Access, sqlx::Error> {
        if who.only_filing.as_ref().is_some_and(|only| *only != name.filing) {
            return Ok(Access::default());
        }
        let helper = match who.assistant {
            Some(_) => Box::pin(Helper::find(db, &who.person, &name.filing, now)).await?,
            None => None,
        };
        if helper.is_none()
            && self.is_entrusted
            && who.person != self.person
            && let Some(agent) = &who.agent
        {
            let agency = Agency::of_station_or_person(db, &name.filing, agent, who, now);
            if let Some(helper) = Box::pin(agency).await? {
                let fills = helper.level == Level::Fill;
                let grants = Grants::of(Standing::Agent { fills }, self.state);
                return Ok(Access { grant: grants.to(name.part), helper: Some(helper) });
            }
        }
        let standing = match &helper {
            Some(helper) => Standing::Assistant(helper.level),
            None => self.standing(who),
        };
        Ok(Access { grant: Grants::of(standing, self.state).to(name.part), helper })
    }

    /// By the door of the filing itself: the applicant is who began it, while they may still act
    /// for the party.
    fn standing(&self, who: &Who) -> Standing {
        let acts = who.parties.contains(&self.party);
        if who.assistant.is_none() && who.person == self.person && acts {
            Standing::Applicant
        } else {
            Standing::Stranger
        }
    }
}

/// What they may do in the document as the filing stands now: the one check of the socket, of
/// the REST twin and of the log itself. Nobody may do anything in a filing that is not there.
pub async fn access(
    db: &mut SqliteConnection,
    who: &Who,
    name: &DocumentName,
    now: DateTime<Utc>,
) -> Result<Access, sqlx::Error> {
    let row = sqlx::query("SELECT person, party, state, mandate FROM filing WHERE id = ?")
        .bind(&name.filing)
        .fetch_optional(&mut *db)
        .await?;
    let Some(row) = row else { return Ok(Access::default()) };
    Filing::of(&row)?.access(db, who, name, now).await
}

/// Filings by their ids, for the same check of many at once. One that is not there is left out.
pub(super) async fn filings(
    db: &mut SqliteConnection,
    ids: &BTreeSet<&str>,
) -> Result<BTreeMap<String, Filing>, sqlx::Error> {
    let rows = sqlx::query(
        "SELECT id, person, party, state, mandate FROM filing \
         WHERE id IN (SELECT value FROM json_each(?))",
    )
    .bind(list(ids))
    .fetch_all(db)
    .await?;
    rows.iter().map(|row| Ok((row.try_get("id")?, Filing::of(row)?))).collect()
}

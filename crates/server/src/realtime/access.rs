//! Who asks for a document, and what they may do in it now.

use std::fmt;

use bangban_contract::Text;
use bangban_contract::assistance::{Assistant, Level};
use bangban_contract::filing::FilingState;
use bangban_contract::grants::{Grant, Grants, Standing};
use bangban_contract::realtime::DocumentName;
use chrono::{DateTime, Utc};
use sqlx::{Row, SqliteConnection};

use crate::assistance::{Helper, desk};
use crate::filings::columns::read_word;
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
    /// What others see of them where they are an assistant.
    pub assistant: Option<Assistant>,
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
        Self {
            session: current.key(),
            person: person.id.clone(),
            name: person.name.clone(),
            parties: current.identity.parties.iter().map(|party| party.id.clone()).collect(),
            only_filing: current.only_filing.clone(),
            assistant: desk::assistant(person),
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
    let row = sqlx::query("SELECT person, party, state FROM filing WHERE id = ?")
        .bind(&name.filing)
        .fetch_optional(&mut *db)
        .await?;
    let Some(row) = row else { return Ok(Access::default()) };
    if who.only_filing.as_ref().is_some_and(|only| *only != name.filing) {
        return Ok(Access::default());
    }
    let state: FilingState = read_word(&row, "state")?;
    let helper = match who.assistant {
        Some(_) => Helper::find(db, &who.person, &name.filing, now).await?,
        None => None,
    };
    let standing = match &helper {
        Some(helper) => Standing::Assistant(helper.level),
        None => standing(who, row.try_get("person")?, row.try_get("party")?),
    };
    Ok(Access { grant: Grants::of(standing, state).to(name.part), helper })
}

/// By the door of the filing itself: the applicant is who began it, while they may still act
/// for the party.
fn standing(who: &Who, person: &str, party: &str) -> Standing {
    let acts = who.parties.iter().any(|known| known == party);
    if who.assistant.is_none() && who.person == person && acts {
        Standing::Applicant
    } else {
        Standing::Stranger
    }
}

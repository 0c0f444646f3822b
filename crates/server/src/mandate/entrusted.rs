//! Filings under a mandate (委托进件): beginning one, and what its agent is told.

use bangban_contract::Text;
use bangban_contract::assistance::record::Event;
use bangban_contract::filing::{FilingSummary, TimelineEvent};
use bangban_contract::mandate::{Entrusted, MandateAct, MandateSide, NoticeKind};
use bangban_contract::session::Person;
use chrono::NaiveDate;
use sqlx::{Row, SqliteConnection};

use super::agency::{self, Agency, as_agent};
use super::{Entry, answers, frozen};
use crate::app::AppState;
use crate::clock::{date_of, rfc3339};
use crate::filings::columns::{json_option, read};
use crate::filings::journal::{self, Entry as Line};
use crate::filings::{FileableItem, Record, start};
use crate::http::ApiError;
use crate::session::Current;

/// Filings that an agent is shown.
const SHOWN: u32 = 100;

/// Begins one. It is the principal's, with both persons on it; what registers know of them is
/// filled in here, since the agent may not see all of it.
pub async fn begin(
    state: &AppState,
    person: &Person,
    mandate: &str,
    item: &FileableItem,
) -> Result<Record, ApiError> {
    let now = state.clock.now();
    let mut tx = state.db.begin().await?;
    let entry = Entry::find(&mut tx, mandate).await?;
    if !entry.is_agent(person) || !entry.is_signed() {
        return Err(ApiError::not_found());
    }
    let acts = entry.allowed(&item.summary.id, date_of(now));
    let agency = Agency { agent: as_agent(person), acts, entry };
    if !agency.may(MandateAct::Fill) {
        return Err(agency::not_covered());
    }
    let entry = &agency.entry;
    let mut record = start::new(item, now);
    record.person.clone_from(&entry.principal);
    record.person_name.clone_from(&entry.principal_name);
    record.party = entry.party.clone();
    record.agent = Some(agency.agent.name.clone());
    start::within_limit(&mut tx, &record).await?;
    record.insert(&mut tx).await?;
    sqlx::query("UPDATE filing SET mandate = ?, agent = ? WHERE id = ?")
        .bind(&entry.id)
        .bind(json_option(record.agent.as_ref())?)
        .bind(&record.id)
        .execute(&mut *tx)
        .await?;
    let actor = agency.name();
    let line = Line { event: TimelineEvent::Started, actor: &actor, note: None, document: None };
    journal::append(&mut tx, &record.id, now, &line).await?;
    let filing = (record.id.as_str(), &record.item_name);
    agency.did(&mut tx, filing, Event::Started, Some(NoticeKind::Started), now).await?;
    let known = state.published.known_of(&record.party.id);
    let fields =
        answers::prefill(&mut tx, &record.id, &record.person, &item.model, known, &rfc3339(now))
            .await?;
    if !fields.is_empty() {
        let mut system = crate::assistance::record::system();
        system.principal = Some(entry.party.name.clone());
        let event = Event::Prefilled { fields };
        crate::assistance::record::append(&mut tx, &record.id, &entry.id, now, system, event)
            .await?;
    }
    tx.commit().await?;
    state.desks.changed();
    Ok(agency::as_agent_sees(record, &agency))
}

/// Those of an agent, or of an assistant's station, the newest change first.
pub async fn of_person(state: &AppState, person: &Person) -> Result<Vec<Entrusted>, ApiError> {
    let station = person.desk.as_ref().map(|desk| &desk.station);
    let rows = sqlx::query(
        "SELECT f.id FROM filing f JOIN mandate m ON m.id = f.mandate \
         WHERE (?2 IS NULL AND m.is_station = 0 AND m.agent = ?1) \
            OR (m.is_station = 1 AND m.agent = ?2) \
         ORDER BY f.updated_at DESC, f.id LIMIT ?3",
    )
    .bind(&person.id)
    .bind(station)
    .bind(SHOWN)
    .fetch_all(state.db.read())
    .await?;
    let mut all = Vec::new();
    for row in rows {
        let id: String = row.try_get("id")?;
        all.extend(find(state, person, &id).await?);
    }
    Ok(all)
}

/// One of them. It is there when the mandate is over, too: that it is over is what is told, and the
/// filing as it stood then.
pub async fn of_session(
    state: &AppState,
    current: &Current,
    id: &str,
) -> Result<Entrusted, ApiError> {
    let person = &current.identity.person;
    let mut found = find(state, person, id).await?.ok_or_else(ApiError::not_found)?;
    let item = state.items.find(&found.filing.item);
    if let Some(item) = item.filter(|_| !found.acts.is_empty() && found.filing.state.is_editable())
    {
        found.filled = answers::answered(state, id, item).await?;
    }
    Ok(found)
}

/// What was filed by a mandate, for one of its sides, the newest change first.
pub async fn filed_by(
    db: &mut SqliteConnection,
    entry: &Entry,
    side: MandateSide,
    today: NaiveDate,
) -> Result<Vec<FilingSummary>, sqlx::Error> {
    let rows =
        sqlx::query("SELECT * FROM filing WHERE mandate = ? ORDER BY updated_at DESC, id LIMIT 50");
    let mut all = Vec::new();
    for row in rows.bind(&entry.id).fetch_all(&mut *db).await? {
        let mut record = Record::from_row(&row)?;
        let may = entry.allowed(&record.item, today);
        if side == MandateSide::Agent && may.is_empty() {
            record = frozen::as_it_stood(&mut *db, record, entry).await?;
        }
        all.push(record.summary());
    }
    Ok(all)
}

async fn find(state: &AppState, person: &Person, id: &str) -> Result<Option<Entrusted>, ApiError> {
    let mut db = state.db.read().acquire().await?;
    let agency = Agency::find(&mut db, id, &as_agent(person), state.clock.now()).await?;
    let Some(agency) = agency.filter(|one| one.entry.is_agent(person)) else { return Ok(None) };
    let Some(record) = Record::any(&mut *db, id).await? else { return Ok(None) };
    let row = sqlx::query("SELECT agent FROM filing WHERE id = ?").bind(id);
    let agent: Text = read(&row.fetch_one(&mut *db).await?, "agent")?;
    let mut record = agency::as_agent_sees(record, &agency);
    if agency.acts.is_empty() {
        record = frozen::as_it_stood(&mut db, record, &agency.entry).await?;
    }
    let until = agency.entry.current.as_ref().map(|one| one.terms.until.clone());
    Ok(Some(Entrusted {
        filing: record.summary(),
        mandate: agency.entry.id.clone(),
        number: agency.entry.number.clone(),
        principal: agency.entry.party.name.clone(),
        agent,
        until: until.unwrap_or_default(),
        filled: Vec::new(),
        version: agency.entry.version * 1_000 + record.version,
        acts: agency.acts,
    }))
}

//! Beginning a filing, and deleting one that was never submitted.

use bangban_contract::Text;
use bangban_contract::filing::{FilingState, TimelineEvent};
use bangban_contract::problem::ProblemCode;
use bangban_contract::session::{Party, PartyKind};
use chrono::{DateTime, Utc};
use sqlx::{Row, Sqlite, Transaction};
use uuid::Uuid;

use super::items::FileableItem;
use super::journal::{self, Entry};
use super::record::Record;
use crate::app::AppState;
use crate::assistance;
use crate::clock::rfc3339;
use crate::http::{ApiError, Caller};

/// Drafts that a person may have open for one party.
pub const MAX_DRAFTS: i64 = 20;

/// Begins a filing of the item for the party for whom the caller acts.
pub async fn start(
    state: &AppState,
    caller: &Caller,
    item: &FileableItem,
) -> Result<Record, ApiError> {
    let now = state.clock.now();
    let mut record = new(item, now);
    record.person.clone_from(&caller.person.id);
    record.person_name.clone_from(&caller.person.name);
    record.party = caller.party.clone();
    let mut tx = state.db.begin().await?;
    within_limit(&mut tx, &record).await?;
    record.insert(&mut tx).await?;
    let entry = Entry {
        event: TimelineEvent::Started,
        actor: &record.person_name,
        note: None,
        document: None,
    };
    journal::append(&mut tx, &record.id, now, &entry).await?;
    tx.commit().await?;
    Ok(record)
}

/// A draft of the item as it begins; whose it is has to be added.
pub(crate) fn new(item: &FileableItem, now: DateTime<Utc>) -> Record {
    let nobody = Text::default();
    let party = Party {
        id: String::new(),
        kind: PartyKind::Person,
        name: nobody.clone(),
        relation: nobody.clone(),
    };
    Record {
        id: Uuid::new_v4().simple().to_string(),
        person: String::new(),
        person_name: nobody,
        party,
        item: item.summary.id.clone(),
        item_name: item.summary.name.clone(),
        department: item.summary.department.clone(),
        department_name: item.summary.department_name.clone(),
        promised_days: item.summary.promised_days,
        form_version: item.form_version.clone(),
        state: FilingState::Draft,
        version: 1,
        number: None,
        created_at: rfc3339(now),
        updated_at: rfc3339(now),
        submitted_at: None,
        received_on: None,
        accepted_on: None,
        promised_on: None,
        suspensions: Vec::new(),
        supplements: 0,
        supplement: None,
        special: None,
        reason: None,
        answers: None,
        by_hand: false,
        agent: None,
    }
}

/// That a person may have one more draft for a party.
pub(crate) async fn within_limit(
    tx: &mut Transaction<'_, Sqlite>,
    record: &Record,
) -> Result<(), ApiError> {
    let drafts: i64 = sqlx::query(
        "SELECT count(*) AS drafts FROM filing WHERE person = ? AND party = ? AND state = 'draft'",
    )
    .bind(&record.person)
    .bind(&record.party.id)
    .fetch_one(&mut **tx)
    .await?
    .try_get("drafts")?;
    if drafts >= MAX_DRAFTS {
        return Err(ApiError::new(ProblemCode::WrongState).detail(
            format!("您已有 {MAX_DRAFTS} 件草稿，请先提交或删除不需要的草稿。"),
            format!("You have {MAX_DRAFTS} drafts already. Submit or delete some of them first."),
        ));
    }
    Ok(())
}

/// Deletes a draft and its files. What was submitted is on record and stays.
pub async fn delete(
    state: &AppState,
    caller: &Caller,
    id: &str,
    if_match: impl FnOnce(i64) -> Result<(), ApiError>,
) -> Result<(), ApiError> {
    let mut tx = state.db.begin().await?;
    let record = Record::of_applicant(&mut *tx, caller, id).await?;
    if_match(record.version)?;
    if record.state != FilingState::Draft {
        return Err(ApiError::new(ProblemCode::WrongState).detail(
            "只有草稿可以删除；已提交的办件可以撤回。",
            "Only a draft can be deleted. A filing that was submitted can be withdrawn.",
        ));
    }
    let files: Vec<String> = sqlx::query("SELECT id FROM upload WHERE filing = ?")
        .bind(id)
        .fetch_all(&mut *tx)
        .await?
        .iter()
        .map(|row| row.try_get("id"))
        .collect::<Result<_, _>>()?;
    assistance::filing_closed(&mut tx, state, id, state.clock.now(), None).await?;
    // Timeline, documents and uploads go with it.
    sqlx::query("DELETE FROM filing WHERE id = ?").bind(id).execute(&mut *tx).await?;
    tx.commit().await?;
    for file in files {
        state.uploads.discard(&file).await;
    }
    Ok(())
}

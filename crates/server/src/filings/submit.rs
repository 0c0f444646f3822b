//! Submitting (提交): everything is validated and written in one transaction, so that it happens
//! once or not at all, whatever happens to the process.

mod check;

use bangban_contract::Text;
use bangban_contract::assistance::record::Event;
use bangban_contract::document::{DocumentFact, Receipt, ReceiptMaterial};
use bangban_contract::mandate::{MandateAct, NoticeKind};
use bangban_contract::problem::ProblemCode;
use bangban_contract::submission::Submission;
use bangban_forms::{Day, State};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::{Executor, Row, Sqlite, Transaction};

use self::check::{Checked, SubmittedFile, check};
use super::canonical;
use super::items::FileableItem;
use super::journal::{self, Entry};
use super::numbers::acceptance_number;
use super::record::Record;
use crate::app::AppState;
use crate::assistance;
use crate::clock::{date_of, rfc3339};
use crate::http::ApiError;
use crate::mandate::agency::{self, Hand};
use crate::mandate::to_submit as mandate_answers;
use crate::review::lifecycle::{self, ANSWER_DAYS, Action};
use crate::review::{limit, moves};
use crate::session::Current;
use crate::uploads::store;

/// What comes with a submission besides its body.
pub struct Request<'a> {
    /// Who submits.
    pub current: &'a Current,
    /// The filing.
    pub filing: &'a str,
    /// Makes it happen once.
    pub key: &'a str,
    /// The body.
    pub submission: &'a Submission,
    /// The filing's address, for the receipt.
    pub address: String,
}

/// Submits, or gives the answer of the time when the same was submitted by the same key.
pub async fn submit(
    state: &AppState,
    request: Request<'_>,
    if_match: impl FnOnce(i64) -> Result<(), ApiError>,
) -> Result<Receipt, ApiError> {
    let hash = request_hash(&request)?;
    let mut tx = state.db.begin().await?;
    let now = state.clock.now();
    let act = MandateAct::Submit;
    let found = agency::filing_for(&mut tx, request.current, request.filing, act, now).await;
    let (mut record, hand) = found?;
    if let Some(answer) = answered(&mut tx, &request, &hash).await? {
        return Ok(answer);
    }
    if_match(record.version)?;
    let supplement = record.supplement.clone();
    let facts = record.facts(date_of(now));
    record.state = lifecycle::next(record.state, Action::Submit, facts).map_err(moves::refused)?;
    let item = state.items.find(&record.item).ok_or_else(|| {
        ApiError::new(ProblemCode::WrongState)
            .detail("该事项已暂停网上办理。", "This item cannot be filed online at present.")
    })?;
    if request.submission.form_version != item.form_version {
        return Err(ApiError::new(ProblemCode::FormOutdated));
    }
    let files = store::of_filing(&mut *tx, &record.id).await?;
    let filled_on = filled_on(&record, now);
    let checked = match &hand {
        Hand::Applicant(_) => {
            if !assistance::fields::unconfirmed(&mut tx, state, &record.id).await?.is_empty() {
                return Err(ApiError::new(ProblemCode::Unconfirmed));
            }
            check(item, request.submission, &files, supplement.as_ref(), filled_on)?
        }
        // The mandate stands in place of the confirmation. What is submitted is what the principal
        // reads in the draft, sensitive answers with it, and not what the agent sends.
        Hand::Agent(_) => {
            let answers = mandate_answers(state, &record.id, item).await?;
            let submission = Submission { answers, ..request.submission.clone() };
            check(item, &submission, &files, supplement.as_ref(), filled_on)?
        }
    };
    let submitted_by = match &hand {
        Hand::Applicant(_) => record.person_name.clone(),
        Hand::Agent(agency) => {
            record.party = agency.entry.party.clone();
            agency.name()
        }
    };

    let day = date_of(now);
    let answers = canonical::text(&checked.answers);
    let digest = digest(&checked);
    if record.number.is_none() {
        let series = format!("filing:{day}");
        let count = journal::next_in_series(&mut tx, &series).await?;
        record.number = Some(acceptance_number(day, count));
        record.submitted_at = Some(rfc3339(now));
    }
    record.received_on = Some(day);
    record.supplement = None;
    record.form_version.clone_from(&item.form_version);
    record.answers = Some(checked.answers);
    let mut receipt = receipt(&record, item, &checked.files, digest, request.address.clone());
    receipt.submitted_by.clone_from(&submitted_by);
    receipt.supplemented_at = supplement.is_some().then(|| rfc3339(now));
    record.save(&mut tx, now).await?;
    assistance::filing_closed(&mut tx, state, &record.id, now, Some(Event::Submitted)).await?;
    write_submission(&mut tx, &record, &checked.files, &receipt, &answers).await?;
    if let Hand::Agent(agency) = &hand {
        let filing = (record.id.as_str(), &record.item_name);
        agency.did(&mut tx, filing, Event::Submitted, Some(NoticeKind::Submitted), now).await?;
        sqlx::query(
            "UPDATE submission SET agent = ?2 WHERE filing = ?1 \
             AND seq = (SELECT max(seq) FROM submission WHERE filing = ?1)",
        )
        .bind(&record.id)
        .bind(super::columns::json(&submitted_by)?)
        .execute(&mut *tx)
        .await?;
    }
    let event = lifecycle::event(Action::Submit, supplement.is_some());
    let entry = Entry { event, actor: &submitted_by, note: None, document: None };
    journal::append(&mut tx, &record.id, now, &entry).await?;
    sqlx::query(
        "INSERT INTO idempotency (person, key, request_hash, answer, created_at) \
         VALUES (?, ?, ?, ?, ?)",
    )
    .bind(&request.current.identity.person.id)
    .bind(request.key)
    .bind(&hash[..])
    .bind(serde_json::to_string(&receipt).map_err(ApiError::internal)?)
    .bind(rfc3339(now))
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    for id in checked.dropped {
        state.uploads.discard(&id).await;
    }
    Ok(receipt)
}

/// The day against which the days in it are held: that of the first submission, so that what was
/// right then is not wrong when it is mended (补正).
fn filled_on(record: &Record, now: DateTime<Utc>) -> Option<Day> {
    let first = record.submitted_at.as_deref().and_then(|at| DateTime::parse_from_rfc3339(at).ok());
    Day::of(&date_of(first.map_or(now, |at| at.to_utc())).to_string())
}

/// The receipt of the last submission, with the address as it is now.
pub async fn last_receipt<'e, E>(
    db: E,
    filing: &str,
    address: String,
) -> Result<Option<Receipt>, ApiError>
where
    E: Executor<'e, Database = Sqlite>,
{
    let row =
        sqlx::query("SELECT receipt FROM submission WHERE filing = ? ORDER BY seq DESC LIMIT 1")
            .bind(filing)
            .fetch_optional(db)
            .await?;
    let Some(row) = row else { return Ok(None) };
    let mut receipt: Receipt = super::columns::read(&row, "receipt")?;
    receipt.address = address;
    Ok(Some(receipt))
}

/// What a request asks for: the filing and the body, whatever the order of its names.
fn request_hash(request: &Request<'_>) -> Result<[u8; 32], ApiError> {
    let body = serde_json::to_value(request.submission)
        .map_err(|_| ApiError::malformed("请求内容无法识别。", "The request cannot be read."))?;
    Ok(canonical::sha256(&format!("{}\n{}", request.filing, canonical::text(&body))))
}

async fn answered(
    tx: &mut Transaction<'_, Sqlite>,
    request: &Request<'_>,
    hash: &[u8],
) -> Result<Option<Receipt>, ApiError> {
    let row =
        sqlx::query("SELECT request_hash, answer FROM idempotency WHERE person = ? AND key = ?")
            .bind(&request.current.identity.person.id)
            .bind(request.key)
            .fetch_optional(&mut **tx)
            .await?;
    let Some(row) = row else { return Ok(None) };
    let before: Vec<u8> = row.try_get("request_hash")?;
    if before != hash {
        return Err(ApiError::new(ProblemCode::KeyReused));
    }
    Ok(Some(super::columns::read(&row, "answer")?))
}

/// What proves the answers and the files: a file is what its own digest says.
fn digest(checked: &Checked) -> String {
    let files: Vec<Value> = checked
        .files
        .iter()
        .map(|file| json!({"material": file.material, "name": file.name, "sha256": file.sha256}))
        .collect();
    let all = json!({"answers": checked.answers, "files": files});
    hex::encode(canonical::sha256(&canonical::text(&all)))
}

fn receipt(
    record: &Record,
    item: &FileableItem,
    files: &[SubmittedFile],
    digest: String,
    address: String,
) -> Receipt {
    let text = |text: &bangban_forms::Text| Text { zh: text.zh.clone(), en: text.en.clone() };
    let state = State::load(item.model.clone(), record.answers.as_ref().unwrap_or(&Value::Null));
    let (mut materials, mut later, mut exempt) = (Vec::new(), Vec::new(), Vec::new());
    for applied in state.materials() {
        let Some(material) = item.model.materials().get(applied.index) else { continue };
        let count = files.iter().filter(|file| file.material == material.id).count();
        let name = text(&material.name);
        if count > 0 {
            let files = u32::try_from(count).unwrap_or(u32::MAX);
            materials.push(ReceiptMaterial { name, files });
        } else if let Some(exemption) = &material.exemption {
            let value = exemption.note.as_ref().map(text).unwrap_or_default();
            exempt.push(DocumentFact { name, value });
        } else if material.tolerable {
            later.push(name);
        }
    }
    let answer_by = record.received_on.map(|day| limit::due_in(day, ANSWER_DAYS).to_string());
    Receipt {
        filing: record.id.clone(),
        number: record.number.clone().unwrap_or_default(),
        item_name: record.item_name.clone(),
        department_name: record.department_name.clone(),
        party_name: record.party.name.clone(),
        submitted_by: record.person_name.clone(),
        submitted_at: record.submitted_at.clone().unwrap_or_default(),
        supplemented_at: None,
        answer_by: answer_by.unwrap_or_default(),
        materials,
        later,
        exempt,
        special: item.paper.ahead(&state),
        digest,
        address,
    }
}

async fn write_submission(
    tx: &mut Transaction<'_, Sqlite>,
    record: &Record,
    files: &[SubmittedFile],
    receipt: &Receipt,
    answers: &str,
) -> Result<(), ApiError> {
    sqlx::query(
        "INSERT INTO submission (filing, seq, at, person, form_version, answers, digest, files, \
         receipt) SELECT ?1, coalesce(max(seq), 0) + 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 \
         FROM submission WHERE filing = ?1",
    )
    .bind(&record.id)
    .bind(&record.updated_at)
    .bind(&record.person)
    .bind(&record.form_version)
    .bind(answers)
    .bind(&receipt.digest)
    .bind(super::columns::json(&files)?)
    .bind(serde_json::to_string(receipt).map_err(ApiError::internal)?)
    .execute(&mut **tx)
    .await?;
    let ids: Vec<&str> = files.iter().map(|file| file.id.as_str()).collect();
    let ids = super::columns::json(&ids)?;
    sqlx::query("UPDATE upload SET submitted = 1 WHERE id IN (SELECT value FROM json_each(?))")
        .bind(&ids)
        .execute(&mut **tx)
        .await?;
    // What no longer applies goes: unsent files for good, sent ones out of the filing.
    sqlx::query(
        "UPDATE upload SET state = 'removed' WHERE filing = ?1 AND submitted = 1 \
         AND state = 'complete' AND id NOT IN (SELECT value FROM json_each(?2))",
    )
    .bind(&record.id)
    .bind(&ids)
    .execute(&mut **tx)
    .await?;
    sqlx::query("DELETE FROM upload WHERE filing = ? AND submitted = 0")
        .bind(&record.id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

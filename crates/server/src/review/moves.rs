//! A move of a reviewer, a clerk or the applicant, carried out in one transaction.

use bangban_contract::Text;
use bangban_contract::document::{DocumentKind, DocumentRef};
use bangban_contract::filing::{FilingState, SpecialNotice, Supplement};
use bangban_contract::problem::{FieldError, ProblemCode};
use bangban_contract::review::Move;
use sqlx::{Sqlite, Transaction};

use super::lifecycle::{self, Action, Refusal};
use super::limit;
use crate::app::AppState;
use crate::clock::{date_of, rfc3339};
use crate::documents::{Approved, Content, approved};
use crate::filings::Record;
use crate::filings::journal::{self, Entry};
use crate::http::ApiError;

/// The longest text of a reason or a note, characters.
const MAX_TEXT: usize = 2000;
/// The most points of a supplement.
const MAX_POINTS: usize = 100;
/// The longest time for a supplement or a special procedure, working days.
const MAX_DAYS: u16 = 250;

/// Moves a filing on, if the rules allow it from where it stands. `aside` is what the timeline
/// says where the move brings no words of its own.
pub async fn carry_out(
    state: &AppState,
    tx: &mut Transaction<'_, Sqlite>,
    record: &mut Record,
    wanted: &Move,
    actor: &Text,
    aside: Option<&Text>,
) -> Result<(), ApiError> {
    check(wanted)?;
    let now = state.clock.now();
    let today = date_of(now);
    let facts = record.facts(today);
    let action = Action::from(wanted);
    record.state = lifecycle::next(record.state, action, facts).map_err(refused)?;
    record.supplement = None;
    record.special = None;
    let mut note = None;
    let granted = match wanted {
        Move::Grant => granted(state, record, today),
        _ => Approved::default(),
    };
    let mut content = None;
    match wanted {
        Move::Accept => {
            let accepted = limit::acceptance_day(facts);
            record.accepted_on = Some(accepted);
            record.suspensions.clear();
            record.promised_on = limit::promised_on(accepted, record.promised_days, &[]);
            content = Some(Content::Acceptance {
                accepted_on: accepted,
                promised_on: record.promised_on,
                by_silence: facts.answer_overdue(),
            });
        }
        Move::RequestSupplement { points, days } => {
            let due_on = limit::due_in(today, *days);
            record.supplements += 1;
            record.supplement = Some(Supplement {
                requested_at: rfc3339(now),
                due_on: due_on.to_string(),
                points: points.clone(),
            });
            content = Some(Content::Supplement { points, due_on });
        }
        Move::NotAccept { reason } => {
            record.reason = Some(reason.clone());
            note = Some(reason.clone());
            content = Some(Content::NonAcceptance { reason });
        }
        Move::StartSpecial { name, days } => {
            limit::stop(&mut record.suspensions, today);
            let special = SpecialNotice { name: name.clone(), days: *days, since: rfc3339(now) };
            record.special = Some(special);
            record.promised_on = promised(record);
            note = Some(name.clone());
        }
        Move::EndSpecial => {
            limit::resume(&mut record.suspensions, today);
            record.promised_on = promised(record);
        }
        Move::Grant => content = Some(Content::Grant { approved: &granted }),
        Move::Refuse { reason } => {
            record.reason = Some(reason.clone());
            note = Some(reason.clone());
            content = Some(Content::Refusal { reason });
        }
        Move::StartReview | Move::Deliver => {}
    }
    let served = match wanted {
        Move::Deliver => decision(tx, record).await?,
        _ => None,
    };
    if let Some(served) = &served {
        content = Some(Content::Service { served: &served.number });
    }
    let document = match &content {
        Some(content) => Some(journal::issue(tx, record, content, now, state.config.demo).await?),
        None => None,
    };
    let entry = Entry {
        event: lifecycle::event(action, false),
        actor,
        note: note.as_ref().or(aside),
        document: document.as_ref(),
    };
    journal::append(tx, &record.id, now, &entry).await?;
    record.save(tx, now).await?;
    Ok(())
}

/// What a decision to grant approves.
fn granted(state: &AppState, record: &Record, today: chrono::NaiveDate) -> Approved {
    let (Some(item), Some(answers)) = (state.items.find(&record.item), &record.answers) else {
        return Approved::default();
    };
    approved(&item.paper, &item.model, answers, state.items.regions(), today)
}

/// The applicant withdraws (撤回).
pub async fn withdraw(
    state: &AppState,
    tx: &mut Transaction<'_, Sqlite>,
    record: &mut Record,
) -> Result<(), ApiError> {
    let now = state.clock.now();
    let facts = record.facts(date_of(now));
    record.state = lifecycle::next(record.state, Action::Withdraw, facts).map_err(refused)?;
    record.supplement = None;
    record.special = None;
    record.promised_on = None;
    let actor = record.person_name.clone();
    let event = lifecycle::event(Action::Withdraw, false);
    let entry = Entry { event, actor: &actor, note: None, document: None };
    journal::append(tx, &record.id, now, &entry).await?;
    record.save(tx, now).await?;
    Ok(())
}

fn promised(record: &Record) -> Option<chrono::NaiveDate> {
    let accepted = record.accepted_on?;
    limit::promised_on(accepted, record.promised_days, &record.suspensions)
}

async fn decision(
    tx: &mut Transaction<'_, Sqlite>,
    record: &Record,
) -> Result<Option<DocumentRef>, sqlx::Error> {
    let all = journal::documents(&mut **tx, &record.id).await?;
    Ok(all.into_iter().rev().find(|document| document.kind == DocumentKind::GrantDecision))
}

/// The words of a refusal by the rules.
pub fn refused(refusal: Refusal) -> ApiError {
    let refused = ApiError::new(ProblemCode::WrongState);
    match refusal {
        Refusal::State => refused,
        Refusal::ToldAlready => refused.detail(
            "补正内容应当一次性告知，本办件已告知过。",
            "What to mend is told once, and it has been told.",
        ),
        Refusal::CountsAsAccepted => refused.detail(
            "已超过五个工作日，本办件自收件之日起视为受理，请办理受理。",
            "The 5 working days are over: the filing counts as accepted. Accept it.",
        ),
        Refusal::SupplementRuns => {
            refused.detail("补正期限未到。", "The applicant still has time to mend it.")
        }
    }
}

/// Checks the words of a move: none is empty, and none is endless.
fn check(wanted: &Move) -> Result<(), ApiError> {
    let mut errors = Vec::new();
    match wanted {
        Move::RequestSupplement { points, days } => {
            if points.is_empty() || points.len() > MAX_POINTS {
                errors.push(wrong(
                    "/points",
                    "请列出 1 至 100 项需要补正的内容。",
                    "List 1 to 100 points.",
                ));
            }
            for (at, point) in points.iter().enumerate() {
                text(&mut errors, &format!("/points/{at}/note"), &point.note);
                let fits = point.pointer.len() <= 500
                    && (point.pointer.is_empty() || point.pointer.starts_with('/'));
                if !fits {
                    errors.push(wrong(
                        &format!("/points/{at}/pointer"),
                        "不是有效的位置。",
                        "Not a JSON Pointer.",
                    ));
                }
            }
            length(&mut errors, *days);
        }
        Move::StartSpecial { name, days } => {
            text(&mut errors, "/name", name);
            length(&mut errors, *days);
        }
        Move::NotAccept { reason } | Move::Refuse { reason } => {
            text(&mut errors, "/reason", reason);
        }
        Move::Accept | Move::StartReview | Move::EndSpecial | Move::Grant | Move::Deliver => {}
    }
    if errors.is_empty() { Ok(()) } else { Err(ApiError::invalid(errors)) }
}

fn text(errors: &mut Vec<FieldError>, pointer: &str, text: &Text) {
    let too_long = |part: &str| part.chars().count() > MAX_TEXT;
    if text.zh.trim().is_empty() {
        errors.push(wrong(pointer, "请填写内容。", "This cannot be empty."));
    } else if too_long(&text.zh) || text.en.as_deref().is_some_and(too_long) {
        errors.push(wrong(pointer, "内容过长。", "This is too long."));
    }
}

fn length(errors: &mut Vec<FieldError>, days: u16) {
    if days == 0 || days > MAX_DAYS {
        errors.push(wrong("/days", "请填写 1 至 250 个工作日。", "1 to 250 working days."));
    }
}

fn wrong(pointer: &str, zh: &str, en: &str) -> FieldError {
    let code = if pointer.ends_with("/days") { "range" } else { "text" };
    FieldError { pointer: pointer.into(), code: code.into(), detail: Text::new(zh, en) }
}

/// Whether a filing waits for a move that needs no judgement: after it, nothing more comes by
/// itself.
pub fn routine(state: FilingState) -> Option<Move> {
    match state {
        FilingState::Submitted => Some(Move::Accept),
        FilingState::Accepted => Some(Move::StartReview),
        FilingState::UnderReview => Some(Move::Grant),
        FilingState::Granted => Some(Move::Deliver),
        _ => None,
    }
}

//! Asking for help, and what each side does with a request. Each is one transaction: what
//! happened, and the record of it.

use bangban_contract::assistance::record::Event;
use bangban_contract::assistance::{
    About, AskForHelp, Assistance, LONGEST_TEXT, Move, Rating, Side,
};
use bangban_contract::problem::ProblemCode;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{Row, Sqlite, Transaction};
use uuid::Uuid;

use super::desk::assistant;
use super::life::{Act, Life, Refusal};
use super::{Entry, fitting, record, slots, ticker, view};
use crate::app::AppState;
use crate::clock::date_of;
use crate::filings::Record;
use crate::http::{ApiError, Caller};
use crate::session::Current;

/// Requests of a person a day: a queue is for people who need it.
const A_DAY: i64 = 50;
/// The longest path or step, bytes.
const LONGEST_PATH: usize = 256;

/// Puts a request into a station's queue.
pub async fn ask(
    state: &AppState,
    caller: &Caller,
    wanted: AskForHelp,
) -> Result<Assistance, ApiError> {
    let now = state.clock.now();
    let question = text(&wanted.question)?;
    for path in [&wanted.step, &wanted.field].into_iter().flatten() {
        if path.is_empty() || path.len() > LONGEST_PATH || path.chars().any(char::is_control) {
            return Err(ApiError::malformed("位置无法识别。", "The place cannot be read."));
        }
    }
    if wanted.filing.is_none() && caller.only_filing.is_some() {
        return Err(ApiError::not_allowed());
    }
    let mut tx = state.db.begin().await?;
    ticker::settle_of(&mut tx, state, &caller.person.id, now).await?;
    let (mut item, mut item_name) = (None, None);
    if let Some(id) = &wanted.filing {
        let filing = Record::of_applicant(&mut *tx, caller, id).await?;
        if !filing.state.is_editable() {
            return Err(closed());
        }
        (item, item_name) = (Some(filing.item), Some(filing.item_name));
    } else if let Some(id) = wanted.item {
        let guide = state.published.guide(&id).ok_or_else(ApiError::not_found)?;
        (item, item_name) = (Some(id), Some(guide.item.name.clone()));
    }
    let station =
        choose(state, &mut tx, caller, wanted.station.as_deref(), item.as_deref()).await?;
    let slot = match &wanted.slot {
        None => None,
        Some(slot) => Some(slots::take(state, &mut *tx, &station, slot, now).await?),
    };
    let row = sqlx::query(
        "SELECT count(*) AS count FROM assistance WHERE applicant = ? AND asked_at > ?",
    )
    .bind(&caller.person.id)
    .bind((now - TimeDelta::days(1)).timestamp_millis());
    if row.fetch_one(&mut *tx).await?.try_get::<i64, _>("count")? >= A_DAY {
        return Err(ApiError::too_many(std::time::Duration::from_hours(1)));
    }
    let about = About { item, item_name, step: wanted.step, field: wanted.field, question };
    let entry = Entry {
        id: Uuid::new_v4().simple().to_string(),
        version: 1,
        applicant: caller.person.id.clone(),
        applicant_name: caller.person.name.clone(),
        filing: wanted.filing,
        about,
        station,
        slot,
        asked_at: now,
        first_claim_at: None,
        assistant: None,
        life: Life::new(now, slot),
        reply: None,
        rating: None,
    };
    match entry.insert(&mut tx).await {
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => {
            return Err(ApiError::new(ProblemCode::WrongState).detail(
                "您已有一个帮办请求，请先取消或结束它。",
                "You have asked for help already. Take that back or end it first.",
            ));
        }
        done => done?,
    }
    let actor = record::of_side(&entry, Side::Applicant);
    record::append(&mut tx, entry.subject(), &entry.id, now, actor, Event::Requested).await?;
    let place = view::place(&mut *tx, &entry).await?;
    tx.commit().await?;
    state.desks.changed();
    Ok(view::of(&entry, Side::Applicant, place, &state.desks, now))
}

/// What one side does.
pub async fn act(
    state: &AppState,
    current: &Current,
    id: &str,
    wanted: Move,
) -> Result<Assistance, ApiError> {
    let mut tx = state.db.begin().await?;
    let mut entry = Entry::find(&mut *tx, id).await?;
    let side = entry.side(current).ok_or_else(ApiError::not_found)?;
    ticker::settle(&mut tx, &mut entry, state.clock.now()).await?;
    act_in(tx, state, current, (entry, side), wanted).await
}

/// The same for an entry that is settled, in a transaction that has begun and ends here.
pub(super) async fn act_in(
    mut tx: Transaction<'_, Sqlite>,
    state: &AppState,
    current: &Current,
    (mut entry, side): (Entry, Side),
    wanted: Move,
) -> Result<Assistance, ApiError> {
    let now = state.clock.now();
    let id = entry.id.clone();
    let id = id.as_str();
    let done = change(state, current, &mut entry, side, wanted, now);
    let (event, to) = match done {
        Ok(done) => done,
        Err(refusal) => {
            // What had happened by itself stays.
            tx.commit().await?;
            tell(state, &entry);
            return Err(refusal);
        }
    };
    // Before a hand-over takes effect: who hands over is who did it.
    let actor = match side {
        Side::Assistant => record::assistant_of(current),
        Side::Applicant => record::of_side(&entry, side),
    };
    entry.assistant = to.or(entry.assistant);
    if let Some(reason) = entry.life.ended.filter(|_| !matches!(event, Event::Rated { .. })) {
        if !matches!(event, Event::Ended { .. }) {
            record::append(&mut tx, entry.subject(), id, now, actor.clone(), event).await?;
        }
        record::append(&mut tx, entry.subject(), id, now, actor, Event::Ended { reason }).await?;
        state.desks.hide(id);
    } else {
        record::append(&mut tx, entry.subject(), id, now, actor, event).await?;
    }
    entry.save(&mut tx).await?;
    let place = view::place(&mut *tx, &entry).await?;
    tx.commit().await?;
    tell(state, &entry);
    Ok(view::of(&entry, side, place, &state.desks, now))
}

type Changed = (Event, Option<bangban_contract::assistance::Assistant>);

/// Changes the entry; what goes on record, and who has it from now on where that is another.
fn change(
    state: &AppState,
    current: &Current,
    entry: &mut Entry,
    side: Side,
    wanted: Move,
    now: DateTime<Utc>,
) -> Result<Changed, ApiError> {
    let me = assistant(&current.identity.person);
    let (before, asked) = (entry.life.level, entry.life.wanted);
    let mut act = |act| entry.life.act(side, act, now).map_err(refused);
    Ok(match wanted {
        Move::Claim { wanted } => {
            act(Act::Claim(wanted))?;
            entry.first_claim_at.get_or_insert(now);
            (Event::Claimed { wanted }, me)
        }
        Move::Want { wanted } => {
            act(Act::Want(wanted))?;
            (Event::Wanted { wanted }, None)
        }
        Move::Reply { text: reply } => {
            let reply = text(&reply)?;
            if reply.is_empty() {
                return Err(ApiError::malformed("请填写答复。", "The answer is empty."));
            }
            act(Act::Reply)?;
            entry.reply = Some(reply);
            (Event::Replied, None)
        }
        Move::HandOver { to } => {
            let staff = state.desks.staff(&entry.station);
            let colleague = staff.iter().find(|one| one.id == to);
            let colleague = colleague.filter(|one| me.as_ref().is_some_and(|me| me.id != one.id));
            let colleague = colleague.cloned().ok_or_else(|| {
                ApiError::malformed("请选择本站其他帮办员。", "Choose a colleague of the station.")
            })?;
            act(Act::HandOver)?;
            state.desks.hide(&entry.id);
            let event =
                Event::HandedOver { to: colleague.name.clone(), number: colleague.number.clone() };
            (event, Some(colleague))
        }
        Move::Consent { level } => {
            if entry.filing.is_none() {
                return Err(refused(Refusal::WrongState));
            }
            act(Act::Consent(level))?;
            (Event::Consented { level }, None)
        }
        Move::Refuse => {
            act(Act::Refuse)?;
            (ended(entry), None)
        }
        Move::TakeLonger => {
            act(Act::TakeLonger)?;
            (Event::TookLonger, None)
        }
        Move::DeclineLevel => {
            act(Act::DeclineLevel)?;
            let wanted = asked.ok_or_else(|| refused(Refusal::WrongState))?;
            (Event::LevelDeclined { wanted }, None)
        }
        Move::ChangeLevel { level } => {
            act(Act::ChangeLevel(level))?;
            (Event::LevelChanged { from: before.unwrap_or(level), to: level }, None)
        }
        Move::Resume => {
            act(Act::Resume)?;
            (Event::Resumed, None)
        }
        Move::End => {
            act(Act::End)?;
            (ended(entry), None)
        }
        Move::Rate(rating) => {
            if side != Side::Applicant {
                return Err(refused(Refusal::NotYours));
            }
            if entry.life.ended.is_none() || entry.assistant.is_none() || entry.rating.is_some() {
                return Err(refused(Refusal::WrongState));
            }
            let text = text(&rating.text)?;
            if !(1..=5).contains(&rating.stars) {
                return Err(ApiError::malformed(
                    "评价为一至五级。",
                    "A rating has one to five levels.",
                ));
            }
            let stars = rating.stars;
            entry.rating = Some(Rating { stars, text });
            (Event::Rated { stars }, None)
        }
    })
}

fn ended(entry: &Entry) -> Event {
    let reason = entry.life.ended.unwrap_or(bangban_contract::assistance::EndReason::Cancelled);
    Event::Ended { reason }
}

fn refused(refusal: Refusal) -> ApiError {
    match refusal {
        Refusal::NotYours => ApiError::not_allowed(),
        Refusal::WrongState => ApiError::new(ProblemCode::WrongState).detail(
            "帮办的状态已变化，请以页面显示为准。",
            "The assistance stands elsewhere now. Look at the page.",
        ),
    }
}

fn closed() -> ApiError {
    ApiError::new(ProblemCode::WrongState).detail(
        "办件已提交，不能再请人帮办填写。",
        "The filing has been submitted: nobody can help to fill it in any more.",
    )
}

/// A text that somebody wrote, without what cannot be shown.
pub(crate) fn text(text: &str) -> Result<String, ApiError> {
    let text: String = text.trim().chars().filter(|c| !c.is_control() || *c == '\n').collect();
    if text.chars().count() <= LONGEST_TEXT {
        return Ok(text);
    }
    Err(ApiError::malformed(
        format!("内容不能超过{LONGEST_TEXT}字。"),
        format!("At most {LONGEST_TEXT} characters."),
    ))
}

/// The station that was chosen, or the one that fits.
async fn choose(
    state: &AppState,
    tx: &mut Transaction<'_, Sqlite>,
    caller: &Caller,
    wanted: Option<&str>,
    item: Option<&str>,
) -> Result<String, ApiError> {
    if let Some(id) = wanted {
        let station = state.desks.station(id).ok_or_else(|| {
            ApiError::malformed("该工作站没有在线帮办员。", "Nobody helps online at that station.")
        })?;
        return Ok(station.id.clone());
    }
    let today = date_of(state.clock.now());
    let fitting = fitting::station(state, tx, &caller.party.id, item, today).await?;
    fitting.map(|station| station.id).ok_or_else(|| {
        ApiError::new(ProblemCode::Unavailable).detail(
            "目前没有在线帮办员，请拨打办事电话。",
            "Nobody helps online now. Please telephone.",
        )
    })
}

/// Tells open documents and whoever waits. To be called when the change is in the database.
pub(super) fn tell(state: &AppState, entry: &Entry) {
    if let Some(filing) = &entry.filing {
        state.relay.filing_changed(filing);
    }
    state.desks.changed();
}

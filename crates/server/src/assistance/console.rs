//! What an assistant's console shows.

use bangban_contract::assistance::station::{Console, Figures, Waiting};
use bangban_contract::assistance::{AssistanceState as State, EndReason, PROMISE, Side};
use bangban_contract::session::Person;
use chrono::{DateTime, TimeDelta, Utc};

use super::Entry;
use super::desk::assistant;
use super::view::{self, seconds};
use crate::app::AppState;
use crate::clock::{date_of, rfc3339};
use crate::http::ApiError;
use crate::mandate::offered;

/// A booked request shows in the queue this long before its time.
const AHEAD: TimeDelta = TimeDelta::minutes(10);

/// The console of an assistant.
pub async fn of(state: &AppState, person: &Person, version: u64) -> Result<Console, ApiError> {
    let desk = person.desk.as_ref().ok_or_else(ApiError::not_allowed)?;
    let me = assistant(person).ok_or_else(ApiError::not_allowed)?;
    let now = state.clock.now();
    let waiting = "SELECT * FROM assistance WHERE station = ? AND state = 'waiting' \
                   ORDER BY due_at, id";
    let waiting = Entry::list(state.db.read(), waiting, &desk.station).await?;
    let waiting =
        waiting.into_iter().filter(|entry| entry.life.deadline().is_none_or(|(at, _)| now < at));
    let (waiting, booked): (Vec<Entry>, Vec<Entry>) =
        waiting.partition(|entry| entry.life.due_at - AHEAD <= now);
    let mine = "SELECT * FROM assistance WHERE assistant = ? AND state <> 'ended' \
                ORDER BY claimed_at";
    let mine = Entry::list(state.db.read(), mine, &person.id).await?;
    let mut reader = state.db.read().acquire().await?;
    let colleagues = state.desks.staff(&desk.station).iter().filter(|one| one.id != person.id);
    Ok(Console {
        version,
        station: view::station(&state.desks, &desk.station, now),
        waiting: waiting.into_iter().map(|entry| in_queue(entry, now)).collect(),
        booked: booked.into_iter().map(|entry| in_queue(entry, now)).collect(),
        offered: offered::count(&mut reader, &desk.station, date_of(now)).await?,
        mine: mine
            .iter()
            .map(|entry| view::of(entry, Side::Assistant, None, &state.desks, now))
            .collect(),
        colleagues: colleagues.cloned().collect(),
        figures: figures(state, &desk.station, now).await?,
        me,
    })
}

fn in_queue(entry: Entry, now: DateTime<Utc>) -> Waiting {
    Waiting {
        with_filing: entry.filing.is_some(),
        asked_at: rfc3339(entry.asked_at),
        waited: seconds(entry.life.due_at, now),
        slot: entry.slot.map(rfc3339),
        id: entry.id,
        about: entry.about,
    }
}

/// Whether it is one of today's requests: from the time on for which it was asked, and unless it
/// was taken back before anybody could be late.
fn counts(entry: &Entry, now: DateTime<Utc>) -> bool {
    let life = &entry.life;
    let in_time = life.due_at + TimeDelta::seconds(i64::from(PROMISE));
    let was_taken_back = life.ended == Some(EndReason::Cancelled) && life.acted_at <= in_time;
    life.due_at <= now && date_of(life.due_at) == date_of(now) && !was_taken_back
}

async fn figures(state: &AppState, station: &str, now: DateTime<Utc>) -> Result<Figures, ApiError> {
    let latest = "SELECT * FROM assistance WHERE station = ? \
                  ORDER BY due_at DESC LIMIT 2000";
    let all = Entry::list(state.db.read(), latest, station).await?;
    let all: Vec<Entry> = all.into_iter().filter(|entry| counts(entry, now)).collect();
    let mut first: Vec<u32> = all
        .iter()
        .filter_map(|entry| Some(seconds(entry.life.due_at, entry.first_claim_at?)))
        .collect();
    first.sort_unstable();
    let count = |which: &dyn Fn(&Entry) -> bool| {
        u32::try_from(all.iter().filter(|entry| which(entry)).count()).unwrap_or(u32::MAX)
    };
    let is_solved = |entry: &Entry| {
        use EndReason::{ByApplicant, ByAssistant, FilingClosed, Replied};
        entry.life.state == State::Ended
            && entry.first_claim_at.is_some()
            && matches!(entry.life.ended, Some(ByApplicant | ByAssistant | FilingClosed | Replied))
    };
    Ok(Figures {
        requests: count(&|_| true),
        first_answer: first.get(first.len() / 2).copied(),
        in_time: u32::try_from(first.iter().filter(|taken| **taken <= PROMISE).count())
            .unwrap_or(0),
        due: count(&|entry| {
            let is_open = entry.first_claim_at.is_none() && entry.life.state != State::Ended;
            !is_open || seconds(entry.life.due_at, now) > PROMISE
        }),
        solved: count(&is_solved),
        ratings: count(&|entry| entry.rating.is_some()),
        satisfied: count(&|entry| entry.rating.as_ref().is_some_and(|one| one.stars >= 3)),
    })
}

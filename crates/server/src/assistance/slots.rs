//! Times that can be booked at a station: half hours of working days.

use bangban_calendar::is_working_day;
use bangban_contract::problem::ProblemCode;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use sqlx::{Executor, Row, Sqlite};

use crate::app::AppState;
use crate::clock::{date_of, rfc3339};
use crate::http::ApiError;

/// Half hours of a day, Asia/Shanghai: from 9:00 and from 13:30.
const DAY: [(u32, u32, u32); 2] = [(9, 0, 6), (13, 30, 7)];
/// Working days ahead, today included.
const DAYS: usize = 5;
/// Days that are looked at to find them.
const LOOKED_AT: u64 = 21;
/// Nobody comes sooner than this.
const NOTICE: TimeDelta = TimeDelta::minutes(30);

/// The half hours of the next working days, from `now` on.
fn half_hours(now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let today = date_of(now);
    let dates = (0..LOOKED_AT).filter_map(|ahead| today.checked_add_days(Days::new(ahead)));
    let dates = dates.filter(|date| is_working_day(*date)).take(DAYS);
    let all = dates.flat_map(|date| {
        DAY.into_iter().flat_map(move |(hour, minute, count)| {
            (0..count).filter_map(move |half| instant(date, hour, minute, half))
        })
    });
    all.filter(|at| *at >= now + NOTICE).collect()
}

fn instant(date: NaiveDate, hour: u32, minute: u32, half: u32) -> Option<DateTime<Utc>> {
    let begins = NaiveTime::from_hms_opt(hour, minute, 0)?;
    // Shanghai is eight hours ahead of UTC.
    let local = date.and_time(begins) + TimeDelta::minutes(30 * i64::from(half));
    Some((local - TimeDelta::hours(8)).and_utc())
}

async fn booked<'e, E>(db: E, station: &str) -> Result<Vec<i64>, sqlx::Error>
where
    E: Executor<'e, Database = Sqlite>,
{
    let rows = sqlx::query(
        "SELECT slot FROM assistance WHERE station = ? AND slot IS NOT NULL AND state <> 'ended'",
    );
    rows.bind(station).fetch_all(db).await?.iter().map(|row| row.try_get("slot")).collect()
}

/// The free ones: each assistant has one person at a time.
pub async fn free(state: &AppState, station: &str) -> Result<Vec<String>, ApiError> {
    let free = free_at(state, state.db.read(), station, state.clock.now()).await?;
    Ok(free.into_iter().map(rfc3339).collect())
}

async fn free_at<'e, E>(
    state: &AppState,
    db: E,
    station: &str,
    now: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>, sqlx::Error>
where
    E: Executor<'e, Database = Sqlite>,
{
    let (most, booked) = (state.desks.staff(station).len(), booked(db, station).await?);
    let taken =
        |at: &DateTime<Utc>| booked.iter().filter(|slot| **slot == at.timestamp_millis()).count();
    Ok(half_hours(now).into_iter().filter(|at| taken(at) < most).collect())
}

/// One that is asked for, while it is free.
pub(super) async fn take<'e, E>(
    state: &AppState,
    db: E,
    station: &str,
    wanted: &str,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, ApiError>
where
    E: Executor<'e, Database = Sqlite>,
{
    let free = free_at(state, db, station, now).await?;
    free.into_iter().find(|at| rfc3339(*at) == wanted).ok_or_else(|| {
        ApiError::new(ProblemCode::WrongState)
            .detail("该时段已约满，请另选时段。", "That time is taken. Choose another.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_working_days_alone() {
        // Wednesday, 30 September 2026, 16:10 in Shanghai, before the National Day holidays.
        let now = DateTime::parse_from_rfc3339("2026-09-30T08:10:00Z").unwrap().to_utc();
        let all = half_hours(now);
        assert!(all.iter().all(|at| is_working_day(date_of(*at))));
        // 16:30 is too soon, 17:00 is no beginning: the first are of the next working day.
        assert_ne!(date_of(all[0]), date_of(now));
        assert_eq!(all.len(), 4 * 13);
    }
}

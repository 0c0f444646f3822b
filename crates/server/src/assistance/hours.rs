//! When the stations are open: on working days from 9:00 to 17:00, Asia/Shanghai. Pure.

use bangban_calendar::is_working_day;
use bangban_contract::assistance::HelpStation;
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

use crate::clock::rfc3339;

/// How far Shanghai is ahead of UTC.
const AHEAD: TimeDelta = TimeDelta::hours(8);
/// From the beginning of a day: when they open and when they close.
const OPEN: [TimeDelta; 2] = [TimeDelta::hours(9), TimeDelta::hours(17)];

/// When they open next; nothing while they are open.
fn next_opening(now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let local = now.naive_utc() + AHEAD;
    let begins = |date: chrono::NaiveDate| date.and_time(NaiveTime::MIN);
    let [from, until] = OPEN.map(|since| begins(local.date()) + since);
    if is_working_day(local.date()) && (from..until).contains(&local) {
        return None;
    }
    let days = local.date().iter_days().skip(usize::from(local >= from));
    let day = days.take(366).find(|date| is_working_day(*date))?;
    Some((begins(day) + OPEN[0] - AHEAD).and_utc())
}

/// A station as it is now: closed until the next opening, or open.
pub fn at(station: HelpStation, now: DateTime<Utc>) -> HelpStation {
    HelpStation { opens_at: next_opening(now).map(rfc3339), ..station }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_on_working_days_alone() {
        for (now, opens) in [
            // Monday, 2 November 2026: before, at the opening, before the closing, after it.
            ("2026-11-02T00:59:59Z", Some("2026-11-02T01:00:00.000Z")),
            ("2026-11-02T01:00:00Z", None),
            ("2026-11-02T08:59:59Z", None),
            ("2026-11-02T09:00:00Z", Some("2026-11-03T01:00:00.000Z")),
            // After midnight in Shanghai it is the next day.
            ("2026-11-02T16:30:00Z", Some("2026-11-03T01:00:00.000Z")),
            // Friday evening, and the National Day holidays.
            ("2026-11-06T10:00:00Z", Some("2026-11-09T01:00:00.000Z")),
            ("2026-10-03T03:00:00Z", Some("2026-10-08T01:00:00.000Z")),
        ] {
            let found = next_opening(now.parse().unwrap()).map(rfc3339);
            assert_eq!(found.as_deref(), opens, "{now}");
        }
    }
}

//! The promised date of a filing (承诺办结日期). Pure.

use bangban_calendar::{Clock, Suspension, add_working_days};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::lifecycle::Facts;

/// A time for which the limit stands still, as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standstill {
    /// First day that does not count.
    pub from: NaiveDate,
    /// Last day that does not count; `None` while it runs.
    pub until: Option<NaiveDate>,
}

/// The day on which a filing counts as accepted: today, or the day of receipt where the
/// department was silent for too long (行政许可法 art. 32 (4)).
pub fn acceptance_day(facts: Facts) -> NaiveDate {
    match facts.received_on {
        Some(received) if facts.answer_overdue() => received,
        _ => facts.today,
    }
}

/// The last day of the promised time; `None` while a special procedure (特别程序) that nobody
/// knows the end of holds it (art. 45).
pub fn promised_on(accepted: NaiveDate, days: u16, still: &[Standstill]) -> Option<NaiveDate> {
    let mut clock = Clock::new(accepted, days);
    clock.suspensions = still.iter().map(|s| Suspension { from: s.from, until: s.until }).collect();
    clock.due().map(|due| due.date)
}

/// The limit stops from this day on.
pub fn stop(still: &mut Vec<Standstill>, today: NaiveDate) {
    still.push(Standstill { from: today, until: None });
}

/// The limit runs again: today is the last day that does not count.
pub fn resume(still: &mut [Standstill], today: NaiveDate) {
    for open in still.iter_mut().filter(|s| s.until.is_none()) {
        open.until = Some(today.max(open.from));
    }
}

/// The last of so many working days from today.
pub fn due_in(today: NaiveDate, days: u16) -> NaiveDate {
    add_working_days(today, days).date
}

//! Statutory clocks: a time limit that may stand still.

use chrono::NaiveDate;

use crate::{Due, count_between, count_days};

/// A time for which a clock stands still: waiting for supplements (补正), or a special procedure
/// (特别程序: hearing, inspection, expert review; 行政许可法 Art. 45).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Suspension {
    /// The first day that does not count.
    pub from: NaiveDate,
    /// The last day that does not count; `None` while it is not over.
    pub until: Option<NaiveDate>,
}

/// A time limit in working days from a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clock {
    /// The day of what starts it; not counted itself.
    pub start: NaiveDate,
    /// Its length in working days.
    pub days: u16,
    /// When it stands still. They may overlap.
    pub suspensions: Vec<Suspension>,
}

impl Clock {
    /// A clock that has never stood still.
    pub fn new(start: NaiveDate, days: u16) -> Clock {
        Clock { start, days, suspensions: Vec::new() }
    }

    /// The same time limit from another day, as acceptance starts anew when all supplements have
    /// arrived (Art. 32).
    #[must_use]
    pub fn restart(self, start: NaiveDate) -> Clock {
        Clock::new(start, self.days)
    }

    /// Whether a day does not count.
    pub fn suspended_on(&self, date: NaiveDate) -> bool {
        self.suspensions.iter().any(|s| s.from <= date && s.until.is_none_or(|until| date <= until))
    }

    /// Working days used up until a day, that included.
    pub fn used(&self, on: NaiveDate) -> u32 {
        count_between(self.start, on, &|day| !self.suspended_on(day))
    }

    /// Working days left after a day; negative: so many overdue.
    pub fn left(&self, on: NaiveDate) -> i32 {
        let used = i32::try_from(self.used(on)).unwrap_or(i32::MAX);
        i32::from(self.days) - used
    }

    /// The last day; `None` if the clock stands still before it and nobody knows for how long.
    pub fn due(&self) -> Option<Due> {
        let open = self.suspensions.iter().filter(|s| s.until.is_none()).map(|s| s.from).min();
        if let Some(from) = open {
            // Only what is counted before it stands still can still bring it to its end.
            let before = from.pred_opt()?;
            if self.used(before) < u32::from(self.days) {
                return None;
            }
        }
        Some(count_days(self.start, self.days, &|day| !self.suspended_on(day)))
    }
}

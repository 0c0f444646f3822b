//! Working days and statutory clocks of the mainland. Pure: nobody's clock, no time of day.
//!
//! Time limits of the 行政许可法 are in working days, public holidays not included (Art. 82). Which
//! days those are, the General Office of the State Council (国务院办公厅) says each year in a notice,
//! make-up workdays (调休上班) included. For years without a notice here the public holidays of the
//! 全国年节及纪念日放假办法 are used, and every result that rests on them is provisional.

mod clock;
mod holidays;
mod notices;

use chrono::{Datelike, Days, NaiveDate, Weekday};

pub use clock::{Clock, Suspension};
pub use holidays::Holiday;

/// What a day is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DayKind {
    /// A working day from Monday to Friday.
    Workday,
    /// A Saturday or Sunday on which one works (调休上班).
    MakeUp,
    /// A Saturday or Sunday.
    Weekend,
    /// A day off by the year's notice or by law.
    Holiday(Holiday),
}

/// The last day of a time limit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Due {
    /// The day.
    pub date: NaiveDate,
    /// The count went through days of a year whose notice is not known yet: the day may move.
    pub provisional: bool,
}

/// What a day is.
pub fn day_kind(date: NaiveDate) -> DayKind {
    let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    if let Some(notice) = notices::of(date.year()) {
        let day = (date.month(), date.day());
        if let Some(holiday) = notice.off(day) {
            return DayKind::Holiday(holiday);
        }
        if notice.make_up.contains(&day) {
            return DayKind::MakeUp;
        }
    } else if let Some(holiday) = holidays::by_law(date) {
        return DayKind::Holiday(holiday);
    }
    if weekend { DayKind::Weekend } else { DayKind::Workday }
}

/// Whether it is a working day.
pub fn is_working_day(date: NaiveDate) -> bool {
    matches!(day_kind(date), DayKind::Workday | DayKind::MakeUp)
}

/// Whether the State Council's notice for the year is known here; otherwise results are
/// provisional.
pub fn is_published(year: i32) -> bool {
    notices::of(year).is_some()
}

/// The last of so many working days. The first is the next working day after `start`: the day on
/// which something happens is not counted. Zero days end on `start` itself.
pub fn add_working_days(start: NaiveDate, days: u16) -> Due {
    count_days(start, days, &|_| true)
}

/// The last of so many working days among those that count.
pub(crate) fn count_days(start: NaiveDate, days: u16, counts: &dyn Fn(NaiveDate) -> bool) -> Due {
    let mut due = Due { date: start, provisional: !is_published(start.year()) && days == 0 };
    let mut left = days;
    while left > 0 {
        // The last day that can be written down ends every count.
        let Some(next) = due.date.succ_opt() else { break };
        due.date = next;
        due.provisional |= !is_published(next.year());
        if is_working_day(next) && counts(next) {
            left -= 1;
        }
    }
    due
}

/// The working days after one day and until another, that included: the inverse of
/// [`add_working_days`]. Zero if `until` is not later.
pub fn working_days_between(after: NaiveDate, until: NaiveDate) -> u32 {
    count_between(after, until, &|_| true)
}

pub(crate) fn count_between(
    after: NaiveDate,
    until: NaiveDate,
    counts: &dyn Fn(NaiveDate) -> bool,
) -> u32 {
    let mut count = 0;
    let mut day = after;
    while day < until {
        let Some(next) = day.succ_opt() else { break };
        day = next;
        count += u32::from(is_working_day(day) && counts(day));
    }
    count
}

/// The last day to ask for renewal: 30 days (calendar days) before a licence expires
/// (行政许可法 Art. 50).
pub fn renewal_deadline(expiry: NaiveDate) -> NaiveDate {
    expiry.checked_sub_days(Days::new(30)).unwrap_or(expiry)
}

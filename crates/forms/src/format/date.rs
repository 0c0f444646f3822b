//! Dates of the Gregorian calendar, without a time of day.

use super::half_width;
use crate::problem::Fault;
use crate::{Problem, ProblemCode, Text};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A day as people write it: 2026年1月5日, 5 Jan 2026. `month` and `day` count from 1.
pub fn date_words(year: i32, month: u32, day: u32) -> Text {
    let (year, day) = (year.to_string(), day.to_string());
    let name = MONTHS.get((month as usize).wrapping_sub(1)).copied().unwrap_or_default();
    Text {
        zh: [&*year, "年", &month.to_string(), "月", &day, "日"].concat(),
        en: Some([&*day, " ", name, " ", &year].concat()),
    }
}

/// A normalised date in words; anything else as it is.
pub(crate) fn words(date: &str) -> Text {
    let mut parts = date.split('-').map(str::parse::<u32>);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) => {
            date_words(year.cast_signed(), month, day)
        }
        _ => Text::same(String::from(date)),
    }
}

/// A day, as the number of days since 0000-03-01.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Day(f64);

impl Day {
    /// The day of a date as `2026-01-31`; `None` where it is not one.
    pub fn of(date: &str) -> Option<Day> {
        number(date).map(Day)
    }

    /// The day of an instant, milliseconds since 1970, where clocks are so many hours ahead of
    /// UTC.
    pub fn at(ms: f64, hours: f64) -> Day {
        Day((ms / 86_400_000.0 + hours / 24.0).floor() + 719_468.0)
    }

    /// So many days later.
    pub(crate) fn after(self, days: f64) -> f64 {
        self.0 + days
    }
}

/// The normalised date of a day number: the other way round of [`number`]. Counted in spans of
/// 400 years, which begin in March so that a leap day ends its year.
#[allow(clippy::cast_possible_truncation)] // a whole number of days
pub(crate) fn of_number(number: f64) -> String {
    let days = number as i32;
    let (span, rest) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (rest - rest / 1460 + rest / 36_524 - rest / 146_096) / 365;
    let day = rest - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    written([span * 400 + year + later, month, day])
}

/// Whether there is such a day.
pub(crate) fn exists(year: u32, month: u32, day: u32) -> bool {
    let last = match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        1..=12 => 31,
        _ => return false,
    };
    (1..=last).contains(&day)
}

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// Reads `2026-01-05`, `2026/1/5`, `2026.1.5`, `20260105` or `2026年1月5日` and writes the first.
pub(crate) fn normalise(text: &str) -> Result<String, Fault> {
    let text = half_width(text);
    let malformed = || Problem::fault(ProblemCode::Date);
    let mut parts = [0_u32; 3];
    let mut count = 0;
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        for (part, range) in parts.iter_mut().zip([0..4, 4..6, 6..8]) {
            *part = text[range].parse().map_err(|_| malformed())?;
        }
        count = 3;
    } else {
        for part in text.trim_end_matches('日').split(['-', '/', '.', '年', '月']) {
            let part = part.trim();
            let long = if count == 0 { part.len() == 4 } else { (1..=2).contains(&part.len()) };
            if count == 3 || !long || !part.bytes().all(|b| b.is_ascii_digit()) {
                return Err(malformed());
            }
            parts[count] = part.parse().map_err(|_| malformed())?;
            count += 1;
        }
    }
    let [year, month, day] = parts;
    if count != 3 {
        return Err(malformed());
    }
    if year < 1800 {
        return Err(Problem::fault(ProblemCode::Year));
    }
    if !exists(year, month, day) {
        return Err(Problem::fault(ProblemCode::NoSuchDate));
    }
    Ok(written(parts.map(u32::cast_signed)))
}

/// Year, month and day as `2026-01-05`.
fn written([year, month, day]: [i32; 3]) -> String {
    let mut out = String::with_capacity(10);
    for (n, width) in [(year, 4), (month, 2), (day, 2)] {
        if !out.is_empty() {
            out.push('-');
        }
        let digits = n.to_string();
        for _ in digits.len()..width {
            out.push('0');
        }
        out.push_str(&digits);
    }
    out
}

/// The day number of a normalised date (days since 0000-03-01), to compare and subtract.
pub(crate) fn number(date: &str) -> Option<f64> {
    let mut parts = date.split('-').map(str::parse::<i32>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    Some(f64::from(y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day - 1))
}

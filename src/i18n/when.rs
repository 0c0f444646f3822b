//! Dates and instants in words, as the two languages write them. Instants are shown in
//! China Standard Time (UTC+8, no summer time), whatever the device is set to.

use chrono::{Datelike, Days, NaiveDate};

use super::{Language, language};

const WEEK_ZH: [&str; 7] =
    ["（周一） ", "（周二） ", "（周三） ", "（周四） ", "（周五） ", "（周六） ", "（周日） "];
const WEEK_EN: [&str; 7] =
    [" (Mon) ", " (Tue) ", " (Wed) ", " (Thu) ", " (Fri) ", " (Sat) ", " (Sun) "];

/// Reads `YYYY-MM-DD` at the start of a text.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    NaiveDate::from_ymd_opt(i32::try_from(number(0, 4)?).ok()?, number(5, 7)?, number(8, 10)?)
}

/// Reads an RFC 3339 instant in UTC as the local date and the minutes of the day in China.
pub fn parse_instant(text: &str) -> Option<(NaiveDate, u32)> {
    let date = parse_date(text)?;
    let hour: u32 = text.get(11..13)?.parse().ok()?;
    let minute: u32 = text.get(14..16)?.parse().ok()?;
    if !text.ends_with('Z') || hour > 23 || minute > 59 {
        return None;
    }
    let minutes = hour * 60 + minute + 8 * 60;
    if minutes < 24 * 60 {
        Some((date, minutes))
    } else {
        Some((date.checked_add_days(Days::new(1))?, minutes - 24 * 60))
    }
}

/// A date in words: 2026年11月24日, 24 Nov 2026. Tracked.
pub fn date_words(date: NaiveDate) -> String {
    in_words(date, language())
}

fn in_words(date: NaiveDate, language: Language) -> String {
    let words = bangban_forms::date_words(date.year(), date.month(), date.day());
    words.get(language.locale()).to_owned()
}

/// A date of the contract in words; what cannot be read is shown as it came. Tracked.
pub fn date(text: &str) -> String {
    parse_date(text).map_or_else(|| text.to_owned(), date_words)
}

/// An instant of the contract in words, to the minute. Tracked.
pub fn instant(text: &str) -> String {
    let Some((date, minutes)) = parse_instant(text) else { return text.to_owned() };
    [&date_words(date), " ", &of_day(minutes)].concat()
}

/// The same with the day of the week. Tracked.
pub fn instant_of_week(text: &str) -> String {
    let Some((date, minutes)) = parse_instant(text) else { return text.to_owned() };
    [&date_words(date), week_day(date, language()), &of_day(minutes)].concat()
}

/// The day of the week, as it stands between a date and a time.
fn week_day(date: NaiveDate, language: Language) -> &'static str {
    let at = date.weekday().num_days_from_monday() as usize;
    match language {
        Language::Zh => WEEK_ZH[at],
        Language::En => WEEK_EN[at],
    }
}

/// The time of an instant of the contract, to the minute: 09:30.
pub fn time(text: &str) -> String {
    parse_instant(text).map_or_else(|| text.to_owned(), |(_, minutes)| of_day(minutes))
}

fn of_day(minutes: u32) -> String {
    let two = |number: u32| {
        let digits = number.to_string();
        if number < 10 { ["0", &digits].concat() } else { digits }
    };
    [&two(minutes / 60), ":", &*two(minutes % 60)].concat()
}

/// The day of an instant in words, in China. Tracked.
pub fn day_of(text: &str) -> String {
    parse_instant(text).map_or_else(|| text.to_owned(), |(date, _)| date_words(date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_local_to_china() {
        for (text, expect) in [
            ("2026-11-24T08:05:00Z", Some(("2026-11-24", 16 * 60 + 5))),
            ("2026-12-31T16:00:00Z", Some(("2027-01-01", 0))),
            ("2026-11-24T08:05:00.123Z", Some(("2026-11-24", 16 * 60 + 5))),
            ("2026-11-24T08:05:00+08:00", None),
            ("2026-13-24T08:05:00Z", None),
            ("", None),
            ("二〇二六年", None),
        ] {
            let found = parse_instant(text).map(|(date, minutes)| (date.to_string(), minutes));
            assert_eq!(found, expect.map(|(date, minutes)| (date.to_owned(), minutes)), "{text}");
        }
    }

    #[test]
    fn dates_read_as_people_write_them() {
        let date = parse_date("2026-01-09").unwrap();
        assert_eq!(in_words(date, Language::Zh), "2026年1月9日");
        assert_eq!(in_words(date, Language::En), "9 Jan 2026");
        assert_eq!(week_day(date, Language::Zh), "（周五） ");
    }
}

//! Days and counts from the State Council's notices, one case a line.

use bangban_calendar::{
    Clock, DayKind, Due, Holiday, Suspension, add_working_days, day_kind, is_published,
    is_working_day, renewal_deadline, working_days_between,
};
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

#[test]
fn kinds_of_days() {
    use DayKind::{MakeUp, Weekend, Workday};
    let off = DayKind::Holiday;
    let cases = [
        ("2024-01-01", off(Holiday::NewYear)),
        ("2024-02-04", MakeUp),
        ("2024-02-09", Workday), // 除夕 2024 was not a day off
        ("2024-02-10", off(Holiday::SpringFestival)),
        ("2024-02-18", MakeUp),
        ("2024-04-07", MakeUp),
        ("2024-05-11", MakeUp),
        ("2024-06-10", off(Holiday::DragonBoat)),
        ("2024-09-14", MakeUp),
        ("2024-10-12", MakeUp),
        ("2024-10-13", Weekend),
        ("2025-01-26", MakeUp),
        ("2025-01-28", off(Holiday::SpringFestival)),
        ("2025-02-05", Workday),
        ("2025-02-08", MakeUp),
        ("2025-04-27", MakeUp),
        ("2025-06-02", off(Holiday::DragonBoat)),
        ("2025-09-28", MakeUp),
        ("2025-10-08", off(Holiday::NationalDay)),
        ("2025-10-11", MakeUp),
        ("2026-01-02", off(Holiday::NewYear)),
        ("2026-01-04", MakeUp),
        ("2026-02-14", MakeUp),
        ("2026-02-15", off(Holiday::SpringFestival)),
        ("2026-02-23", off(Holiday::SpringFestival)),
        ("2026-02-24", Workday),
        ("2026-02-28", MakeUp),
        ("2026-04-06", off(Holiday::QingMing)),
        ("2026-05-09", MakeUp),
        ("2026-06-19", off(Holiday::DragonBoat)),
        ("2026-09-20", MakeUp),
        ("2026-09-25", off(Holiday::MidAutumn)),
        ("2026-10-10", MakeUp),
        ("2026-11-24", Workday),
        // By law only, until the notice is out.
        ("2027-01-01", off(Holiday::NewYear)),
        ("2027-02-05", off(Holiday::SpringFestival)),
        ("2027-02-08", off(Holiday::SpringFestival)),
        ("2027-02-09", off(Holiday::SpringFestival)), // for Saturday the 6th
        ("2027-02-10", off(Holiday::SpringFestival)), // for Sunday the 7th
        ("2027-02-11", Workday),
        ("2027-04-05", off(Holiday::QingMing)),
        ("2027-05-04", off(Holiday::LabourDay)), // for Sunday the 2nd
        ("2027-05-05", Workday),
        ("2027-06-09", off(Holiday::DragonBoat)),
        ("2027-09-15", off(Holiday::MidAutumn)),
        ("2027-10-05", off(Holiday::NationalDay)), // for Sunday the 3rd
        ("2027-10-06", Workday),
    ];
    for (date, kind) in cases {
        assert_eq!(day_kind(day(date)), kind, "{date}");
    }
}

#[test]
fn working_days_of_a_year() {
    for (year, days) in [(2024, 251), (2025, 248), (2026, 248)] {
        let before = NaiveDate::from_ymd_opt(year - 1, 12, 31).expect("a date");
        let last = NaiveDate::from_ymd_opt(year, 12, 31).expect("a date");
        assert_eq!(working_days_between(before, last), days, "{year}");
        assert!(is_published(year));
    }
    assert!(!is_published(2027) && !is_published(2023));
}

#[test]
fn make_up_days_fall_on_weekends_and_close_to_a_holiday() {
    use chrono::Datelike;
    let mut date = day("2024-01-01");
    while date < day("2027-01-01") {
        if day_kind(date) == DayKind::MakeUp {
            assert!(date.weekday().number_from_monday() >= 6, "{date}");
            let near = (1..=9).any(|n| {
                let days = chrono::Days::new(n);
                [date.checked_add_days(days), date.checked_sub_days(days)]
                    .into_iter()
                    .flatten()
                    .any(|d| matches!(day_kind(d), DayKind::Holiday(_)))
            });
            assert!(near, "{date}");
        }
        date = date.succ_opt().expect("a date");
    }
}

#[test]
fn ends_of_time_limits() {
    // start, working days, last day, provisional
    let cases = [
        ("2026-11-24", 0, "2026-11-24", false),
        ("2026-11-24", 1, "2026-11-25", false),
        ("2026-11-24", 5, "2026-12-01", false),
        ("2026-11-27", 1, "2026-11-30", false), // Friday
        ("2026-11-28", 1, "2026-11-30", false), // Saturday
        ("2026-02-13", 1, "2026-02-14", false), // the make-up Saturday counts
        ("2026-02-13", 2, "2026-02-24", false),
        ("2026-02-24", 5, "2026-03-02", false), // with Saturday the 28th
        ("2026-09-18", 10, "2026-10-09", false), // with Sunday the 20th
        ("2025-09-26", 5, "2025-10-10", false), // with Sunday the 28th
        ("2025-12-31", 2, "2026-01-05", false), // Sunday the 4th is the first
        ("2026-12-30", 1, "2026-12-31", false),
        ("2026-12-30", 2, "2027-01-04", true),
        ("2026-11-24", 45, "2027-01-27", true),
    ];
    for (start, days, date, provisional) in cases {
        let due = add_working_days(day(start), days);
        assert_eq!(due, Due { date: day(date), provisional }, "{start} + {days}");
    }
}

#[test]
fn clocks() {
    let stop =
        |from: &str, until: Option<&str>| Suspension { from: day(from), until: until.map(day) };
    // start, days, suspensions, last day
    let cases = [
        ("2026-11-24", 5, vec![], Some("2026-12-01")),
        ("2026-11-24", 5, vec![stop("2026-11-26", Some("2026-11-27"))], Some("2026-12-03")),
        // Over a weekend it costs its working days only.
        ("2026-11-24", 5, vec![stop("2026-11-28", Some("2026-11-29"))], Some("2026-12-01")),
        // Overlapping ones are not counted twice.
        (
            "2026-11-24",
            5,
            vec![stop("2026-11-26", Some("2026-11-27")), stop("2026-11-27", Some("2026-11-30"))],
            Some("2026-12-04"),
        ),
        ("2026-11-24", 5, vec![stop("2026-11-26", None)], None),
        // It was over before it was stopped.
        ("2026-11-24", 5, vec![stop("2026-12-02", None)], Some("2026-12-01")),
    ];
    for (start, days, suspensions, date) in cases {
        let clock = Clock { start: day(start), days, suspensions };
        assert_eq!(clock.due().map(|due| due.date), date.map(day), "{clock:?}");
    }
}

#[test]
fn a_clock_runs_and_restarts() {
    let mut clock = Clock::new(day("2026-11-24"), 5);
    assert_eq!((clock.used(day("2026-11-24")), clock.left(day("2026-11-24"))), (0, 5));
    assert_eq!((clock.used(day("2026-11-26")), clock.left(day("2026-11-26"))), (2, 3));
    assert_eq!(clock.left(day("2026-12-02")), -1);
    clock.suspensions.push(Suspension { from: day("2026-11-26"), until: None });
    assert!(clock.suspended_on(day("2027-01-01")) && !clock.suspended_on(day("2026-11-25")));
    assert_eq!(clock.left(day("2026-12-02")), 4);
    let clock = clock.restart(day("2026-12-02"));
    assert_eq!(clock.due().map(|d| d.date), Some(day("2026-12-09")));
}

#[test]
fn renewal_is_asked_for_thirty_days_before() {
    for (expiry, last) in
        [("2026-12-31", "2026-12-01"), ("2027-03-01", "2027-01-30"), ("2024-03-30", "2024-02-29")]
    {
        assert_eq!(renewal_deadline(day(expiry)), day(last));
    }
}

#[test]
fn the_ends_of_time_do_not_panic() {
    assert_eq!(add_working_days(NaiveDate::MAX, 5).date, NaiveDate::MAX);
    assert!(is_working_day(NaiveDate::MIN) || !is_working_day(NaiveDate::MIN));
    assert_eq!(renewal_deadline(NaiveDate::MIN), NaiveDate::MIN);
}

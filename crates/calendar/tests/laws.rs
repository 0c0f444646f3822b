//! What holds for every day and every count.

use bangban_calendar::{Clock, Suspension, add_working_days, is_working_day, working_days_between};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

fn day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..2_000).prop_map(|n| NaiveDate::from_ymd_opt(2023, 6, 1).expect("a date") + Days::new(n))
}

proptest! {
    #[test]
    fn a_limit_ends_on_a_working_day(start in day(), days in 1_u16..120) {
        prop_assert!(is_working_day(add_working_days(start, days).date));
    }

    #[test]
    fn between_is_the_inverse_of_add(start in day(), days in 0_u16..120) {
        let due = add_working_days(start, days);
        prop_assert_eq!(working_days_between(start, due.date), u32::from(days));
    }

    #[test]
    fn a_longer_limit_ends_later(start in day(), days in 0_u16..120) {
        prop_assert!(add_working_days(start, days).date < add_working_days(start, days + 1).date);
    }

    #[test]
    fn a_later_start_ends_no_earlier(start in day(), wait in 0_u64..30, days in 0_u16..60) {
        let later = add_working_days(start + Days::new(wait), days);
        prop_assert!(add_working_days(start, days).date <= later.date);
    }

    #[test]
    fn counts_add_up(start in day(), a in 0_u64..60, b in 0_u64..60) {
        let (mid, end) = (start + Days::new(a), start + Days::new(a + b));
        prop_assert_eq!(
            working_days_between(start, end),
            working_days_between(start, mid) + working_days_between(mid, end)
        );
    }

    #[test]
    fn standing_still_delays_by_its_working_days(
        start in day(), days in 1_u16..40, gap in 0_u64..30, length in 0_u64..20,
    ) {
        let from = start + Days::new(gap + 1);
        let until = from + Days::new(length);
        let mut clock = Clock::new(start, days);
        let plain = clock.due().expect("runs");
        clock.suspensions.push(Suspension { from, until: Some(until) });
        let due = clock.due().expect("runs again");
        prop_assert!(is_working_day(due.date) && !clock.suspended_on(due.date));
        prop_assert_eq!(clock.left(due.date), 0);
        if from > plain.date {
            prop_assert_eq!(due.date, plain.date);
        } else {
            let lost = working_days_between(from.pred_opt().expect("a date"), until);
            prop_assert_eq!(
                working_days_between(plain.date, due.date), lost
            );
        }
    }
}

//! The rules of a filing's life, as a table and for any sequence of moves.

use bangban_calendar::{add_working_days, is_working_day};
use bangban_contract::filing::FilingState;
use bangban_server::review::lifecycle::{Action, Facts, Refusal, next};
use bangban_server::review::limit::{acceptance_day, promised_on, resume, stop};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

const STATES: [FilingState; 11] = [
    FilingState::Draft,
    FilingState::Submitted,
    FilingState::SupplementRequested,
    FilingState::Accepted,
    FilingState::NotAccepted,
    FilingState::UnderReview,
    FilingState::SpecialProcedure,
    FilingState::Granted,
    FilingState::Refused,
    FilingState::Delivered,
    FilingState::Withdrawn,
];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Received on Monday, the 2nd of March 2026; the last day to answer is Monday, the 9th.
fn facts(today: &str, supplements: u32) -> Facts {
    Facts {
        today: day(today),
        received_on: Some(day("2026-03-02")),
        supplements,
        supplement_due: (supplements > 0).then(|| day("2026-03-16")),
    }
}

/// Every move that the rules allow; all others are refused.
#[rustfmt::skip]
const ALLOWED: &[(FilingState, Action, FilingState)] = &[
    (FilingState::Draft, Action::Submit, FilingState::Submitted),
    (FilingState::SupplementRequested, Action::Submit, FilingState::Submitted),
    (FilingState::SupplementRequested, Action::Withdraw, FilingState::Withdrawn),
    (FilingState::Submitted, Action::Accept, FilingState::Accepted),
    (FilingState::Submitted, Action::RequestSupplement, FilingState::SupplementRequested),
    (FilingState::Submitted, Action::NotAccept, FilingState::NotAccepted),
    (FilingState::Submitted, Action::Withdraw, FilingState::Withdrawn),
    (FilingState::SupplementRequested, Action::NotAccept, FilingState::NotAccepted),
    (FilingState::Accepted, Action::StartReview, FilingState::UnderReview),
    (FilingState::Accepted, Action::Withdraw, FilingState::Withdrawn),
    (FilingState::UnderReview, Action::StartSpecial, FilingState::SpecialProcedure),
    (FilingState::UnderReview, Action::Grant, FilingState::Granted),
    (FilingState::UnderReview, Action::Refuse, FilingState::Refused),
    (FilingState::UnderReview, Action::Withdraw, FilingState::Withdrawn),
    (FilingState::SpecialProcedure, Action::EndSpecial, FilingState::UnderReview),
    (FilingState::SpecialProcedure, Action::Withdraw, FilingState::Withdrawn),
    (FilingState::Granted, Action::Deliver, FilingState::Delivered),
];

#[test]
fn what_is_not_allowed_is_refused() {
    for state in STATES {
        for action in Action::ALL {
            let expected = ALLOWED.iter().find(|(from, by, _)| (*from, *by) == (state, action));
            let found = next(state, action, facts("2026-03-04", 0));
            assert_eq!(
                found,
                expected.map(|row| row.2).ok_or(Refusal::State),
                "{state:?} {action:?}"
            );
        }
    }
}

#[test]
fn time_and_number_of_notices() {
    use Action::{Accept, NotAccept, RequestSupplement};
    use FilingState as S;
    for (state, action, today, supplements, expected) in [
        (S::Submitted, RequestSupplement, "2026-03-09", 0, Ok(S::SupplementRequested)),
        (S::Submitted, RequestSupplement, "2026-03-10", 0, Err(Refusal::CountsAsAccepted)),
        (S::Submitted, NotAccept, "2026-03-10", 0, Err(Refusal::CountsAsAccepted)),
        (S::Submitted, Accept, "2026-03-10", 0, Ok(S::Accepted)),
        (S::Submitted, RequestSupplement, "2026-03-04", 1, Err(Refusal::ToldAlready)),
        (S::Submitted, NotAccept, "2026-03-04", 1, Ok(S::NotAccepted)),
        (S::SupplementRequested, NotAccept, "2026-03-16", 1, Err(Refusal::SupplementRuns)),
        (S::SupplementRequested, NotAccept, "2026-03-17", 1, Ok(S::NotAccepted)),
        (S::SupplementRequested, RequestSupplement, "2026-03-04", 1, Err(Refusal::State)),
    ] {
        let found = next(state, action, facts(today, supplements));
        assert_eq!(found, expected, "{state:?} {action:?} on {today}");
    }
}

#[test]
fn acceptance_by_silence_is_on_the_day_of_receipt() {
    for (today, expected) in
        [("2026-03-04", "2026-03-04"), ("2026-03-09", "2026-03-09"), ("2026-03-10", "2026-03-02")]
    {
        assert_eq!(acceptance_day(facts(today, 0)), day(expected), "{today}");
    }
}

proptest! {
    /// Whatever is tried and however time passes: the contract's own words on states agree
    /// with the rules, nothing leaves a closed filing but delivery, and the promise keeps to
    /// the working days since acceptance less those that stood still.
    #[test]
    fn any_sequence_of_moves(
        steps in prop::collection::vec((0..Action::ALL.len(), 0u64..9), 1..40),
        days in 0u16..40,
    ) {
        let mut today = day("2026-03-02");
        let mut state = FilingState::Draft;
        let mut facts = Facts { today, received_on: None, supplements: 0, supplement_due: None };
        let mut accepted: Option<NaiveDate> = None;
        let mut still = Vec::new();
        let mut before: Option<NaiveDate> = None;
        for (action, pass) in steps {
            today = today + Days::new(pass);
            facts.today = today;
            let action = Action::ALL[action];
            let Ok(after) = next(state, action, facts) else {
                prop_assert!(!(action == Action::Withdraw && state.is_withdrawable()));
                prop_assert!(!(action == Action::Submit && state.is_editable()));
                continue;
            };
            prop_assert!(STATES.contains(&after));
            prop_assert!(!state.is_closed() || action == Action::Deliver);
            if action == Action::Withdraw {
                prop_assert!(state.is_withdrawable());
            }
            match action {
                Action::Submit => (facts.received_on, facts.supplement_due) = (Some(today), None),
                Action::RequestSupplement => {
                    facts.supplements += 1;
                    facts.supplement_due = Some(add_working_days(today, 5).date);
                }
                Action::Accept => accepted = Some(acceptance_day(facts)),
                Action::StartSpecial => stop(&mut still, today),
                Action::EndSpecial => resume(&mut still, today),
                _ => {}
            }
            state = after;
            prop_assert!(facts.supplements <= 1);
            prop_assert_eq!(accepted.is_none(), matches!(state, FilingState::Submitted
                | FilingState::SupplementRequested | FilingState::NotAccepted)
                || (state == FilingState::Withdrawn && accepted.is_none()));
            if let Some(accepted) = accepted {
                let promised = promised_on(accepted, days, &still);
                match promised {
                    None => prop_assert_eq!(state == FilingState::SpecialProcedure
                        || state == FilingState::Withdrawn, true),
                    Some(date) => {
                        prop_assert!(date >= accepted);
                        prop_assert!(days == 0 || is_working_day(date));
                        prop_assert!(before.is_none_or(|before| date >= before), "it only moves on");
                        before = Some(date);
                    }
                }
            }
        }
    }
}

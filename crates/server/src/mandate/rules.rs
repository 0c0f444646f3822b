//! The rules of a mandate. Pure.

use std::collections::BTreeSet;

use bangban_contract::mandate::{
    LONGEST_DAYS, MOST_ITEMS, MandateAct, MandateMove, MandateSide, MandateState, Terms,
};
use chrono::NaiveDate;

/// Why something cannot be agreed upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No item, too many, or one twice.
    Items,
    /// An item that cannot be filed here.
    UnknownItem,
    /// Nothing is allowed, or something twice.
    Acts,
    /// Dates that are none, in the wrong order, over already, or too far apart.
    Dates,
}

/// What a change does to what is agreed upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    None,
    /// The agent may do less: takes effect at once.
    Narrows,
    /// The agent may do more: to be signed and accepted.
    Widens,
    /// Less here and more there: two steps are to be made of it.
    Both,
}

/// Why a move is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is the other side's.
    NotYours,
    /// Not where it stands.
    WrongState,
}

/// A date of the contract.
fn date(text: &str) -> Option<NaiveDate> {
    let found: NaiveDate = text.parse().ok()?;
    (found.to_string() == text).then_some(found)
}

/// That these can be agreed upon today.
pub fn check(
    terms: &Terms,
    today: NaiveDate,
    is_known: impl Fn(&str) -> bool,
) -> Result<(), Fault> {
    let items: BTreeSet<&String> = terms.items.iter().collect();
    if items.is_empty() || items.len() != terms.items.len() || items.len() > MOST_ITEMS {
        return Err(Fault::Items);
    }
    if !terms.items.iter().all(|item| is_known(item)) {
        return Err(Fault::UnknownItem);
    }
    let acts: BTreeSet<MandateAct> = terms.acts.iter().copied().collect();
    if acts.is_empty() || acts.len() != terms.acts.len() {
        return Err(Fault::Acts);
    }
    let (Some(from), Some(until)) = (date(&terms.from), date(&terms.until)) else {
        return Err(Fault::Dates);
    };
    if until < from || until < today || (until - from).num_days() >= LONGEST_DAYS {
        return Err(Fault::Dates);
    }
    Ok(())
}

/// What changes from one to the other.
pub fn compare(before: &Terms, after: &Terms) -> Change {
    let has_all = |all: &[String], some: &[String]| some.iter().all(|one| all.contains(one));
    let may_all =
        |all: &[MandateAct], some: &[MandateAct]| some.iter().all(|one| all.contains(one));
    // Dates of the contract are in the order of their text.
    let less = !has_all(&after.items, &before.items)
        || !may_all(&after.acts, &before.acts)
        || after.from > before.from
        || after.until < before.until;
    let more = !has_all(&before.items, &after.items)
        || !may_all(&before.acts, &after.acts)
        || after.from < before.from
        || after.until > before.until;
    match (less, more) {
        (false, false) => Change::None,
        (true, false) => Change::Narrows,
        (false, true) => Change::Widens,
        (true, true) => Change::Both,
    }
}

/// Where a mandate stands, as far as it is written down.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// What is in force.
    pub current: Option<&'a Terms>,
    /// Whether a version waits, and whether it is signed.
    pub offer: Option<bool>,
    /// How it was ended.
    pub ended: Option<MandateState>,
}

impl Facts<'_> {
    /// Where it stands on a day.
    pub fn state(&self, today: NaiveDate) -> MandateState {
        match (self.ended, self.current, self.offer) {
            (Some(ended), _, _) => ended,
            (None, Some(terms), _) if date(&terms.until).is_none_or(|until| until < today) => {
                MandateState::Expired
            }
            (None, Some(_), _) => MandateState::InForce,
            (None, None, Some(true)) => MandateState::Offered,
            (None, None, _) => MandateState::Unsigned,
        }
    }
}

/// What the agent may do in an item on a day: nothing before the first day, after the last, or in
/// an item that is not covered.
pub fn allowed(facts: &Facts<'_>, item: &str, today: NaiveDate) -> Vec<MandateAct> {
    let Some(terms) = facts.current else { return Vec::new() };
    let has_begun = date(&terms.from).is_some_and(|from| from <= today);
    let covers = terms.items.iter().any(|one| one == item);
    if facts.state(today) == MandateState::InForce && has_begun && covers {
        return terms.acts.clone();
    }
    Vec::new()
}

/// Whether a side may make a move where the mandate stands.
pub fn may(
    facts: &Facts<'_>,
    side: MandateSide,
    wanted: &MandateMove,
    today: NaiveDate,
) -> Result<(), Refusal> {
    use MandateMove as M;
    let theirs = match wanted {
        M::Sign(_) | M::Change { .. } | M::TakeBack | M::Revoke { .. } => MandateSide::Principal,
        M::Accept { .. } | M::Decline | M::Resign => MandateSide::Agent,
    };
    if side != theirs {
        return Err(Refusal::NotYours);
    }
    let state = facts.state(today);
    let fits = match wanted {
        M::Sign(_) => !state.is_over() && facts.offer == Some(false),
        M::Accept { .. } | M::Decline => !state.is_over() && facts.offer == Some(true),
        M::Change { .. } => state == MandateState::InForce && facts.offer.is_none(),
        M::TakeBack => state == MandateState::InForce && facts.offer.is_some(),
        M::Revoke { .. } => !state.is_over(),
        M::Resign => state == MandateState::InForce,
    };
    if fits { Ok(()) } else { Err(Refusal::WrongState) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Change as C;
    use MandateAct::{Fill, Receive, Submit};
    use MandateSide::{Agent, Principal};
    use MandateState as S;

    fn terms(items: &[&str], acts: &[MandateAct], from: &str, until: &str) -> Terms {
        Terms {
            items: items.iter().map(ToString::to_string).collect(),
            acts: acts.to_vec(),
            from: from.into(),
            until: until.into(),
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_can_be_agreed_upon() {
        let today = day("2026-11-24");
        let many: Vec<String> = (0..=MOST_ITEMS).map(|at| format!("i{at}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        for (items, acts, from, until, expected) in [
            (&["a"][..], &[Fill][..], "2026-11-24", "2026-11-24", Ok(())),
            (&["a", "b"], &[Fill, Submit], "2026-11-01", "2027-11-01", Ok(())),
            (&[], &[Fill], "2026-11-24", "2026-12-24", Err(Fault::Items)),
            (&["a", "a"], &[Fill], "2026-11-24", "2026-12-24", Err(Fault::Items)),
            (&many, &[Fill], "2026-11-24", "2026-12-24", Err(Fault::Items)),
            (&["x"], &[Fill], "2026-11-24", "2026-12-24", Err(Fault::UnknownItem)),
            (&["a"], &[], "2026-11-24", "2026-12-24", Err(Fault::Acts)),
            (&["a"], &[Fill, Fill], "2026-11-24", "2026-12-24", Err(Fault::Acts)),
            (&["a"], &[Fill], "2026-12-24", "2026-11-24", Err(Fault::Dates)),
            (&["a"], &[Fill], "2026-11-01", "2026-11-23", Err(Fault::Dates)),
            (&["a"], &[Fill], "2026-11-24", "2036-11-24", Err(Fault::Dates)),
            (&["a"], &[Fill], "2026-11-4", "2026-12-24", Err(Fault::Dates)),
            (&["a"], &[Fill], "2026-11-31", "2026-12-24", Err(Fault::Dates)),
            (&["a"], &[Fill], "", "", Err(Fault::Dates)),
        ] {
            let found = check(&terms(items, acts, from, until), today, |item| item != "x");
            assert_eq!(found, expected, "{items:?} {acts:?} {from} {until}");
        }
    }

    #[test]
    fn narrower_and_wider() {
        let before = terms(&["a", "b"], &[Fill, Submit], "2026-02-01", "2026-03-01");
        for (items, acts, from, until, expected) in [
            (&["a", "b"][..], &[Fill, Submit][..], "2026-02-01", "2026-03-01", C::None),
            (&["b", "a"], &[Submit, Fill], "2026-02-01", "2026-03-01", C::None),
            (&["a"], &[Fill, Submit], "2026-02-01", "2026-03-01", C::Narrows),
            (&["a", "b"], &[Fill], "2026-02-01", "2026-03-01", C::Narrows),
            (&["a", "b"], &[Fill, Submit], "2026-02-02", "2026-02-20", C::Narrows),
            (&["a", "b", "c"], &[Fill, Submit], "2026-02-01", "2026-03-01", C::Widens),
            (&["a", "b"], &[Fill, Submit, Receive], "2026-02-01", "2026-03-01", C::Widens),
            (&["a", "b"], &[Fill, Submit], "2026-01-01", "2026-03-01", C::Widens),
            (&["a", "b"], &[Fill, Submit], "2026-02-01", "2026-04-01", C::Widens),
            (&["a"], &[Fill, Submit], "2026-02-01", "2026-04-01", C::Both),
            (&["c"], &[Fill, Submit], "2026-02-01", "2026-03-01", C::Both),
        ] {
            let after = terms(items, acts, from, until);
            assert_eq!(compare(&before, &after), expected, "{after:?}");
        }
    }

    #[test]
    fn where_it_stands_and_what_it_allows() {
        let agreed = terms(&["a"], &[Fill], "2026-02-01", "2026-03-01");
        let none = Facts::default();
        let current = Facts { current: Some(&agreed), ..none };
        for (facts, today, state, may_fill) in [
            (Facts { offer: Some(false), ..none }, "2026-02-02", S::Unsigned, false),
            (Facts { offer: Some(true), ..none }, "2026-02-02", S::Offered, false),
            (current, "2026-01-31", S::InForce, false),
            (current, "2026-02-01", S::InForce, true),
            (current, "2026-03-01", S::InForce, true),
            (current, "2026-03-02", S::Expired, false),
            (Facts { offer: Some(false), ..current }, "2026-02-02", S::InForce, true),
            (Facts { ended: Some(S::Revoked), ..current }, "2026-02-02", S::Revoked, false),
            (Facts { ended: Some(S::Declined), ..none }, "2026-02-02", S::Declined, false),
        ] {
            let today = day(today);
            assert_eq!(facts.state(today), state, "{facts:?} {today}");
            assert_eq!(!allowed(&facts, "a", today).is_empty(), may_fill, "{facts:?} {today}");
            assert_eq!(allowed(&facts, "b", today), []);
        }
    }

    #[test]
    fn who_moves_when() {
        let agreed = terms(&["a"], &[Fill], "2026-02-01", "2026-03-01");
        let signature =
            bangban_contract::mandate::Signature { digest: String::new(), strokes: Vec::new() };
        let moves = [
            MandateMove::Sign(signature),
            MandateMove::Accept { digest: String::new() },
            MandateMove::Decline,
            MandateMove::Change { terms: agreed.clone() },
            MandateMove::TakeBack,
            MandateMove::Revoke { reason: String::new() },
            MandateMove::Resign,
        ];
        let none = Facts::default();
        let current = Facts { current: Some(&agreed), ..none };
        // Which of the moves fit, in the order above.
        for (facts, today, fits) in [
            (Facts { offer: Some(false), ..none }, "2026-02-02", [1, 0, 0, 0, 0, 1, 0]),
            (Facts { offer: Some(true), ..none }, "2026-02-02", [0, 1, 1, 0, 0, 1, 0]),
            (current, "2026-02-02", [0, 0, 0, 1, 0, 1, 1]),
            (Facts { offer: Some(false), ..current }, "2026-02-02", [1, 0, 0, 0, 1, 1, 1]),
            (Facts { offer: Some(true), ..current }, "2026-02-02", [0, 1, 1, 0, 1, 1, 1]),
            (current, "2026-04-02", [0; 7]),
            (Facts { offer: Some(true), ..current }, "2026-04-02", [0; 7]),
            (Facts { ended: Some(S::Revoked), ..current }, "2026-02-02", [0; 7]),
        ] {
            for (wanted, fits) in moves.iter().zip(fits) {
                let sides = [Principal, Agent].map(|side| may(&facts, side, wanted, day(today)));
                let own = sides.iter().filter(|found| **found == Ok(())).count();
                assert_eq!(own, fits, "{wanted:?} {facts:?}");
                let others = sides.iter().filter(|found| **found == Err(Refusal::NotYours));
                assert_eq!(others.count(), 1, "{wanted:?} is one side's");
            }
        }
    }
}

//! Many updates as one.

use bytes::Bytes;

/// Updates as one that says the same; nothing where one of them is no update. A replica that holds
/// an update back until it has what that builds on holds back all of it: for who has that.
pub(super) fn merged(updates: &[Bytes]) -> Option<Bytes> {
    yrs::merge_updates_v1(updates).ok().map(Bytes::from)
}

#[cfg(test)]
mod tests {
    use bangban_draft::{Address, Answer, Command, Draft, Name};
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn at() -> Address {
        Address::first(Name::Answers)
    }

    /// A line replaced, a long text typed into, or a row begun or taken away.
    fn command(what: u8, turn: usize) -> Command {
        let path = |path: &[&str]| path.iter().map(|name| (*name).to_owned()).collect();
        let answer =
            |name: &str, value, long| Answer { path: path(&[name]), value, long, sensitive: false };
        match what {
            0..3 => Command::Set(answer(["a", "b", "c"][usize::from(what)], json!(turn), false)),
            3 => Command::Set(answer("why", json!("写".repeat(turn % 7)), true)),
            4 => Command::InsertRow {
                list: path(&["rows"]),
                index: 0,
                id: format!("r{turn}"),
                answers: Vec::new(),
            },
            _ => Command::RemoveRow { list: path(&["rows"]), id: format!("r{}", turn / 2) },
        }
    }

    fn shown(updates: &[Bytes]) -> (serde_json::Value, bool, Vec<u8>) {
        let mut draft = Draft::new(9, "");
        for update in updates {
            draft.load(at(), update).unwrap();
        }
        (draft.answers(), draft.is_waiting(Name::Answers), draft.state_vector(Name::Answers))
    }

    proptest! {
        /// Of two people, in any order: merged they come to the same, where nothing is missing.
        #[test]
        fn one_says_what_all_say(
            acts in prop::collection::vec((0_usize..2, 0_u8..6), 1..40),
            kept in prop::collection::vec(any::<prop::sample::Index>(), 1..40),
        ) {
            let mut drafts = [Draft::new(1, "wang"), Draft::new(2, "li")];
            let mut all: Vec<Bytes> = Vec::new();
            for (turn, (who, what)) in acts.into_iter().enumerate() {
                for made in drafts[who].apply(&command(what, turn)) {
                    if turn % 3 == 0 {
                        drafts[1 - who].merge(at(), &made.bytes).unwrap();
                    }
                    all.push(made.bytes.into());
                }
            }
            prop_assume!(!all.is_empty());
            let some: Vec<Bytes> = kept.iter().map(|index| index.get(&all).clone()).collect();
            for updates in [all, some] {
                let (one, all) = (shown(&[merged(&updates).unwrap()]), shown(&updates));
                let is_waiting = all.1;
                prop_assert!(is_waiting || one == all, "{:?} {:?}", one, all);
            }
        }
    }

    #[test]
    fn what_is_none_is_not_merged() {
        assert_eq!(merged(&[Bytes::from_static(&[0, 0]), Bytes::from_static(b"none")]), None);
    }
}

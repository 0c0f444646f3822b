//! What is on the screen follows what changed elsewhere.

use bangban_draft::{Answer, Command, Draft, RowChange, caret, row_changes};

/// Carries the changes out as a screen does.
fn carried_out(now: &str, changes: &[RowChange]) -> String {
    let mut rows: Vec<String> = now.split_whitespace().map(str::to_owned).collect();
    for change in changes {
        match change {
            RowChange::Remove(id) => rows.retain(|row| row != id),
            RowChange::Insert(at, id) => rows.insert(*at, id.clone()),
            RowChange::Move(at, id) => {
                rows.retain(|row| row != id);
                rows.insert(*at, id.clone());
            }
        }
    }
    rows.join(" ")
}

#[test]
fn rows_become_the_wanted_ones() {
    for (now, wanted, count) in [
        ("", "", 0),
        ("a b c", "a b c", 0),
        ("", "a b", 2),
        ("a b", "", 2),
        ("a b c", "a c", 1),
        ("a c", "a b c", 1),
        ("a b c", "c a b", 1),
        ("a b c", "b c a", 2),
        ("a b c d", "d x b", 4),
        ("a b", "c d", 4),
        ("a b c", "c b a", 2),
    ] {
        let before: Vec<&str> = now.split_whitespace().collect();
        let after: Vec<String> = wanted.split_whitespace().map(str::to_owned).collect();
        let changes = row_changes(&before, &after);
        assert_eq!(carried_out(now, &changes), wanted, "{now} → {wanted}");
        assert_eq!(changes.len(), count, "{now} → {wanted}: {changes:?}");
    }
}

#[test]
fn a_row_that_is_wanted_twice_is_there_once() {
    let wanted = ["a", "b", "a"].map(str::to_owned);
    assert_eq!(carried_out("b", &row_changes(&["b"], &wanted)), "a b");
}

#[test]
fn the_caret_stays_in_its_place_in_the_text() {
    for (old, new, before, after) in [
        // Nothing changed.
        ("申请", "申请", 1, 1),
        // Behind the caret, at it and before it.
        ("申请", "申请书", 1, 1),
        ("申请", "申请书", 2, 2),
        ("申请", "我申请", 1, 2),
        ("申请", "我申请", 2, 3),
        // A pair of surrogates counts twice.
        ("申请", "𠮷申请", 2, 4),
        ("𠮷申请", "申请", 3, 1),
        // Taken away: before the caret, around it, behind it.
        ("一二三四", "三四", 3, 1),
        ("一二三四", "一四", 2, 1),
        ("一二三四", "一四", 3, 1),
        ("一二三四", "一四", 4, 2),
        ("一二三四", "一二", 1, 1),
        // All is another text.
        ("一二三", "七八", 2, 0),
        ("一二三", "七八", 3, 2),
        ("一二三", "", 3, 0),
    ] {
        assert_eq!(caret(old, new, before), after, "{old} → {new} at {before}");
    }
}

#[test]
fn undo_goes_back_to_where_one_began() {
    let mut draft = Draft::new(1, "one");
    let set = |value: &str| {
        let path = vec!["name".to_owned()];
        Command::Set(Answer { path, value: value.into(), long: false, sensitive: false })
    };
    draft.apply(&set("from a register"));
    draft.begin();
    assert!(!draft.can_undo());
    draft.apply(&set("typed"));
    assert!(draft.undo().is_some() && draft.undo().is_none());
    assert_eq!(draft.answers()["name"], "from a register");
}

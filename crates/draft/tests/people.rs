//! Two people in one draft: conflicts, events, undo.

use bangban_draft::{Address, Answer, Command, Conflict, Draft, Event, Name, Update};
use serde_json::{Value, json};

fn path(path: &str) -> Vec<String> {
    path.split('/').map(str::to_owned).collect()
}

fn answer(at: &str, value: Value) -> Answer {
    Answer { path: path(at), value, long: false, sensitive: false }
}

fn set(at: &str, value: Value) -> Command {
    Command::Set(answer(at, value))
}

fn long(at: &str, text: &str) -> Command {
    Command::Set(Answer { long: true, ..answer(at, json!(text)) })
}

fn row(index: u32, id: &str) -> Command {
    Command::InsertRow { list: path("p"), index, id: id.to_owned(), answers: Vec::new() }
}

fn remove(id: &str) -> Command {
    Command::RemoveRow { list: path("p"), id: id.to_owned() }
}

/// The applicant and the assistant, with what each has not sent yet.
struct Pair {
    drafts: [Draft; 2],
    unsent: [Vec<Update>; 2],
}

const APPLICANT: usize = 0;
const ASSISTANT: usize = 1;

impl Pair {
    fn new() -> Self {
        let drafts = [Draft::new(1, "applicant"), Draft::new(2, "assistant")];
        Self { drafts, unsent: [Vec::new(), Vec::new()] }
    }

    fn run(&mut self, who: usize, command: &Command) {
        let updates = self.drafts[who].apply(command);
        self.unsent[who].extend(updates);
    }

    /// Both send; gives what each is told.
    fn sync(&mut self) -> [Vec<Event>; 2] {
        let mut events = [Vec::new(), Vec::new()];
        let [from_applicant, from_assistant] = std::mem::take(&mut self.unsent);
        for (to, updates) in [(ASSISTANT, from_applicant), (APPLICANT, from_assistant)] {
            for update in updates {
                let told = self.drafts[to].merge(update.document, &update.bytes).expect("merges");
                events[to].extend(told);
            }
        }
        assert_eq!(self.drafts[0].answers(), self.drafts[1].answers());
        assert_eq!(self.drafts[0].conflicts(), self.drafts[1].conflicts());
        events
    }

    fn undo(&mut self, who: usize) -> bool {
        let undone = self.drafts[who].undo();
        let did = undone.is_some();
        self.unsent[who].extend(undone.into_iter().flat_map(|undone| undone.updates));
        did
    }

    fn conflicts(&self) -> Vec<Conflict> {
        self.drafts[APPLICANT].conflicts()
    }
}

#[test]
fn what_two_wrote_at_once_is_a_conflict_on_both_sides_until_one_settles_it() {
    let mut pair = Pair::new();
    pair.run(APPLICANT, &set("n", json!("mine")));
    pair.run(ASSISTANT, &set("n", json!("theirs")));
    let told = pair.sync();
    let conflict = pair.conflicts().pop().expect("a conflict");
    assert_eq!(conflict.path, path("n"));
    assert_eq!(conflict.mine("applicant"), Some(&json!("mine")));
    assert_eq!(conflict.theirs("applicant").next().map(|v| &v.value), Some(&json!("theirs")));
    assert_eq!(
        told[APPLICANT],
        [
            Event::Answer { path: path("n"), value: json!("theirs") },
            Event::Conflict(conflict.clone())
        ]
    );
    assert_eq!(told[ASSISTANT], [Event::Conflict(conflict)]);

    pair.run(APPLICANT, &Command::Settle(answer("n", json!("mine"))));
    let told = pair.sync();
    assert_eq!(
        told[ASSISTANT],
        [
            Event::Answer { path: path("n"), value: json!("mine") },
            Event::Settled { path: path("n") }
        ]
    );
    assert!(pair.conflicts().is_empty());
    assert_eq!(pair.drafts[ASSISTANT].answers(), json!({"n": "mine"}));
}

#[test]
fn equal_or_successive_values_are_no_conflict() {
    let mut pair = Pair::new();
    pair.run(APPLICANT, &set("n", json!(5)));
    pair.run(ASSISTANT, &set("n", json!(5.0)));
    pair.sync();
    assert!(pair.conflicts().is_empty());
    pair.run(APPLICANT, &set("n", json!(6)));
    pair.sync();
    pair.run(ASSISTANT, &set("n", json!(7)));
    assert_eq!(
        pair.sync()[APPLICANT],
        [Event::Answer { path: path("n"), value: json!(7) }],
        "nothing else is told"
    );
    assert!(pair.conflicts().is_empty());
}

#[test]
fn two_tabs_of_one_person_never_conflict() {
    let (mut left, mut right) = (Draft::new(1, "one"), Draft::new(2, "one"));
    left.apply(&set("n", json!(1)));
    for update in right.apply(&set("n", json!(2))) {
        left.merge(update.document, &update.bytes).expect("merges");
    }
    assert!(left.conflicts().is_empty());
    assert_eq!(left.answers(), json!({"n": 2}));
}

#[test]
fn taking_an_answer_away_conflicts_too() {
    let mut pair = Pair::new();
    pair.run(APPLICANT, &set("n", json!(1)));
    pair.sync();
    pair.run(APPLICANT, &set("n", Value::Null));
    pair.run(ASSISTANT, &set("n", json!(2)));
    pair.sync();
    assert_eq!(pair.conflicts()[0].mine("applicant"), Some(&Value::Null));
}

#[test]
fn typing_on_does_not_decide_a_conflict_and_agreeing_does() {
    let mut pair = Pair::new();
    pair.run(APPLICANT, &set("n", json!("m")));
    pair.run(ASSISTANT, &set("n", json!("theirs")));
    pair.sync();
    pair.run(APPLICANT, &set("n", json!("mi")));
    pair.sync();
    let conflict = pair.conflicts().pop().expect("still a conflict");
    assert_eq!(conflict.mine("applicant"), Some(&json!("mi")));
    assert_eq!(conflict.mine("assistant"), Some(&json!("theirs")));
    pair.run(APPLICANT, &set("n", json!("theirs")));
    let told = pair.sync();
    assert_eq!(told[ASSISTANT], [Event::Settled { path: path("n") }]);
    assert!(pair.conflicts().is_empty());
}

#[test]
fn a_sensitive_conflict_is_in_the_private_document_only() {
    let secret = |value| Command::Set(Answer { sensitive: true, ..answer("id", value) });
    let mut pair = Pair::new();
    pair.run(APPLICANT, &secret(json!("secret1")));
    pair.run(ASSISTANT, &secret(json!("secret2")));
    pair.sync();
    assert_eq!(pair.conflicts()[0].document, Name::Private);
    for name in [Name::Answers, Name::Assist] {
        let bytes = pair.drafts[0].snapshot(name);
        assert!(!bytes.windows(6).any(|bytes| bytes == b"secret"));
    }
}

#[test]
fn a_row_that_one_removes_and_another_moves_or_fills_is_gone_and_can_come_back() {
    let mut pair = Pair::new();
    for (index, id) in [(0, "a"), (1, "b")] {
        pair.run(APPLICANT, &row(index, id));
    }
    pair.run(APPLICANT, &set("p/a/n", json!(1)));
    pair.sync();
    pair.run(APPLICANT, &remove("a"));
    pair.run(ASSISTANT, &Command::MoveRow { list: path("p"), id: "a".into(), index: 1 });
    pair.run(ASSISTANT, &set("p/a/m", json!(2)));
    pair.sync();
    assert_eq!(pair.drafts[0].answers(), json!({"p": [{"_id": "b"}]}));
    assert!(pair.undo(APPLICANT));
    let told = pair.sync();
    assert_eq!(
        pair.drafts[1].answers(),
        json!({"p": [{"_id": "b"}, {"_id": "a", "n": 1, "m": 2}]})
    );
    assert!(
        told[ASSISTANT]
            .contains(&Event::Rows { list: path("p"), ids: vec!["b".to_owned(), "a".to_owned()] })
    );
}

#[test]
fn events_tell_what_changed_and_nothing_else() {
    let mut pair = Pair::new();
    pair.run(APPLICANT, &set("other", json!(1)));
    pair.sync();
    pair.run(ASSISTANT, &long("why", "因为"));
    pair.run(ASSISTANT, &row(0, "a"));
    pair.run(ASSISTANT, &set("p/a/n", json!(1)));
    pair.run(ASSISTANT, &Command::Put { id: "s1".into(), entry: json!({"for": "n"}) });
    pair.run(ASSISTANT, &Command::Say { message: json!("您好") });
    assert_eq!(
        pair.sync()[APPLICANT],
        [
            Event::Text { path: path("why"), text: "因为".to_owned() },
            Event::Rows { list: path("p"), ids: vec!["a".to_owned()] },
            Event::Answer { path: path("p/a/n"), value: json!(1) },
            Event::Entry {
                author: "assistant".to_owned(),
                id: "s1".to_owned(),
                entry: json!({"for": "n"}),
            },
            Event::Chat,
        ]
    );
    assert_eq!(pair.drafts[0].chat()["assistant"], [json!("您好")]);
    assert_eq!(
        pair.drafts[0].entries()[&("assistant".to_owned(), "s1".to_owned())],
        json!({"for": "n"})
    );
    assert_eq!(pair.drafts[0].answer(&path("p/a/n")), json!(1));
    assert_eq!(pair.drafts[0].answer(&path("why")), json!("因为"));
}

#[test]
fn undo_goes_by_steps_and_redo_makes_them_again() {
    let mut draft = Draft::new(1, "one");
    for text in ["a", "ab", "abc"] {
        draft.apply(&set("n", json!(text)));
    }
    draft.boundary();
    draft.apply(&set("n", json!("abcd")));
    draft.apply(&long("t", "x"));
    draft.apply(&long("t", "xy"));
    let stages =
        [json!({"n": "abcd", "t": "xy"}), json!({"n": "abcd"}), json!({"n": "abc"}), json!({})];
    for stage in &stages[1..] {
        assert!(draft.undo().is_some());
        assert_eq!(draft.answers(), *stage);
    }
    assert!(draft.undo().is_none() && !draft.can_undo());
    for stage in stages.iter().rev().skip(1) {
        assert!(draft.redo().is_some());
        assert_eq!(draft.answers(), *stage);
    }
    assert!(draft.redo().is_none() && !draft.can_redo());
}

#[test]
fn undo_leaves_alone_what_another_changed_since() {
    let mut pair = Pair::new();
    pair.run(APPLICANT, &set("m", json!(1)));
    pair.run(APPLICANT, &set("n", json!(1)));
    pair.sync();
    pair.run(ASSISTANT, &set("n", json!(2)));
    pair.sync();
    pair.run(ASSISTANT, &set("n", json!(1)));
    pair.sync();
    assert!(pair.undo(APPLICANT), "the older step");
    pair.sync();
    assert_eq!(pair.drafts[0].answers(), json!({"n": 1}));
}

#[test]
fn undo_leaves_alone_a_row_that_another_filled_and_answers_in_a_row_that_is_gone() {
    let mut pair = Pair::new();
    pair.run(APPLICANT, &row(0, "a"));
    pair.sync();
    pair.run(ASSISTANT, &set("p/a/n", json!(1)));
    pair.sync();
    assert!(!pair.undo(APPLICANT));
    pair.run(APPLICANT, &set("p/a/m", json!(1)));
    pair.sync();
    pair.run(ASSISTANT, &remove("a"));
    pair.sync();
    assert!(!pair.undo(APPLICANT));
    assert_eq!(pair.drafts[0].answers(), json!({}));
    assert!(pair.undo(ASSISTANT));
    assert_eq!(pair.drafts[1].answers(), json!({"p": [{"_id": "a", "n": 1, "m": 1}]}));
}

#[test]
fn distant_edits_of_a_long_text_are_undone_apart_from_what_lies_between() {
    let mut pair = Pair::new();
    pair.run(ASSISTANT, &long("t", "帮办员写的"));
    pair.sync();
    pair.run(APPLICANT, &long("t", "甲帮办员写的"));
    pair.run(APPLICANT, &long("t", "甲帮办员写的乙"));
    pair.run(ASSISTANT, &long("t", "帮办写的"));
    assert!(pair.undo(APPLICANT));
    assert_eq!(pair.drafts[0].answers(), json!({"t": "甲帮办员写的"}));
    assert!(pair.undo(APPLICANT));
    pair.sync();
    assert_eq!(pair.drafts[0].answers(), json!({"t": "帮办写的"}));
}

#[test]
fn undo_takes_ones_own_characters_out_of_a_long_text_and_no_others() {
    let mut pair = Pair::new();
    pair.run(APPLICANT, &long("t", "甲乙"));
    pair.drafts[APPLICANT].boundary();
    pair.run(APPLICANT, &long("t", "甲申请人乙"));
    pair.sync();
    pair.run(ASSISTANT, &long("t", "帮办甲申请人乙"));
    pair.sync();
    pair.run(ASSISTANT, &long("t", "帮办甲申请人乙员"));
    pair.sync();
    // Both ends have changed since, so what lies between cannot be told from it.
    assert!(!pair.undo(APPLICANT));
    assert_eq!(pair.drafts[0].answers(), json!({"t": "帮办甲申请人乙员"}));

    pair.run(APPLICANT, &long("t", "帮办甲申请的人乙员"));
    pair.sync();
    pair.run(ASSISTANT, &long("t", "甲申请的人乙员"));
    pair.sync();
    assert!(pair.undo(APPLICANT));
    pair.sync();
    assert_eq!(pair.drafts[1].answers(), json!({"t": "甲申请人乙员"}));
}

#[test]
fn rows_come_back_with_the_same_id_and_their_answers() {
    let mut draft = Draft::new(1, "one");
    let secret = Command::Set(Answer { sensitive: true, ..answer("p/a/id", json!("x")) });
    for command in [
        row(0, "a"),
        row(1, "b"),
        set("p/a/n", json!(1)),
        long("p/a/t", "长"),
        secret,
        Command::MoveRow { list: path("p"), id: "b".into(), index: 0 },
    ] {
        draft.apply(&command);
        draft.boundary();
    }
    let full = draft.answers();
    draft.apply(&remove("a"));
    let bytes = draft.snapshot(Name::Answers);
    assert!(!bytes.windows(3).any(|bytes| bytes == "长".as_bytes()), "and are gone until then");
    assert!(draft.undo().is_some());
    assert_eq!(draft.answers(), full);
    assert!(draft.redo().is_some());
    assert_eq!(draft.answers(), json!({"p": [{"_id": "b"}]}));
    while draft.undo().is_some() {}
    assert_eq!(draft.answers(), json!({}));
    while draft.redo().is_some() {}
    assert_eq!(draft.answers(), json!({"p": [{"_id": "b"}]}));
}

#[test]
fn addresses_are_read_as_they_are_written() {
    for (written, name, epoch) in [
        ("answers", Name::Answers, 0),
        ("private@1", Name::Private, 1),
        ("assist@12", Name::Assist, 12),
    ] {
        let address = Address { name, epoch };
        assert_eq!(Address::parse(written), Some(address));
        assert_eq!(address.to_string(), written);
    }
    for wrong in [
        "",
        "other",
        "answers@",
        "answers@0",
        "answers@01",
        "answers@+1",
        "answers@-1",
        "answers@x",
        "@1",
    ] {
        assert_eq!(Address::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn what_another_lacks_is_told_by_its_state_vector() {
    let (mut one, mut two) = (Draft::new(1, "a"), Draft::new(2, "b"));
    for (path, value) in [("x", "1"), ("y", "2")] {
        one.apply(&Command::Set(Answer {
            path: vec![path.to_owned()],
            value: value.into(),
            long: false,
            sensitive: false,
        }));
    }
    let lacks = one.since(Name::Answers, &two.state_vector(Name::Answers)).unwrap();
    two.merge(Address::first(Name::Answers), &lacks).unwrap();
    assert_eq!(two.answers(), one.answers());
    let lacks = one.since(Name::Answers, &two.state_vector(Name::Answers)).unwrap();
    assert_eq!(lacks, bangban_draft::NOTHING);
    assert!(one.since(Name::Answers, &[0xff; 12]).is_err());
}

/// Whose an answer is follows who wrote it last: each side sees the same.
#[test]
fn what_stands_is_of_who_wrote_it() {
    let mut pair = Pair::new();
    let settle = |value: Value| Command::Settle(answer("n", value));
    let authors = |pair: &Pair, at: &str| {
        let [mine, theirs] = [APPLICANT, ASSISTANT].map(|who| {
            let mut authors = pair.drafts[who].authors(&path(at));
            authors.sort_unstable();
            authors
        });
        assert_eq!(mine, theirs);
        mine
    };
    assert!(authors(&pair, "n").is_empty(), "nothing was written");
    pair.run(ASSISTANT, &set("n", json!("theirs")));
    pair.sync();
    assert_eq!(authors(&pair, "n"), ["assistant"]);
    // It is rewritten, and rewritten again.
    pair.run(APPLICANT, &set("n", json!("mine")));
    pair.sync();
    assert_eq!(authors(&pair, "n"), ["applicant"]);
    pair.run(ASSISTANT, &set("n", json!("theirs again")));
    pair.sync();
    assert_eq!(authors(&pair, "n"), ["assistant"]);
    // In a conflict both are there, until one of them chooses.
    for value in ["mine", "theirs"] {
        pair.run(APPLICANT, &set("n", json!(["mine", value])));
        pair.run(ASSISTANT, &set("n", json!(["theirs", value])));
        pair.sync();
        assert_eq!(authors(&pair, "n"), ["applicant", "assistant"]);
        pair.run(APPLICANT, &settle(json!([value, value])));
        pair.sync();
        assert_eq!(authors(&pair, "n"), ["applicant"]);
    }
    // Who takes an answer away wrote that there is none.
    pair.run(APPLICANT, &set("n", Value::Null));
    pair.sync();
    assert_eq!(authors(&pair, "n"), ["applicant"]);
    // A long text is of all who wrote in it, and a list is nobody's.
    pair.run(ASSISTANT, &long("text", "甲"));
    pair.run(ASSISTANT, &row(0, "r1"));
    pair.run(ASSISTANT, &set("p/r1/n", json!("x")));
    pair.sync();
    assert!(authors(&pair, "text").is_empty() && authors(&pair, "p").is_empty());
    assert_eq!(authors(&pair, "p/r1/n"), ["assistant"]);
}

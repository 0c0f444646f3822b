//! A form in use: what is shown, what is wrong, what is needed, what is submitted.

#[path = "support/form.rs"]
mod form;

use bangban_forms::{
    Attached, FieldKind, Key, Locale, NodeKind, ProblemCode, State, describe, summary, validate,
};
use form::{USCC, answers, compiled, key, set};
use serde_json::{Value, json};

fn codes(state: &State, path: &str) -> Vec<&'static str> {
    state.problems(key(state, path)).iter().map(|p| p.code.code()).collect()
}

#[test]
fn the_model_is_what_the_definition_says() {
    let model = compiled();
    let labels: Vec<&str> = model.steps().iter().map(|s| s.label.get(Locale::En)).collect();
    assert_eq!(labels, ["Situation", "Organisation", "岗位", "材料"]);
    assert!(model.steps()[0].situation && !model.steps()[1].situation);
    let at = |scope| model.field(model.field_at(scope).expect("a field"));
    assert_eq!(at("#/properties/reason").kind, FieldKind::LongText);
    let name = at("#/properties/org/properties/name");
    assert_eq!(name.path, ["org", "name"]);
    assert_eq!((name.prefill.as_deref(), name.max_length), (Some("party.name"), Some(50)));
    assert!(at("#/properties/agent/properties/mobile").sensitive, "inherited from the object");
    let count = at("#/properties/posts/items/properties/count");
    let posts = at("#/properties/posts");
    assert_eq!(count.list, Some(posts.id));
    assert_eq!(model.list_fields(posts.id).count(), 6);
    let FieldKind::List(spec) = &posts.kind else { panic!("a list") };
    assert_eq!(spec.row_label, model.field_at("#/properties/posts/items/properties/post"));
    assert!(matches!(model.node(spec.detail[0]).kind, NodeKind::Vertical));
    assert_eq!(model.field_at("#/properties/nothing"), None);
    assert_eq!(model.field_at("#/properties/org"), None);
}

#[test]
fn a_rule_shows_what_it_is_about_and_hidden_is_not_required() {
    let mut state = State::new(compiled());
    let agent = key(&state, "agent/name");
    assert!(!state.visible(agent) && !state.required(agent));
    assert!(state.problems(agent).is_empty());
    let changes = set(&mut state, "situation/agent", json!(true));
    assert!(state.visible(agent) && state.required(agent));
    assert_eq!(codes(&state, "agent/name"), ["required"]);
    assert!(changes.keys.contains(&agent) && changes.materials);
    assert_eq!((changes.nodes.len(), changes.steps.as_slice()), (1, [0, 1].as_slice()));
    // A rule within a rule: the mobile number is asked for once the name is there.
    let mobile = key(&state, "agent/mobile");
    assert!(!state.visible(mobile));
    set(&mut state, "agent/name", json!("李示例"));
    assert!(state.visible(mobile));
    // Hiding the group hides all of it; showing it again brings the answers back.
    set(&mut state, "situation/agent", json!(false));
    assert!(!state.visible(mobile) && state.value(agent).is_none());
    assert_eq!(state.raw(agent), &json!("李示例"));
    set(&mut state, "situation/agent", json!(true));
    assert!(state.visible(mobile) && state.value(agent) == Some(&json!("李示例")));
}

#[test]
fn a_disabled_question_is_shown_and_not_required() {
    let mut state = State::load(compiled(), &answers());
    let from = key(&state, "from");
    assert!(state.visible(from) && !state.enabled(from));
    let changes = set(&mut state, "measures", json!(["shift", "rest"]));
    assert!(state.enabled(from) && changes.keys.contains(&from));
    assert_eq!(state.value(key(&state, "measures")), Some(&json!(["rest", "shift"])));
}

#[test]
fn rows_are_added_checked_and_removed() {
    let mut state = State::load(compiled(), &answers());
    let list = key(&state, "posts");
    assert!(state.problems(list).is_empty());
    let (row, changes) =
        state.insert_row(list, 1, "r9", &json!({"kind": "comprehensive", "count": "3"}));
    assert_eq!(changes.lists, [list]);
    assert_eq!(state.rows(list).len(), 3);
    assert_eq!((state.row_id(row), state.rows(list)[1]), ("r9", row));
    assert_eq!(codes(&state, "posts"), ["check"]);
    assert_eq!(codes(&state, "specialStaff"), ["check"]);
    let count = key(&state, "posts/r9/count");
    assert_eq!(state.pointer(count), "/posts/1/count");
    assert_eq!(state.key_at("/posts/1/count"), Some(count));
    assert_eq!(state.path(count), ["posts", "r9", "count"]);
    // A rule of the row and one that reads the root.
    assert!(state.visible(key(&state, "posts/r9/cycle")));
    assert!(state.visible(key(&state, "posts/r9/hours")));
    set(&mut state, "situation/union", json!("no"));
    assert!(!state.visible(key(&state, "posts/r9/hours")));
    assert!(!state.visible(key(&state, "posts/r1/hours")));
    // Any row: the yearly cycle asks for words.
    assert!(!state.visible(key(&state, "other")));
    set(&mut state, "posts/r9/cycle", json!("year"));
    assert!(state.visible(key(&state, "other")));
    let changes = state.move_row(row, 9);
    assert_eq!((changes.lists, state.pointer(count)), (vec![list], "/posts/2/count".into()));
    let changes = state.remove_row(row);
    assert!(changes.keys.contains(&key(&state, "specialStaff")));
    assert!(!state.visible(key(&state, "other")) && state.problems(list).is_empty());
    assert_eq!(state.resolve(&["posts", "r9", "count"]), None);
    assert_eq!(state.set(count, json!(5)), bangban_forms::Changes::default());
    // Undo: the same row has the same number.
    assert_eq!(state.insert_row(list, 0, "r9", &Value::Null).0, row);
    assert_eq!(state.value(count), None);
}

#[test]
fn checks_speak_the_words_of_the_definition() {
    let mut state = State::load(compiled(), &answers());
    set(&mut state, "specialStaff", json!("35"));
    let problems = state.problems(key(&state, "specialStaff"));
    assert_eq!(
        describe(&problems[0], Locale::Zh),
        "各岗位人数之和为30，与实行特殊工时人数35相差5（共2个岗位）"
    );
    assert_eq!(describe(&problems[0], Locale::En), "The posts add up to 30, not 35");
    assert_eq!(problems[0].param("check"), Some("sum"));
    set(&mut state, "specialStaff", json!("30"));
    assert!(codes(&state, "specialStaff").is_empty());
    set(&mut state, "totalStaff", json!("20"));
    assert_eq!(codes(&state, "specialStaff"), ["check"]);
    // A check of the row, with its condition.
    set(&mut state, "posts/r1/hours", json!(16));
    assert_eq!(codes(&state, "posts/r1/hours"), ["check"]);
    set(&mut state, "posts/r1/kind", json!("flexible"));
    assert!(codes(&state, "posts/r1/hours").is_empty());
}

#[test]
fn problems_change_with_each_answer() {
    // path, what is typed, the problems
    let cases: &[(&str, Value, &[&str])] = &[
        ("org/name", json!("津"), &["too-short"]),
        ("org/name", json!("津".repeat(51)), &["too-long"]),
        ("org/name", json!(""), &["required"]),
        ("org/name", json!("津港物流示例公司"), &[]),
        ("org/uscc", json!(USCC.to_lowercase()), &[]),
        ("org/capital", json!("1,000.5"), &[]),
        ("org/capital", json!("2000000000"), &["too-big"]),
        ("totalStaff", json!("12.5"), &["integer"]),
        ("totalStaff", json!("十"), &["number"]),
        ("promise", json!(false), &["must-accept"]),
        ("promise", Value::Null, &["must-accept"]),
        ("situation/union", json!("maybe"), &["option"]),
        ("measures", json!(["rest"]), &["too-few"]),
        ("measures", json!(["rest", "rest"]), &["repeated"]),
        ("measures", json!([]), &[]),
        ("reason", json!("短"), &["too-short"]),
    ];
    let mut state = State::load(compiled(), &answers());
    for (path, value, expected) in cases {
        let changes = set(&mut state, path, value.clone());
        assert_eq!(&codes(&state, path), expected, "{path} {value}");
        assert!(changes.evaluated < 12, "{path}: {}", changes.evaluated);
    }
}

#[test]
fn progress_is_kept_as_one_types() {
    let mut state = State::new(compiled());
    let progress = |state: &State, step| {
        let p = state.progress(step);
        (p.required, p.answered, p.problems)
    };
    assert_eq!(progress(&state, 0), (2, 0, 0));
    assert_eq!(progress(&state, 1), (5, 0, 0));
    set(&mut state, "situation/agent", json!(true));
    assert_eq!((progress(&state, 0), progress(&state, 1)), ((2, 1, 0), (7, 0, 0)));
    set(&mut state, "org/uscc", json!("1"));
    assert_eq!(progress(&state, 1), (7, 0, 1));
    set(&mut state, "org/uscc", json!(USCC));
    assert_eq!(progress(&state, 1), (7, 1, 0));
    set(&mut state, "org/postcode", json!("1"));
    assert_eq!(progress(&state, 1), (7, 1, 1));
    let state = State::load(compiled(), &answers());
    for step in 0..4 {
        let p = state.progress(step);
        assert_eq!((p.required, p.problems), (p.answered, 0), "step {step}");
    }
}

/// A line is a case: required, answered, problems, opened, and how the step stands.
#[test]
fn a_step_stands_as_the_person_left_it() {
    use bangban_forms::{Progress, Standing as S};
    for (required, answered, problems, is_seen, expected) in [
        (3, 0, 0, false, S::Untouched),
        (3, 0, 0, true, S::Untouched),
        (3, 1, 0, false, S::Begun(2)),
        (3, 3, 0, false, S::Done),
        (3, 3, 0, true, S::Done),
        (0, 0, 0, false, S::Untouched),
        (0, 0, 0, true, S::Done),
        // What registers filled in and got wrong is said once the step was opened.
        (3, 2, 1, false, S::Begun(1)),
        (3, 3, 1, false, S::Begun(1)),
        (3, 2, 1, true, S::Wrong(1)),
        (0, 0, 2, true, S::Wrong(2)),
    ] {
        let progress = Progress { required, answered, problems };
        assert_eq!(progress.standing(is_seen), expected, "{progress:?} {is_seen}");
    }
}

#[test]
fn materials_follow_the_situation() {
    let mut state = State::load(compiled(), &answers());
    let ids = |state: &State| -> Vec<(String, bool)> {
        let model = state.model();
        let all = state.materials().into_iter();
        all.map(|a| (model.materials()[a.index].id.clone(), a.required)).collect()
    };
    let expect = |all: &[(&str, bool)]| -> Vec<(String, bool)> {
        all.iter().map(|(id, required)| (String::from(*id), *required)).collect()
    };
    assert_eq!(
        ids(&state),
        expect(&[
            ("application", true),
            ("licence", false),
            ("union-opinion", true),
            ("rest-plan", true)
        ])
    );
    set(&mut state, "situation/agent", json!(true));
    set(&mut state, "situation/union", json!("no"));
    let changes = set(&mut state, "posts/r1/kind", json!("flexible"));
    assert!(changes.materials);
    assert_eq!(
        ids(&state),
        expect(&[("application", true), ("licence", false), ("mandate", true)])
    );
    assert!(!set(&mut state, "org/name", json!("某公司")).materials);
}

#[test]
fn the_submission_is_canonical_and_visible_only() {
    let mut state = State::load(compiled(), &answers());
    set(&mut state, "agent/name", json!("不在其中"));
    set(&mut state, "org/phone", json!("（022）6570 0000"));
    set(&mut state, "totalStaff", json!("１２０"));
    let out = state.submission();
    assert!(out.get("agent").is_none());
    assert_eq!(out["org"]["phone"], "022-65700000");
    assert_eq!(out["totalStaff"], 120);
    assert!(out["posts"][0].get("_id").is_none());
    assert_eq!(out["posts"][0]["term"], json!({"from": "2026-01-01", "to": "2026-12-31"}));
    let verdict = validate(state.model(), &out, &attached(), &[], None);
    assert!(verdict.problems.is_empty(), "{:?}", verdict.problems);
    assert_eq!(verdict.answers, out);
}

fn attached() -> Vec<Attached> {
    ["application", "union-opinion", "rest-plan"]
        .map(|id| Attached { material: String::from(id), files: 1 })
        .to_vec()
}

/// What a mistake in a submission gives: pointer and code.
#[test]
fn the_server_is_strict() {
    let good = State::load(compiled(), &answers()).submission();
    // where, what is put there (null: taken away), the problem's pointer and code
    let cases = [
        ("/surplus", json!(1), "/surplus", "unknown"),
        ("/org/a~1b", json!(1), "/org/a~1b", "unknown"),
        ("/posts/0/_id", json!("r1"), "/posts/0/_id", "unknown"),
        ("/posts/0/count", json!("12"), "/posts/0/count", "type"),
        ("/posts/0", json!(1), "/posts/0", "type"),
        ("/posts", json!({}), "/posts", "type"),
        ("/org", json!("x"), "/org", "type"),
        ("/org/name", json!(5), "/org/name", "type"),
        ("/promise", json!("true"), "/promise", "type"),
        ("/org/region", json!([1]), "/org/region", "type"),
        ("/posts/0/term/to", json!(1), "/posts/0/term", "type"),
        ("/posts/0/term/till", json!("x"), "/posts/0/term", "type"),
        ("/posts/0/term/to", json!("2025-01-01"), "/posts/0/term", "date-order"),
        ("/agent", json!({"name": "某"}), "/agent/name", "not-applicable"),
        ("/posts/1/cycle", json!("year"), "/posts/1/cycle", "not-applicable"),
        ("/org/name", Value::Null, "/org/name", "required"),
        ("/posts", Value::Null, "/posts", "required"),
        ("/posts", json!([]), "/posts", "required"),
        ("/promise", Value::Null, "/promise", "must-accept"),
        ("/situation/union", json!("perhaps"), "/situation/union", "option"),
        ("/specialStaff", json!(31), "/specialStaff", "check"),
        ("/org/legalId", json!("110105194912310021"), "/org/legalId", "id-check"),
    ];
    for (at, value, pointer, code) in cases {
        let mut submission = good.clone();
        put(&mut submission, at, value.clone());
        let verdict = validate(&compiled(), &submission, &attached(), &[], None);
        let found: Vec<_> =
            verdict.problems.iter().map(|p| (p.pointer.as_str(), p.problem.code.code())).collect();
        assert!(found.contains(&(pointer, code)), "{at} {value}: {found:?}");
        let here = found.iter().filter(|(p, _)| *p == pointer).count();
        assert_eq!(here, 1, "{at} {value}: {found:?}");
    }
    for odd in [json!(null), json!([]), json!("x"), json!({})] {
        assert!(!validate(&compiled(), &odd, &[], &[], None).problems.is_empty());
    }
}

fn put(value: &mut Value, pointer: &str, new: Value) {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    let parent = value.pointer_mut(parent).expect("a parent");
    let name = name.replace("~1", "/");
    match parent {
        Value::Array(all) => all[name.parse::<usize>().expect("an index")] = new,
        Value::Object(map) if new.is_null() => {
            map.remove(&name);
        }
        Value::Object(map) => {
            map.insert(name, new);
        }
        _ => panic!("no parent"),
    }
}

#[test]
fn materials_are_validated() {
    let good = State::load(compiled(), &answers()).submission();
    let file = |id: &str, files| Attached { material: String::from(id), files };
    let cases = [
        (vec![file("application", 1), file("union-opinion", 1), file("rest-plan", 2)], vec![]),
        (
            vec![file("application", 1)],
            vec!["union-opinion material-missing", "rest-plan material-missing"],
        ),
        (
            vec![file("application", 2), file("union-opinion", 1), file("rest-plan", 1)],
            vec!["application material-too-many"],
        ),
        (
            vec![
                file("application", 1),
                file("union-opinion", 1),
                file("rest-plan", 1),
                file("mandate", 1),
            ],
            vec!["mandate material-unknown"],
        ),
    ];
    for (files, expected) in cases {
        let problems = validate(&compiled(), &good, &files, &[], None).problems;
        let found: Vec<String> = problems
            .iter()
            .map(|p| {
                format!("{} {}", p.pointer.trim_start_matches("/materials/"), p.problem.code.code())
            })
            .collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn all_problems_are_in_the_order_of_the_form() {
    let state = State::new(compiled());
    let pointers: Vec<String> = state.all_problems().into_iter().map(|p| p.pointer).collect();
    assert_eq!(
        pointers,
        [
            "/situation/agent",
            "/situation/union",
            "/org/name",
            "/org/uscc",
            "/org/legalId",
            "/org/region",
            "/org/phone",
            "/totalStaff",
            "/specialStaff",
            "/posts",
            "/reason",
            "/promise",
        ]
    );
    assert!(state.all_problems().iter().all(|p| p.key.is_some() && !p.label.zh.is_empty()));
}

#[test]
fn odd_answers_are_kept_and_do_not_panic() {
    for odd in [
        json!(null),
        json!([]),
        json!("x"),
        json!({"posts": "x"}),
        json!({"posts": [1, null, {"_id": 5}]}),
        json!({"posts": [{"_id": "a"}, {"_id": "a"}]}),
        json!({"org": []}),
        json!({"org": {"name": {"a": 1}}}),
        json!({"totalStaff": {}}),
        json!({"posts": [{"term": "x", "count": []}]}),
    ] {
        let state = State::load(compiled(), &odd);
        let _ = (state.all_problems(), state.submission(), summary(&state, &|_| None));
    }
    let state = State::new(compiled());
    for path in [&["posts"][..], &["posts", "x", "y"], &["org"], &[], &["org", "name", "z"]] {
        let _ = state.resolve(path);
    }
    for pointer in ["", "/", "/posts/x", "/posts/0", "/posts/99/count", "posts", "/org/~2"] {
        let _ = state.key_at(pointer);
    }
    let gone = Key::new(state.model().fields()[0].id, bangban_forms::RowId(77));
    assert!(state.rows(gone).is_empty() && state.raw(gone).is_null());
    assert!(state.problems(gone).is_empty() && state.value(gone).is_none());
    let _ = (state.enabled(gone), state.pointer(gone), state.path(gone), state.row_id(gone.row));
}

#[test]
fn problem_codes_are_unique() {
    let mut codes: Vec<&str> = ProblemCode::ALL.iter().map(|c| c.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), ProblemCode::ALL.len());
}

#[test]
fn a_state_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<State>();
    shared::<bangban_forms::Model>();
}

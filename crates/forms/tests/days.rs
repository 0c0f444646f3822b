//! Days that are held against the one on which the form is filled in.

use std::sync::Arc;

use bangban_forms::{Day, FormDefinition, Locale, Model, State, describe, validate};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A form of one day and one period, with these limits.
fn form(day: &Value, period: &Value) -> Arc<Model> {
    let mut questions = json!({
        "day": {"type": "string", "title": "日期", "format": "date"},
        "period": {"type": "object", "title": "期限", "format": "date-range"},
    });
    for (name, limits) in [("day", day), ("period", period)] {
        let of = questions[name].as_object_mut().expect("a question");
        of.extend(limits.as_object().expect("limits").clone());
    }
    let controls: Vec<Value> = ["day", "period"]
        .map(|name| json!({"type": "Control", "scope": format!("#/properties/{name}")}))
        .into();
    let definition: FormDefinition = serde_json::from_value(json!({
        "schema": {"type": "object", "properties": questions},
        "ui": {"type": "Categorization", "elements": [
            {"type": "Category", "label": "填写", "elements": controls}
        ]},
        "materials": [],
    }))
    .expect("a definition");
    Arc::new(definition.compile().expect("a form"))
}

/// What is told of these answers, if they are filled in on a day.
fn told(model: &Arc<Model>, answers: &Value, today: Option<Day>) -> Vec<String> {
    let state = State::load_on(model.clone(), answers, today);
    let told = |one: &bangban_forms::Located| describe(&one.problem, Locale::Zh);
    let there: Vec<String> = state.all_problems().iter().map(told).collect();
    let door = validate(model, answers, &[], &[], today).problems;
    assert_eq!(there, door.iter().map(told).collect::<Vec<_>>(), "app and server agree");
    there
}

/// A line is a case: limits, answer, what is told on 2026-11-30.
#[test]
fn limits_count_from_the_day_on_which_it_is_filled_in() {
    let cases = [
        (json!({"earliest": 0}), "2026-11-30", ""),
        (json!({"earliest": 0}), "2026-11-29", "不能早于2026年11月30日"),
        (json!({"earliest": 1, "latest": 92}), "2026-11-30", "不能早于2026年12月1日"),
        (json!({"earliest": 1, "latest": 92}), "2027-03-02", ""),
        (json!({"earliest": 1, "latest": 92}), "2027-03-03", "不能晚于2027年3月2日"),
        (json!({"earliest": -30}), "2026-10-30", "不能早于2026年10月31日"),
        (json!({"latest": 456}), "2028-03-01", "不能晚于2028年2月29日"),
        (json!({"latest": 0}), "2026-11-30", ""),
        (json!({"latest": 0}), "2999-01-01", "不能晚于2026年11月30日"),
        // What is no date is told as such.
        (json!({"latest": 0}), "2027-02-30", "没有这一天，请核对年月日"),
        (json!({"latest": 0}), "", ""),
    ];
    for (limits, answer, expected) in cases {
        let model = form(&json!({"x-day": limits}), &json!({}));
        let answers = json!({"day": answer});
        assert_eq!(told(&model, &answers, Day::of("2026-11-30")).join(""), expected, "{answers}");
    }
    let cases = [
        (json!({"x-begin": {"latest": 0}}), ["2026-11-30", "2026-11-30"], ""),
        (
            json!({"x-begin": {"latest": 0}}),
            ["2026-12-01", "2027-01-01"],
            "开始日期不能晚于2026年11月30日",
        ),
        (
            json!({"x-begin": {"earliest": 0}}),
            ["2020-01-01", "2027-01-01"],
            "开始日期不能早于2026年11月30日",
        ),
        (
            json!({"x-end": {"earliest": 0}}),
            ["2020-01-01", "2026-11-29"],
            "结束日期不能早于2026年11月30日",
        ),
        (
            json!({"x-end": {"latest": 365}}),
            ["2026-11-30", "2027-12-01"],
            "结束日期不能晚于2027年11月30日",
        ),
        // The order first.
        (json!({"x-end": {"latest": 0}}), ["2027-01-02", "2027-01-01"], "结束日期应不早于开始日期"),
    ];
    for (limits, [from, to], expected) in cases {
        let model = form(&json!({}), &limits);
        let answers = json!({"period": {"from": from, "to": to}});
        assert_eq!(told(&model, &answers, Day::of("2026-11-30")).join(""), expected, "{answers}");
    }
}

#[test]
fn a_day_begins_where_one_is() {
    for (ms, hours, day) in [
        (0.0, 0.0, "1970-01-01"),
        (-1.0, 0.0, "1969-12-31"),
        (1_795_967_999_999.0, 8.0, "2026-11-29"),
        (1_795_968_000_000.0, 8.0, "2026-11-30"),
        (1_795_968_000_000.0, 0.0, "2026-11-29"),
    ] {
        assert_eq!(Some(Day::at(ms, hours)), Day::of(day), "{ms} {hours}");
    }
}

#[test]
fn without_a_day_they_are_taken_as_they_are() {
    let model = form(&json!({"x-day": {"earliest": 0}}), &json!({"x-end": {"earliest": 0}}));
    let answers =
        json!({"day": "1999-01-01", "period": {"from": "1998-01-01", "to": "1999-01-01"}});
    assert_eq!(told(&model, &answers, None), Vec::<String>::new());
    assert_eq!(State::load(model, &answers).all_problems(), []);
}

#[test]
fn one_that_is_mended_while_it_is_filled_in_is_right() {
    let model = form(&json!({"x-day": {"earliest": 0}}), &json!({}));
    let mut state = State::load_on(model, &json!({"day": "2020-01-01"}), Day::of("2026-11-30"));
    let key = state.resolve(&["day"]).expect("the question");
    assert_eq!(state.problems(key).len(), 1);
    assert_eq!(state.value(key), Some(&json!("2020-01-01")), "it is an answer all the same");
    state.set(key, json!("2026-12-01"));
    assert_eq!(state.problems(key), []);
}

proptest! {
    /// The limit that is named is the first day that is taken.
    #[test]
    fn the_day_that_is_named_is_taken(year in 1800..2999_i32, month in 1..=12_u32, day in 1..=28_u32, on in 0..1500_i32) {
        let today = format!("{year}-{month:02}-{day:02}");
        let model = form(&json!({"x-day": {"earliest": on + 1, "latest": on + 1}}), &json!({}));
        let problem = |answer: &str| {
            let state = State::load_on(model.clone(), &json!({"day": answer}), Day::of(&today));
            state.all_problems().into_iter().next().map(|one| one.problem)
        };
        let early = problem(&today).expect("today is too early");
        let named = early.param("min").expect("a day").to_owned();
        prop_assert!(named > today);
        prop_assert_eq!(problem(&named), None);
    }
}

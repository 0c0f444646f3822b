//! Answers in words: for the review, the receipt and whoever helps.

#[path = "support/form.rs"]
mod form;

use bangban_forms::{Locale, State, SummaryItem, date_words, summary};
use form::{ID_CARD, answers, compiled};
use serde_json::{Value, json};

#[test]
fn the_summary_reads_like_the_form() {
    let state = State::load(compiled(), &answers());
    let names = |code: &str| match code {
        "120000" => Some(String::from("天津市")),
        "120116" => Some(String::from("滨海新区")),
        _ => None,
    };
    let steps = summary(&state, &names);
    let labels: Vec<&str> = steps.iter().map(|s| s.label.zh.as_str()).collect();
    assert_eq!(labels, ["情形", "单位", "岗位", "材料"]);
    let SummaryItem::Heading(title) = &steps[1].items[0] else { panic!("a heading") };
    assert_eq!(title.zh, "基本信息");
    assert!(
        !steps[1].items.iter().any(|i| matches!(i, SummaryItem::Heading(t) if t.zh == "代理人"))
    );
    let mut texts = Vec::new();
    for item in steps.iter().flat_map(|s| &s.items) {
        if let SummaryItem::Row(row) = item {
            texts.push((row.label.zh.as_str(), row.text.zh.as_str(), row.text.get(Locale::En)));
        }
    }
    for expected in [
        ("是否由代理人办理", "否", "No"),
        ("是否建立工会", "已建立工会", "Yes"),
        (
            "所在地区",
            "天津市滨海新区120116001120116001001",
            "天津市 滨海新区 120116001 120116001001",
        ),
        ("注册资金", "5,000,000 元", "5,000,000 yuan"),
        ("职工总数", "100 人", "100 people"),
        ("邮政编码", "", ""),
    ] {
        assert!(texts.contains(&expected), "{expected:?} in {texts:?}");
    }
    let SummaryItem::List { rows, .. } = &steps[2].items[2] else { panic!("a list") };
    let cells: Vec<&str> = rows[0].iter().map(|r| r.text.zh.as_str()).collect();
    assert_eq!(
        cells,
        ["综合计算工时制", "岸桥司机", "18", "季", "11", "2026年1月1日 至 2026年12月31日"]
    );
    let sensitive: Vec<_> = steps
        .iter()
        .flat_map(|s| &s.items)
        .filter(|i| matches!(i, SummaryItem::Row(r) if r.sensitive))
        .collect();
    assert_eq!(sensitive.len(), 1);
    assert!(answers().to_string().contains(ID_CARD));
}

#[test]
fn an_answer_that_is_not_in_the_form_has_the_words_of_one_that_is() {
    let model = compiled();
    for (scope, raw, expected) in [
        ("#/properties/org/properties/name", json!("甲公司"), "甲公司"),
        ("#/properties/org/properties/name", Value::Null, ""),
        ("#/properties/totalStaff", json!("100"), "100 人"),
        ("#/properties/totalStaff", json!("很多"), "很多"),
        ("#/properties/org/properties/capital", json!("1234567.5"), "1,234,567.50 元"),
        ("#/properties/org/properties/capital", json!("100000"), "100,000 元"),
        ("#/properties/org/properties/capital", json!("999"), "999 元"),
        ("#/properties/org/properties/capital", json!("一千"), "一千"),
        ("#/properties/from", json!("2026-01-05"), "2026年1月5日"),
        ("#/properties/from", json!("2026-02-30"), "2026-02-30"),
        (
            "#/properties/org/properties/region",
            json!(["120000", "120116", "120116001", "120116001001"]),
            "天津市120116120116001120116001001",
        ),
    ] {
        let field = model.field(model.field_at(scope).expect("a field"));
        let name = |code: &str| (code == "120000").then(|| "天津市".to_owned());
        assert_eq!(bangban_forms::words(field, &raw, &name).zh, expected, "{scope} {raw}");
    }
}

#[test]
fn a_day_reads_as_people_write_it() {
    let day = date_words(2026, 1, 9);
    assert_eq!((day.zh.as_str(), day.get(Locale::En)), ("2026年1月9日", "9 Jan 2026"));
}

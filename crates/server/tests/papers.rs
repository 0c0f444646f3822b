//! The decisions that are granted, written from the sample of each form.

use std::collections::BTreeMap;

use bangban_contract::Text;
use bangban_contract::document::{DocumentFact, DocumentTable};
use bangban_server::config::Config;
use bangban_server::demo;
use bangban_server::documents::{Approved, approved};
use bangban_server::filings::Items;
use serde_json::Value;

/// A line is what a decision says: item, name, value.
const DECISIONS: &str = include_str!("../data/forms/decisions.jsonl");

fn items() -> Items {
    let mut config = Config::with_data(std::env::temp_dir());
    config.demo = true;
    demo::district(&config).expect("a district").items().expect("items")
}

fn sample(item: &str) -> Value {
    let path = format!("{}/data/forms/samples/{item}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(&path).expect(&path)).expect(&path)
}

fn decisions() -> BTreeMap<String, (Approved, Value)> {
    let (items, day) = (items(), "2026-11-24".parse().expect("a day"));
    let all = [
        "special-working-hours.new",
        "special-working-hours.renewal",
        "food-business-licence.new",
        "labour-dispatch.new",
        "medical-institution.renewal",
    ];
    all.into_iter()
        .map(|id| {
            let item = items.find(id).expect(id);
            let sample = sample(id);
            let found =
                approved(&item.paper, &item.model, &sample["answers"], items.regions(), day);
            (id.to_owned(), (found, sample))
        })
        .collect()
}

#[test]
fn a_decision_says_what_was_approved() {
    let decisions = decisions();
    for line in DECISIONS.lines() {
        let case: Value = serde_json::from_str(line).expect(line);
        let (found, _) = &decisions[case[0].as_str().expect(line)];
        let fact = found.facts.iter().find(|fact| fact.name.zh == case[1].as_str().expect(line));
        let cells: Vec<String> = found
            .tables
            .iter()
            .filter(|table| table.name.zh == case[1].as_str().expect(line))
            .flat_map(|table| &table.rows)
            .map(|row| row.iter().map(|cell| cell.zh.as_str()).collect::<Vec<_>>().join("｜"))
            .collect();
        let said = fact.map_or(cells, |fact| vec![fact.value.zh.clone()]);
        let wanted = case[2].as_str().expect(line);
        assert!(said.iter().any(|one| one == wanted), "{line}: {said:?}");
    }
}

/// Whatever a form calls sensitive is in no decision, and neither is what its rows hold.
#[test]
fn nothing_sensitive_is_in_a_decision() {
    let items = items();
    for (id, (found, sample)) in decisions() {
        let said = serde_json::to_string(&(&found.facts, &found.tables)).expect("JSON");
        let model = &items.find(&id).expect("an item").model;
        for field in model.fields().iter().filter(|field| field.sensitive) {
            let mut holders = vec![&sample["answers"]];
            if let Some(list) = field.list {
                let list = &model.field(list).path;
                holders = at(&sample["answers"], list).as_array().into_iter().flatten().collect();
            }
            for holder in holders {
                let value = at(holder, &field.path);
                // The name of a person may be that of the firm's representative, which is public.
                if let Some(text) = value.as_str().filter(|text| text.is_ascii()) {
                    assert!(!said.contains(text), "{id} tells {:?}", field.path);
                }
            }
        }
    }
}

fn at<'v>(value: &'v Value, path: &[String]) -> &'v Value {
    path.iter().fold(value, |inner, name| &inner[name.as_str()])
}

/// What the data say is there in both languages, and no half-width sign stands beside Chinese.
#[test]
fn a_decision_is_written_well() {
    for (id, (found, _)) in decisions() {
        let names = found.facts.iter().map(|DocumentFact { name, .. }| name);
        let heads = found
            .tables
            .iter()
            .flat_map(|DocumentTable { name, columns, .. }| [name].into_iter().chain(columns));
        for text in names.chain(heads).chain(&found.grants).chain(&found.title) {
            assert!(text.en.is_some(), "{id}: {}", text.zh);
            assert_eq!(half_width(text), None, "{id}: {}", text.zh);
        }
        assert!(!found.basis.is_empty(), "{id}");
    }
}

fn half_width(text: &Text) -> Option<char> {
    let all: Vec<char> = text.zh.chars().collect();
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    all.windows(2)
        .find(|pair| is_chinese(pair[0]) && matches!(pair[1], ',' | ':' | ';' | '(' | ')' | '?'))
        .map(|pair| pair[1])
}

/// A title of its own is one of the results that the guide promises.
#[test]
fn the_title_is_what_the_guide_promises() {
    let mut config = Config::with_data(std::env::temp_dir());
    config.demo = true;
    let district = demo::district(&config).expect("a district");
    for (id, (found, _)) in decisions() {
        let Some(title) = found.title else { continue };
        let guide = district.guides.iter().find(|guide| guide.item.id == id).expect("a guide");
        let results = &guide.body.as_ref().expect("written").results;
        assert!(results.iter().any(|result| result.name == title), "{id}: {}", title.zh);
    }
}

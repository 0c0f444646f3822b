//! The forms, guides and registers of the demo district hold what they promise.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bangban_contract::guide::GuideBody;
use bangban_contract::session::Role;
use bangban_forms::{Attached, Day, FormDefinition, Model, RowId, State, validate};
use bangban_server::registers::Registers;
use bangban_server::{bench_forms, guides};
use serde_json::Value;

const VARIATIONS: &str = include_str!("../data/forms/variations.jsonl");
const SITUATIONS: &str = include_str!("../data/forms/situations.jsonl");

/// A form and a submission that is complete and right.
struct Case {
    model: Arc<Model>,
    sample: Value,
}

fn cases() -> BTreeMap<String, Case> {
    let guides = guides::load().expect("guides");
    guides
        .forms
        .into_iter()
        .map(|form| {
            let definition: FormDefinition =
                serde_json::from_value(form.definition).expect("a form");
            let model = Arc::new(definition.compile().expect("a model"));
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/forms/samples");
            let path = format!("{folder}/{}.json", form.item);
            let text = std::fs::read_to_string(&path).expect(&path);
            (form.item, Case { model, sample: serde_json::from_str(&text).expect(&path) })
        })
        .collect()
}

/// When the samples are filled in.
const FILLED_ON: &str = "2026-11-30";

/// Code and pointer of each problem.
fn problems(case: &Case, sample: &Value) -> Vec<(String, String)> {
    let names = sample["attached"].as_array().expect("names").iter();
    let attached: Vec<Attached> = names
        .map(|name| Attached { material: name.as_str().expect("a name").into(), files: 1 })
        .collect();
    let verdict = validate(&case.model, &sample["answers"], &attached, &[], Day::of(FILLED_ON));
    verdict
        .problems
        .iter()
        .map(|one| (one.problem.code.code().to_owned(), one.pointer.clone()))
        .collect()
}

#[test]
fn every_form_has_a_sample_without_a_problem() {
    for (item, case) in cases() {
        assert_eq!(problems(&case, &case.sample), [], "{item}");
    }
}

/// A line is a case: item, where, what is put there (null takes away), code, where it is told.
#[test]
fn a_wrong_answer_is_told_where_it_is() {
    let cases = cases();
    let mut tried: BTreeMap<String, usize> = BTreeMap::new();
    for line in VARIATIONS.lines() {
        let variation: Value = serde_json::from_str(line).expect(line);
        let text = |at: usize| variation[at].as_str().expect(line).to_owned();
        let case = &cases[&text(0)];
        let mut sample = case.sample.clone();
        put(&mut sample, &text(1), variation[2].clone());
        let found = problems(case, &sample);
        assert!(found.contains(&(text(3), text(4))), "{line}: {found:?}");
        *tried.entry(text(0)).or_default() += 1;
    }
    for item in cases.keys() {
        assert!(tried.get(item).is_some_and(|tried| *tried >= 8), "{item} has too few variations");
    }
}

fn put(sample: &mut Value, pointer: &str, new: Value) {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    match sample.pointer_mut(parent).unwrap_or_else(|| panic!("{pointer}")) {
        Value::Array(all) if name == "-" => all.push(new),
        Value::Array(all) if new.is_null() => {
            all.remove(name.parse().expect("an index"));
        }
        Value::Array(all) => all[name.parse::<usize>().expect("an index")] = new,
        Value::Object(map) if new.is_null() => {
            map.remove(name);
        }
        Value::Object(map) => {
            map.insert(name.to_owned(), new);
        }
        _ => panic!("{pointer}"),
    }
}

/// What a register gives for a key is a right answer to every field that asks for the key.
#[test]
fn what_registers_give_fits_the_fields_that_ask() {
    let registers = Registers::load().expect("registers");
    // What the item asks of a party is the party's to meet, not the register's.
    let apart = ["required", "too-small", "too-big", "must-accept", "check"];
    for (item, case) in cases() {
        for (party, known) in &registers.prefills {
            for field in case.model.fields().iter().filter(|field| field.list.is_none()) {
                let Some(key) = field.prefill.as_deref() else { continue };
                let found = registers.prefill(party, &[key]);
                let Some(given) = found.get(key) else { continue };
                let state =
                    State::load(case.model.clone(), &nested(&field.path, given.value.clone()));
                let pointer = format!("/{}", field.path.join("/"));
                let wrong = state.all_problems().into_iter().find(|one| {
                    one.pointer.starts_with(&pointer) && !apart.contains(&one.problem.code.code())
                });
                let wrong = wrong.map(|one| (one.pointer, one.problem.code.code()));
                assert_eq!(wrong, None, "{item} {party} {key}");
            }
            assert!(known.iter().all(|one| one.source.en.is_some()), "{party}");
        }
    }
}

fn nested(path: &[String], value: Value) -> Value {
    path.iter().rev().fold(value, |inner, name| serde_json::json!({ name: inner }))
}

/// Whoever asks by a key is answered for at least one party.
#[test]
fn every_key_that_a_form_asks_by_is_known_of_somebody() {
    let registers = Registers::load().expect("registers");
    for (item, case) in cases() {
        for key in case.model.fields().iter().filter_map(|field| field.prefill.as_deref()) {
            let known =
                registers.prefills.keys().any(|party| !registers.prefill(party, &[key]).is_empty());
            assert!(known, "{item} asks for {key}, of which no register knows");
        }
    }
}

#[test]
fn every_text_of_a_form_is_also_in_english() {
    for (item, case) in cases() {
        for field in case.model.fields() {
            let texts = [
                Some(&field.label),
                field.hint.as_ref(),
                field.help.as_ref(),
                field.placeholder.as_ref(),
                field.unit.as_ref(),
            ];
            for text in texts.into_iter().flatten() {
                assert!(text.en.is_some(), "{item}: {}", text.zh);
            }
        }
        for material in case.model.materials() {
            let note = material.exemption.as_ref().and_then(|one| one.note.as_ref());
            let texts = [
                Some(&material.name),
                material.requirement.as_ref(),
                material.source.as_ref(),
                note,
            ];
            for text in texts.into_iter().flatten() {
                assert!(text.en.is_some(), "{item}: {}", text.zh);
            }
        }
    }
}

#[test]
fn forms_for_measuring_have_as_many_fields_as_they_say() {
    for size in bench_forms::SIZES {
        let form = bench_forms::form(size);
        let definition: FormDefinition = serde_json::from_value(form.definition).expect("a form");
        let model = definition.compile().expect("a model");
        assert_eq!((model.fields().len(), model.steps().len()), (size, 1));
    }
}

#[test]
fn the_guides_that_must_be_there_are_there() {
    let guides = guides::load().expect("guides");
    for form in &guides.forms {
        assert!(guides.bodies.contains_key(&form.item), "{}", form.item);
    }
    assert!(guides.bodies.len() >= 14, "{}", guides.bodies.len());
    assert_eq!(guides.forms.len(), 5);
}

/// A line is a case: item, answers by pointer, materials to attach, how many steps there are.
#[test]
fn the_situation_decides_materials_and_steps() {
    let cases = cases();
    for line in SITUATIONS.lines() {
        let situation: Value = serde_json::from_str(line).expect(line);
        let case = &cases[situation[0].as_str().expect(line)];
        let mut answers = case.sample["answers"].clone();
        for (pointer, value) in situation[1].as_object().expect(line) {
            put(&mut answers, pointer, value.clone());
        }
        let state = State::load(case.model.clone(), &answers);
        let wanted = state.materials().into_iter().map(|one| &case.model.materials()[one.index]);
        let wanted = wanted.filter(|one| one.exemption.is_none()).map(|one| one.id.as_str());
        let steps = case.model.steps().iter();
        let steps = steps.filter(|step| state.node_visible(step.node, RowId::ROOT)).count();
        let found = serde_json::json!([wanted.collect::<Vec<_>>(), steps]);
        assert_eq!(found, serde_json::json!([situation[2], situation[3]]), "{line}");
    }
}

#[test]
fn what_a_guide_leaves_out_is_found() {
    let guides = guides::load().expect("guides");
    let full = &guides.bodies["labour-dispatch.new"];
    assert_eq!(guides::gaps(full), [""; 0]);
    let mut body = full.clone();
    body.faq.clear();
    body.steps[0].name.zh = " ".into();
    body.summary.en = None;
    body.fee.charged = true;
    body.materials[0].form.zh.clear();
    body.results[0].sample_file = None;
    let mut found = guides::gaps(&body);
    found.sort();
    let wanted = [
        "/faq",
        "/fee/basis",
        "/materials/0/form/zh",
        "/results/0/sampleFile",
        "/steps/0/name/zh",
        "/summary/en",
    ];
    assert_eq!(found, wanted);
}

/// In which form each material is taken (材料形式), in the words of 办事指南要素 alone.
#[test]
fn every_guide_says_in_which_form_a_material_is_taken() {
    let guides = guides::load().expect("guides");
    let mut said = BTreeSet::new();
    for (item, body) in &guides.bodies {
        for material in &body.materials {
            let at = format!("{item}/{}", material.id);
            assert!(material.form.en.as_ref().is_some_and(|en| !en.is_empty()), "{at}");
            for form in material.form.zh.split("或者") {
                assert!(["电子", "原件", "复印件"].contains(&form), "{at}: {form}");
                said.insert(form.to_owned());
            }
            if material.exemption.is_some() {
                assert_eq!(material.form.zh, "电子", "{at} is not handed in");
            }
        }
    }
    assert_eq!(said.len(), 3, "{said:?}");
}

/// What a guide is changed to, and what is said of it.
#[test]
fn a_guide_that_contradicts_itself_is_found() {
    type Spoil<'a> = &'a dyn Fn(&mut GuideBody);
    let guides = guides::load().expect("guides");
    let good = &guides.bodies["special-working-hours.new"];
    let step = good.steps.iter().position(|step| step.name.zh == "现场核查").expect("a visit");
    let found = |change: &dyn Fn(&mut GuideBody), promised| {
        let mut body = good.clone();
        change(&mut body);
        guides::contradictions(&body, promised)
    };
    assert_eq!(found(&|_| {}, 5), [""; 0]);
    assert_eq!(found(&|_| {}, 4), ["/steps take 5 working days of 4 promised"]);
    let cases: [(Spoil<'_>, &[&str]); 4] = [
        (&|body| body.steps[1].counted = true, &["/steps take 10 working days of 5 promised"]),
        (
            &|body| body.special[0].counted = false,
            &["/special/0 and /steps/2 differ in what counts"],
        ),
        (&|body| body.steps[step].days = Some(1), &["/special/0 and /steps/2 differ in days"]),
        (
            &|body| body.special[0].days = 10,
            &[
                "/special/0 takes 10 working days of 5 promised",
                "/special/0 and /steps/2 differ in days",
            ],
        ),
    ];
    for (change, expected) in cases {
        assert_eq!(found(change, 5), expected);
    }
}

/// What counts against a time limit is said by what computes it, never by hand beside it.
#[test]
fn no_text_says_by_hand_what_counts() {
    for folder in ["guides", "forms"] {
        let folder = format!("{}/data/{folder}", env!("CARGO_MANIFEST_DIR"));
        for file in std::fs::read_dir(&folder).expect(&folder) {
            let path = file.expect(&folder).path();
            if path.extension().is_some_and(|kind| kind == "json") {
                let text = std::fs::read_to_string(&path).expect("a file");
                assert!(!text.contains("计入"), "{}", path.display());
            }
        }
    }
}

/// Whoever can sign in acts for somebody, and is offered in both languages.
#[test]
fn identities_can_be_used() {
    let registers = Registers::load().expect("registers");
    for one in &registers.identities {
        let reviews = one.person.role == Role::Reviewer;
        assert_eq!(reviews, one.person.department.is_some(), "{}", one.person.id);
        let helps = one.person.role == Role::Assistant;
        assert_eq!(helps, one.person.desk.is_some(), "{}", one.person.id);
        assert_eq!(reviews || helps, one.parties.is_empty(), "{}", one.person.id);
        assert!(one.person.name.en.is_some() && one.description.en.is_some(), "{}", one.person.id);
        for party in &one.parties {
            assert!(registers.prefills.contains_key(&party.id), "nothing is known of {}", party.id);
        }
    }
}

//! What a reviewer reads of a filing: the words of its form, and nothing of its keys and codes.

use std::collections::BTreeSet;
use std::sync::Arc;

use bangban_contract::Text;
use bangban_contract::problem::ProblemCode;
use bangban_contract::review::{AnswerPart, AnswerSection, SubmittedAnswer};
use bangban_forms::{Choice, FieldKind, State};
use bangban_server::config::Config;
use bangban_server::demo;
use bangban_server::filings::{FileableItem, Items};
use bangban_server::review::answers::sections;
use serde_json::{Value, json};

use super::town::{pdf, sign_in, submission, town};

/// What the page of a sample says, one line each: item, section, question, answer. A line of a
/// list has the list as its section and the row as a number before the question.
#[rustfmt::skip]
const LINES: &[(&str, &str, &str, &str)] = &[
    ("food-business-licence.new", "情形选择", "主体业态", "餐饮服务经营者"),
    ("food-business-licence.new", "经营者与场所", "经营场所所在地区", "天津市滨海新区塘沽街道紫云园社区"),
    ("food-business-licence.new", "经营者与场所", "经营场所面积", "180.5 平方米"),
    ("food-business-licence.new", "经营者与场所", "租赁期限", "2026年10月1日 至 2029年9月30日"),
    ("food-business-licence.new", "外设仓库", "1 仓库所在地区", "天津市滨海新区塘沽街道紫云园社区"),
    ("food-business-licence.new", "经营项目", "餐饮服务项目", "热食类食品制售；冷食类食品制售；自制饮品制售"),
    ("labour-dispatch.new", "企业信息", "注册资本", "5,000,000 元"),
    ("labour-dispatch.new", "办公设施设备", "2 名称", "复印机"),
    ("labour-dispatch.new", "办公设施设备", "2 备注", ""),
    ("labour-dispatch.new", "专职管理人员", "1 劳动合同期限", "2025年1月1日 至 2027年12月31日"),
    ("medical-institution.renewal", "诊疗科目", "1 一级科目", "内科"),
    ("medical-institution.renewal", "诊疗科目", "1 二级科目（专业）", "呼吸内科专业、心血管内科专业"),
    ("special-working-hours.new", "岗位明细", "1 计算周期", "季"),
    ("special-working-hours.new", "岗位明细", "2 每日最长工作时间", "11.5 小时"),
    ("special-working-hours.renewal", "情形选择", "是否已建立工会", "否"),
];

/// The items of the district, each with the answers of its sample.
fn samples() -> (Items, Vec<(String, Value)>) {
    let mut config = Config::with_data(std::env::temp_dir());
    config.demo = true;
    let items = demo::district(&config).unwrap().items().unwrap();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/forms/samples");
    let read = |item: &FileableItem| {
        let text = std::fs::read_to_string(format!("{folder}/{}.json", item.summary.id)).ok()?;
        let sample: Value = serde_json::from_str(&text).unwrap();
        Some((item.summary.id.clone(), sample["answers"].clone()))
    };
    let all = items.all().filter_map(read).collect();
    (items, all)
}

fn written(items: &Items, id: &str, answers: &Value) -> (State, Vec<AnswerSection>) {
    let form = State::load(Arc::clone(&items.find(id).unwrap().model), answers);
    let sections = sections(&form, items.regions(), &BTreeSet::new());
    (form, sections)
}

/// The answers with what stands over them.
fn lines(sections: &[AnswerSection]) -> Vec<(String, String, &SubmittedAnswer)> {
    let mut all = Vec::new();
    for section in sections {
        for part in &section.parts {
            match part {
                AnswerPart::Heading(_) => {}
                AnswerPart::Answer(one) => {
                    all.push((section.name.zh.clone(), one.name.zh.clone(), one));
                }
                AnswerPart::List(list) => {
                    for (at, row) in list.rows.iter().enumerate() {
                        let name = |one: &SubmittedAnswer| format!("{} {}", at + 1, one.name.zh);
                        all.extend(row.iter().map(|one| (list.name.zh.clone(), name(one), one)));
                    }
                }
            }
        }
    }
    all
}

/// Every text that is shown.
fn texts(sections: &[AnswerSection]) -> Vec<&Text> {
    let mut all = Vec::new();
    for section in sections {
        all.push(&section.name);
        for part in &section.parts {
            match part {
                AnswerPart::Heading(text) => all.push(text),
                AnswerPart::Answer(one) => all.extend([&one.name, &one.value]),
                AnswerPart::List(list) => {
                    all.push(&list.name);
                    let cells = list.rows.iter().flatten();
                    all.extend(cells.flat_map(|one| [&one.name, &one.value]));
                }
            }
        }
    }
    all
}

/// The names of properties and the codes of choices of a form. A number says nothing by itself,
/// and a choice that is called as its code is no secret.
fn keys(form: &State) -> BTreeSet<String> {
    let mut keys: BTreeSet<String> = ["from", "to"].map(str::to_owned).into();
    for field in form.model().fields() {
        keys.extend(field.path.iter().cloned());
        let codes = codes(&field.kind).filter(|one| one.text.zh != one.value);
        keys.extend(codes.map(|one| one.value.clone()));
    }
    keys.retain(|key| !key.bytes().all(|byte| byte.is_ascii_digit()));
    keys
}

fn codes(kind: &FieldKind) -> impl Iterator<Item = &Choice> {
    let all = match kind {
        FieldKind::Choice { options, .. } | FieldKind::Many { options, .. } => &options[..],
        _ => &[],
    };
    all.iter()
}

#[test]
fn no_key_and_no_code_is_shown() {
    let (items, samples) = samples();
    assert!(samples.len() >= 5);
    for (id, answers) in &samples {
        let (form, sections) = written(&items, id, answers);
        let keys = keys(&form);
        assert!(!sections.is_empty() && keys.len() > 10, "{id}");
        for text in texts(&sections) {
            let words = text.zh.split(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c)));
            for word in words.filter(|word| !word.is_empty()) {
                assert!(!keys.contains(word), "{id}: {word} in {text:?}");
                assert!(!items.regions().contains_key(word) || word.len() < 6, "{id}: {text:?}");
            }
            let english = text.en.as_deref().unwrap_or_default();
            assert!(!keys.contains(english), "{id}: {text:?}");
            assert!(!text.zh.contains(['{', '}', '[', ']', '"']), "{id}: {text:?}");
        }
        // What was chosen is in the words of the choice, also where its code is a number.
        for (section, name, answer) in lines(&sections) {
            let last = answer.pointer.rsplit('/').next();
            let fields = form.model().fields().iter();
            let asked = fields
                .filter(|field| field.path.last().map(String::as_str) == last)
                .filter(|field| field.label.zh == answer.name.zh);
            for one in asked.flat_map(|field| codes(&field.kind)) {
                let is_code = answer.value.zh == one.value && one.text.zh != one.value;
                assert!(!is_code, "{id}: {section} {name} {answer:?}");
            }
        }
    }
}

#[test]
fn the_order_is_that_of_the_form() {
    let (items, samples) = samples();
    for (id, answers) in &samples {
        let (form, sections) = written(&items, id, answers);
        let steps: Vec<&str> = form.model().steps().iter().map(|step| &*step.label.zh).collect();
        let found: Vec<usize> = sections
            .iter()
            .map(|section| steps.iter().position(|step| *step == section.name.zh).expect(id))
            .collect();
        assert!(found.is_sorted(), "{id}: {found:?}");
        // Every pointer leads to the answer that it names.
        for (section, name, answer) in lines(&sections) {
            let given = answers.pointer(&answer.pointer).is_some_and(|given| !given.is_null());
            assert!(given || answer.value.zh.is_empty(), "{id}: {section} {name} {answer:?}");
        }
    }
}

#[test]
fn answers_are_in_words() {
    let (items, samples) = samples();
    for (id, section, name, value) in LINES {
        let (_, answers) = samples.iter().find(|one| one.0 == *id).expect(id);
        let (_, sections) = written(&items, id, answers);
        let lines = lines(&sections);
        let found: Vec<&str> = lines
            .iter()
            .filter(|line| line.0 == *section && line.1 == *name)
            .map(|line| line.2.value.zh.as_str())
            .collect();
        assert_eq!(found, [*value], "{id}: {section} {name}");
    }
}

#[tokio::test]
async fn a_reviewer_reads_what_was_submitted() {
    let rig = town().await;
    let (anna, rita) = (sign_in(&rig, "anna").await, sign_in(&rig, "rita").await);
    let food = sign_in(&rig, "food").await;
    let id = anna.begin().await;
    let path = format!("/review/filings/{id}/answers");
    assert_eq!(rita.ask("GET", &path).send().await.code(), ProblemCode::NotFound, "a draft");
    anna.attach(&id).await;
    let given = json!({
        "title": "示例", "kind": "special", "secret": "6222020200112233", "contact": {"name": "王芳"},
        "rows": [{"name": "仓管"}, {"name": "司机"}],
    });
    let answer = anna.submit(&id, "k", &submission(&given)).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    for (who, code) in [(&anna, ProblemCode::NotAllowed), (&food, ProblemCode::NotFound)] {
        assert_eq!(who.ask("GET", &path).send().await.code(), code);
    }

    let mut seen = rita.get(&path).await;
    let row = |at: usize, name: &str| json!([{"pointer": format!("/rows/{at}/name"), "name": {"zh": "岗位名称"}, "value": {"zh": name}}]);
    assert_eq!(
        seen["sections"],
        json!([{"name": {"zh": "填报"}, "parts": [
            {"kind": "answer", "pointer": "/title", "name": {"zh": "名称"}, "value": {"zh": "示例"}},
            {"kind": "answer", "pointer": "/kind", "name": {"zh": "类型"}, "value": {"zh": "特别"}},
            {"kind": "answer", "pointer": "/reason", "name": {"zh": "申请理由"}, "value": {"zh": ""}},
            {"kind": "answer", "pointer": "/visit", "name": {"zh": "核查日期"}, "value": {"zh": ""}},
            {"kind": "answer", "pointer": "/secret", "name": {"zh": "账号"},
                "value": {"zh": "6222020200112233"}, "masked": "************2233"},
            {"kind": "answer", "pointer": "/contact/name", "name": {"zh": "联系人"}, "value": {"zh": "王芳"}},
            {"kind": "list", "pointer": "/rows", "name": {"zh": "岗位"}, "rows": [row(0, "仓管"), row(1, "司机")]},
        ]}])
    );
    let file = seen["materials"][0]["files"][0].take();
    assert_eq!((&file["name"], &file["size"]), (&json!("执照.pdf"), &json!(pdf(100).len())));
    assert_eq!(
        seen["materials"],
        json!([
            {"pointer": "/materials/licence", "name": {"zh": "营业执照"}, "files": [null],
                "exempt": false, "tolerable": false},
            {"pointer": "/materials/proof", "name": {"zh": "证明"}, "files": [],
                "exempt": false, "tolerable": true},
        ])
    );
    assert_eq!((&seen["assisted"], &seen["agent"]), (&Value::Null, &Value::Null));
}

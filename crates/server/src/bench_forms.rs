//! Generated forms of 20, 200 and 2,000 fields, for measuring what a form costs.
//!
//! One step with every field, so that showing it can be compared with a bare page of as many
//! inputs; groups of 20; every tenth field decides whether the one after it is shown, and the
//! amounts of each group may not exceed its limit, so that a keystroke has something to do.

use bangban_contract::Text;
use bangban_contract::catalogue::{Audience, Handling, ItemSummary};
use bangban_contract::form::Form;
use bangban_contract::guide::{Guide, Office, Particulars};
use serde_json::{Map, Value, json};

/// How many fields the forms have.
pub const SIZES: [usize; 3] = [20, 200, 2000];
/// How many fields stand under one heading.
const GROUP: usize = 20;

/// The id of the item whose form has so many fields.
pub fn item_id(fields: usize) -> String {
    format!("bench-{fields}")
}

/// The form of so many fields.
pub fn form(fields: usize) -> Form {
    let mut properties = Map::new();
    let mut groups = Vec::new();
    let mut checks = Vec::new();
    for first in (0..fields).step_by(GROUP) {
        let past = fields.min(first + GROUP);
        let elements: Vec<Value> = (first..past).map(control).collect();
        let label = format!("第 {} 组", first / GROUP + 1);
        let english = format!("Group {}", first / GROUP + 1);
        groups.push(
            json!({"type": "Group", "label": label, "options": {"en": english}, "elements": elements}),
        );
        properties.extend((first..past).map(|at| (name(at), schema(at))));
        if past - first > 4 {
            checks.push(within(first));
        }
    }
    Form {
        item: item_id(fields),
        version: "1".into(),
        definition: json!({
            "schema": {"type": "object", "properties": properties, "x-checks": checks},
            "ui": {"type": "Categorization", "elements": [
                {"type": "Category", "label": "填报", "options": {"en": "Fill in"}, "elements": groups},
            ]},
            "materials": [],
            "commitment": Text::new("用于性能测量，不产生办件结果。", "For measuring only."),
        }),
    }
}

/// The guide of the item, which only names it.
pub fn guide(fields: usize, department: &str, department_name: &Text) -> Guide {
    Guide {
        item: ItemSummary {
            id: item_id(fields),
            name: Text::new(
                format!("性能测量表单（{fields} 项）"),
                format!("Form for measuring ({fields} fields)"),
            ),
            department: department.to_owned(),
            department_name: department_name.clone(),
            audience: vec![Audience::Person, Audience::Organisation],
            handling: Handling::Instant,
            statutory_days: 1,
            promised_days: 0,
            visits: 0,
            fee: false,
            assisted: false,
            automatic: false,
            cross_province: None,
            fileable: true,
        },
        particulars: Particulars {
            kind: Text::new("性能测量", "Measuring"),
            basic_code: "000000000000".into(),
            implementation_code: "0".repeat(31),
            level: Text::new("区级", "District"),
            online_depth: 4,
        },
        body: None,
        offices: Vec::<Office>::new(),
    }
}

fn name(at: usize) -> String {
    format!("f{at}")
}

fn scope(at: usize) -> String {
    format!("#/properties/f{at}")
}

/// The kinds follow one another; a group has every kind twice.
fn schema(at: usize) -> Value {
    let number = at + 1;
    let (words, english, mut schema) = match at % 10 {
        0 => ("是否适用", "Applies", json!({"type": "boolean"})),
        1 => ("名称", "Name", json!({"type": "string", "maxLength": 60})),
        2 => ("数量", "Count", json!({"type": "integer", "minimum": 0, "maximum": 99999})),
        3 => ("金额", "Amount", json!({"type": "string", "format": "money"})),
        4 => ("日期", "Date", json!({"type": "string", "format": "date"})),
        5 => (
            "类别",
            "Kind",
            json!({"type": "string", "oneOf": [
                {"const": "a", "title": "甲类", "x-en": "Class A"},
                {"const": "b", "title": "乙类", "x-en": "Class B"},
                {"const": "c", "title": "丙类", "x-en": "Class C"}]}),
        ),
        6 => ("手机号码", "Mobile", json!({"type": "string", "format": "cn-mobile"})),
        7 => (
            "统一社会信用代码",
            "Unified social credit code",
            json!({"type": "string", "format": "cn-uscc"}),
        ),
        8 => ("说明", "Remarks", json!({"type": "string", "maxLength": 500})),
        _ => ("电子邮箱", "Email", json!({"type": "string", "format": "email"})),
    };
    schema["title"] = format!("{words} {number}").into();
    schema["x-en"] = format!("{english} {number}").into();
    schema
}

fn control(at: usize) -> Value {
    let mut control = json!({"type": "Control", "scope": scope(at)});
    match at % 10 {
        5 => control["options"] = json!({"format": "select"}),
        8 => control["options"] = json!({"multi": true}),
        // Shown unless the question before it is answered with no.
        1 => {
            control["rule"] = json!({"effect": "HIDE",
                "condition": {"scope": scope(at - 1), "schema": {"const": false}}});
        }
        _ => {}
    }
    control
}

/// The amount of a group may not exceed ten thousand times its count.
fn within(first: usize) -> Value {
    let (count, amount) = (scope(first + 2), scope(first + 3));
    json!({"id": format!("within-{first}"),
        "assert": {"op": "le", "left": {"value": amount}, "right": {"mul": [{"value": count}, 10000]}},
        "at": [amount], "message": "金额{left}元，超过限额{right}元",
        "x-en": {"message": "The amount of {left} exceeds the limit of {right}"}})
}

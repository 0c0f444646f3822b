//! A document that was edited 10,000 times stays within four times its content.

use bangban_draft::{Answer, Command, Draft, Name};
use serde_json::{Value, json};

const EDITS: usize = 10_000;

fn set(path: &str, value: Value, long: bool) -> Command {
    let path = path.split('/').map(str::to_owned).collect();
    Command::Set(Answer { path, value, long, sensitive: false })
}

/// The sizes of the document as it is, rebuilt, and of its content as JSON.
fn sizes(draft: &Draft) -> [usize; 3] {
    let rebuilt = draft.rebuild(Name::Answers);
    let mut fresh = Draft::new(9, "b");
    let next = draft.address(Name::Answers).next();
    fresh.merge(next, &rebuilt).expect("merges");
    assert_eq!(fresh.answers(), draft.answers());
    assert_eq!(fresh.address(Name::Answers), next);
    let json = draft.answers().to_string().len();
    let sizes = [draft.snapshot(Name::Answers).len(), rebuilt.len(), json];
    println!("snapshot, rebuilt, JSON: {sizes:?}");
    sizes
}

#[test]
fn fields_that_take_turns() {
    let mut draft = Draft::new(1 << 52, "p-1");
    for edit in 0..EDITS {
        draft.apply(&set(&format!("org/field{}", edit % 20), json!(format!("第{edit}次")), false));
    }
    let [_, rebuilt, json] = sizes(&draft);
    assert!(rebuilt <= 4 * json, "{rebuilt} of {json}");
}

#[test]
fn fields_that_take_turns_between_two_people() {
    let mut drafts = [Draft::new(1 << 52, "p-1"), Draft::new(1 << 51, "p-2")];
    for edit in 0..EDITS {
        let who = edit % 3 % 2;
        let path = format!("org/field{}", edit % 20);
        for update in drafts[who].apply(&set(&path, json!(format!("第{edit}次")), false)) {
            drafts[1 - who].merge(update.document, &update.bytes).expect("merges");
        }
    }
    let [_, rebuilt, json] = sizes(&drafts[0]);
    assert!(rebuilt <= 4 * json, "{rebuilt} of {json}");
}

#[test]
fn fields_typed_one_after_the_other_need_no_rebuilding() {
    let mut draft = Draft::new(1 << 52, "p-1");
    for field in 0..EDITS / 20 {
        let mut text = String::new();
        for c in "津港物流示例有限公司天津市滨海新区第一号".chars() {
            text.push(c);
            draft.apply(&set(&format!("org/field{field}"), json!(text), false));
        }
    }
    let [snapshot, _, json] = sizes(&draft);
    assert!(snapshot <= 2 * json, "{snapshot} of {json}");
}

#[test]
fn long_text_typed_and_mended() {
    let mut draft = Draft::new(1 << 52, "p-1");
    let mut text: Vec<char> = Vec::new();
    for edit in 0..EDITS {
        let at = edit * 7919 % (text.len() + 1);
        if edit % 20 == 19 {
            text.remove(at.min(text.len() - 1));
        } else if edit % 10 == 9 {
            text.insert(at, '改');
        } else {
            text.push('字');
        }
        draft.apply(&set("reason", json!(text.iter().collect::<String>()), true));
    }
    let [_, rebuilt, json] = sizes(&draft);
    assert!(rebuilt <= 4 * json, "{rebuilt} of {json}");
}

#[test]
fn rows_that_come_and_go() {
    let mut draft = Draft::new(1 << 52, "p-1");
    for edit in 0..EDITS / 10 {
        let (list, id) = (vec!["posts".to_owned()], format!("row{edit}"));
        draft.apply(&Command::InsertRow { list, index: 0, id, answers: Vec::new() });
        draft.apply(&set(&format!("posts/row{edit}/count"), json!(edit), false));
        if edit % 50 != 0 {
            let (list, id) = (vec!["posts".to_owned()], format!("row{edit}"));
            draft.apply(&Command::RemoveRow { list, id });
        }
    }
    let [_, rebuilt, json] = sizes(&draft);
    assert!(rebuilt <= 4 * json, "{rebuilt} of {json}");
}

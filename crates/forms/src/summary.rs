//! The answers to read over: for the review page and the receipt.

use serde_json::Value;

use crate::format::{date, money};
use crate::{Choice, Field, FieldKind, Key, NodeId, NodeKind, RowId, State, Text};

/// A step and its answers.
pub struct SummaryStep {
    /// Index into [`crate::Model::steps`].
    pub step: usize,
    /// What the step is called.
    pub label: Text,
    /// What is in it, in order.
    pub items: Vec<SummaryItem>,
}

/// A part of a summary.
pub enum SummaryItem {
    /// The title of a group.
    Heading(Text),
    /// A question and its answer.
    Row(SummaryRow),
    /// A list and its rows.
    List {
        /// The list.
        key: Key,
        /// What it is called.
        label: Text,
        /// The questions and answers of each row.
        rows: Vec<Vec<SummaryRow>>,
    },
}

/// A question and its answer.
pub struct SummaryRow {
    /// The field.
    pub key: Key,
    /// What it is called.
    pub label: Text,
    /// The answer in words; empty where there is none.
    pub text: Text,
    /// To be masked where others may look.
    pub sensitive: bool,
}

/// The visible answers in words, step by step. Steps without any question are left out.
/// `regions` gives the name of a region code.
pub fn summary(state: &State, regions: &dyn Fn(&str) -> Option<String>) -> Vec<SummaryStep> {
    let writer = Writer { state, regions };
    let mut steps = Vec::new();
    for (index, step) in state.model().steps().iter().enumerate() {
        let mut items = Vec::new();
        writer.items(&step.children, RowId::ROOT, &mut items);
        if !items.is_empty() {
            steps.push(SummaryStep { step: index, label: step.label.clone(), items });
        }
    }
    steps
}

/// An answer as typed in words, whether or not it stands in a form.
pub fn words(field: &Field, raw: &Value, regions: &dyn Fn(&str) -> Option<String>) -> Text {
    match crate::normalise::answer(field, raw) {
        Ok(Some(value)) => written(field, &value, regions),
        _ => Text::same(plain(raw)),
    }
}

struct Writer<'a> {
    state: &'a State,
    regions: &'a dyn Fn(&str) -> Option<String>,
}

impl Writer<'_> {
    fn items(&self, nodes: &[NodeId], row: RowId, items: &mut Vec<SummaryItem>) {
        let model = self.state.model();
        for id in nodes {
            let node = model.node(*id);
            match &node.kind {
                NodeKind::Field(field) => {
                    items.extend(self.row(Key::new(*field, row)).map(SummaryItem::Row));
                }
                NodeKind::List(field) => {
                    let key = Key::new(*field, row);
                    if self.state.visible(key) {
                        items.push(self.list(key));
                    }
                }
                NodeKind::Group { label, .. } => {
                    let before = items.len();
                    if !label.zh.is_empty() {
                        items.push(SummaryItem::Heading(label.clone()));
                    }
                    let titled = items.len();
                    self.items(&node.children, row, items);
                    if items.len() == titled {
                        items.truncate(before);
                    }
                }
                _ => self.items(&node.children, row, items),
            }
        }
    }

    fn list(&self, key: Key) -> SummaryItem {
        let field = self.state.model().field(key.field);
        let mut rows = Vec::new();
        if let FieldKind::List(spec) = &field.kind {
            for row in self.state.rows(key) {
                let mut items = Vec::new();
                self.items(&spec.detail, *row, &mut items);
                let mut cells = Vec::new();
                flatten(items, &mut cells);
                rows.push(cells);
            }
        }
        SummaryItem::List { key, label: field.label.clone(), rows }
    }

    fn row(&self, key: Key) -> Option<SummaryRow> {
        if !self.state.visible(key) {
            return None;
        }
        let field = self.state.model().field(key.field);
        let text = match self.state.value(key) {
            Some(value) => written(field, value, self.regions),
            None => Text::same(plain(self.state.raw(key))),
        };
        Some(SummaryRow { key, label: field.label.clone(), text, sensitive: field.sensitive })
    }
}

/// A canonical answer in words.
fn written(field: &Field, value: &Value, regions: &dyn Fn(&str) -> Option<String>) -> Text {
    match &field.kind {
        FieldKind::Choice { options, .. } => chosen(options, value),
        FieldKind::Many { options, .. } => {
            let all: Vec<Text> =
                value.as_array().into_iter().flatten().map(|v| chosen(options, v)).collect();
            // A name may have a comma of its own.
            joined(&all, "；", "; ")
        }
        FieldKind::YesNo { yes, no, .. } => {
            let (given, zh, en) =
                if value == &Value::Bool(true) { (yes, "是", "Yes") } else { (no, "否", "No") };
            given.clone().unwrap_or_else(|| both(zh, en))
        }
        FieldKind::Date => date::words(&plain(value)),
        FieldKind::DateRange => {
            let end = |name| date::words(&value.get(name).map_or_else(String::new, plain));
            joined(&[end("from"), end("to")], " 至 ", " to ")
        }
        FieldKind::Region { .. } => {
            let names = value.as_array().into_iter().flatten().filter_map(Value::as_str);
            let names: Vec<Text> = names
                .map(|code| Text::same(regions(code).unwrap_or_else(|| String::from(code))))
                .collect();
            joined(&names, "", " ")
        }
        FieldKind::Money { .. } => {
            let unit = field.unit.clone().unwrap_or_else(|| both("元", "yuan"));
            joined(&[Text::same(money::grouped(&plain(value))), unit], " ", " ")
        }
        _ => {
            let text = Text::same(plain(value));
            match &field.unit {
                Some(unit) => joined(&[text, unit.clone()], " ", " "),
                None => text,
            }
        }
    }
}

fn flatten(items: Vec<SummaryItem>, cells: &mut Vec<SummaryRow>) {
    for item in items {
        match item {
            SummaryItem::Row(row) => cells.push(row),
            SummaryItem::List { rows, .. } => cells.extend(rows.into_iter().flatten()),
            SummaryItem::Heading(_) => {}
        }
    }
}

fn both(zh: &str, en: &str) -> Text {
    Text { zh: String::from(zh), en: Some(String::from(en)) }
}

fn chosen(options: &[Choice], value: &Value) -> Text {
    options
        .iter()
        .find(|option| Some(option.value.as_str()) == value.as_str())
        .map_or_else(|| Text::same(plain(value)), |option| option.text.clone())
}

fn joined(all: &[Text], zh: &str, en: &str) -> Text {
    let mut out = Text { zh: String::new(), en: Some(String::new()) };
    for (i, text) in all.iter().enumerate() {
        let english = out.en.get_or_insert_default();
        if i > 0 {
            out.zh.push_str(zh);
            english.push_str(en);
        }
        out.zh.push_str(&text.zh);
        english.push_str(text.get(crate::Locale::En));
    }
    out
}

/// A value as typed.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(all) => {
            let all: Vec<Text> = all.iter().map(|v| Text::same(plain(v))).collect();
            joined(&all, "、", "、").zh
        }
        Value::Object(map) => {
            let all: Vec<Text> = map.values().map(|v| Text::same(plain(v))).collect();
            joined(&all, " ", " ").zh
        }
        Value::Null | Value::Bool(_) => String::new(),
    }
}

//! What was submitted, as a tree of names and values. The desk shows it as it is; the words
//! of the questions belong to the form.

use bangban_contract::filing::Filing;
use leptos::prelude::*;
use serde_json::Value;

use crate::i18n::{review as words, t};

/// The section. Tracked.
pub fn view(filing: &Filing) -> AnyView {
    let body = filing.answers.as_ref().map_or_else(
        || view! { <p class="soft">{t(words::ANSWERS_NONE)}</p> }.into_any(),
        tree,
    );
    view! {
        <section class="card stack">
            <h2>{t(words::ANSWERS)}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn tree(value: &Value) -> AnyView {
    match value {
        Value::Object(fields) => {
            let lines: Vec<AnyView> = fields
                .iter()
                .filter(|(name, _)| name.as_str() != "_id")
                .map(|(name, value)| pair(name, value))
                .collect();
            view! { <dl class="answers">{lines}</dl> }.into_any()
        }
        Value::Array(rows) => {
            let lines: Vec<AnyView> =
                rows.iter().map(|row| view! { <li>{tree(row)}</li> }.into_any()).collect();
            view! { <ol class="answer-rows">{lines}</ol> }.into_any()
        }
        Value::String(text) => view! { <span class="pre">{text.clone()}</span> }.into_any(),
        Value::Number(number) => number.to_string().into_any(),
        Value::Bool(true) => t(words::YES).into_any(),
        Value::Bool(false) => t(words::NO).into_any(),
        Value::Null => "—".into_any(),
    }
}

fn pair(name: &str, value: &Value) -> AnyView {
    view! {
        <div>
            <dt class="soft">{name.to_owned()}</dt>
            <dd>{tree(value)}</dd>
        </div>
    }
    .into_any()
}

/// Pointers to the places that may have to be mended: answers two levels deep, rows, and
/// materials with files.
pub fn places(filing: &Filing) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(Value::Object(fields)) = &filing.answers {
        for (name, value) in fields {
            let pointer = ["/", name].concat();
            match value {
                Value::Object(inner) => {
                    all.extend(inner.keys().map(|name| [&pointer, "/", name].concat()));
                }
                Value::Array(rows) => {
                    all.push(pointer.clone());
                    for (at, row) in rows.iter().enumerate() {
                        let Value::Object(row) = row else { continue };
                        let at = at.to_string();
                        let names = row.keys().filter(|name| name.as_str() != "_id");
                        all.extend(names.map(|name| [&pointer, "/", &at, "/", name].concat()));
                    }
                }
                _ => all.push(pointer),
            }
        }
    }
    for file in &filing.attachments {
        let pointer = ["/materials/", &file.material].concat();
        if !all.contains(&pointer) {
            all.push(pointer);
        }
    }
    all
}

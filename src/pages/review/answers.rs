//! What was submitted, with the words of the form's questions.

use bangban_contract::filing::Filing;
use bangban_contract::form::Form;
use bangban_markup::view;
use leptos::prelude::*;
use serde_json::Value;

use super::names;
use crate::i18n::{fill_in, review as words, t};

/// The section. Tracked.
pub fn view(filing: &Filing, form: &Form) -> AnyView {
    let schema = form.definition.get("schema").unwrap_or(&Value::Null);
    let order = form.definition.get("ui").map(names::order).unwrap_or_default();
    let body = filing.answers.as_ref().map_or_else(
        || view! { <p class="soft">{t(words::ANSWERS_NONE)}</p> }.into_any(),
        |answers| tree(answers, schema, &order),
    );
    view! {
        <section class="card stack">
            <h2>{t(words::ANSWERS)}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn tree(value: &Value, schema: &Value, order: &[String]) -> AnyView {
    match value {
        Value::Object(fields) => {
            let place = |name: &String| order.iter().position(|one| one == name);
            let mut fields: Vec<_> =
                fields.iter().filter(|(name, _)| name.as_str() != "_id").collect();
            fields.sort_by_key(|(name, _)| place(name).unwrap_or(usize::MAX));
            let lines: Vec<AnyView> = fields
                .into_iter()
                .map(|(name, value)| pair(name, value, names::inner(schema, name)))
                .collect();
            view! { <dl class="answers">{lines}</dl> }.into_any()
        }
        Value::Array(rows) => {
            let lines: Vec<AnyView> = rows
                .iter()
                .map(|row| view! { <li>{tree(row, schema, &[])}</li> }.into_any())
                .collect();
            view! { <ol class="answer-rows">{lines}</ol> }.into_any()
        }
        Value::String(text) => {
            let text = names::choice(schema, value).unwrap_or_else(|| text.clone());
            view! { <span class="pre">{text}</span> }.into_any()
        }
        Value::Number(number) => number.to_string().into_any(),
        Value::Bool(true) => t(words::YES).into_any(),
        Value::Bool(false) => t(words::NO).into_any(),
        Value::Null => "—".into_any(),
    }
}

fn pair(name: &str, value: &Value, schema: &Value) -> AnyView {
    view! {
        <div>
            <dt class="soft">{names::title(schema, name)}</dt>
            <dd>{tree(value, schema, &[])}</dd>
        </div>
    }
    .into_any()
}

/// A pointer in words: the titles on its way. Tracked.
pub fn in_words(pointer: &str, form: &Form) -> String {
    let mut schema = form.definition.get("schema").unwrap_or(&Value::Null);
    let mut parts = Vec::new();
    for token in pointer.split('/').skip(1) {
        if let Ok(row) = token.parse::<usize>() {
            parts.push((row + 1).to_string());
        } else {
            schema = names::inner(schema, token);
            parts.push(names::title(schema, token));
        }
    }
    parts.join(" › ")
}

/// The name of a material in words. Tracked.
pub fn material(id: &str, form: &Form) -> String {
    let all = form.definition.get("materials").and_then(Value::as_array);
    let found =
        all.into_iter().flatten().find(|one| one.get("id").and_then(Value::as_str) == Some(id));
    let name = found.and_then(|one| one.get("name")).and_then(Value::as_str);
    name.unwrap_or(id).to_owned()
}

/// Pointers to the places that may have to be mended: answers two levels deep, rows, and
/// materials with files. Each with its words. Tracked.
pub fn places(filing: &Filing, form: &Form) -> Vec<(String, String)> {
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
    all.into_iter()
        .map(|pointer| {
            let words = match pointer.strip_prefix("/materials/") {
                Some(id) => fill_in(words::MATERIAL, &[&material(id, form)]),
                None => in_words(&pointer, form),
            };
            (pointer, words)
        })
        .collect()
}

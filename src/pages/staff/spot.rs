//! Where in a form something was asked, in words: read from the form without its engine.

use bangban_contract::assistance::About;
use bangban_contract::form::Form;
use bangban_markup::view;
use leptos::prelude::*;
use serde_json::Value;

use crate::api::forms;
use crate::i18n::{Language, fill_in, language, staff as words, t};
use crate::pages::review::names;
use crate::ui::el::child;
use crate::ui::load::{Load, load};

/// Step and field of a request, as far as it names them.
pub(super) fn facts(about: &About) -> AnyView {
    let (Some(item), true) = (about.item.clone(), about.step.is_some() || about.field.is_some())
    else {
        return ().into_any();
    };
    let form = load(move || {
        let item = item.clone();
        async move { forms::form(&item).await }
    });
    let about = about.clone();
    child(move || {
        form.state.with(|form| {
            let form = match form {
                Load::Ready(form) => Some(form),
                _ => None,
            };
            let step = about
                .step
                .as_deref()
                .map(|step| fact(t(words::WHERE_STEP), name_of_step(form, step)));
            let field = about.field.as_deref().map(|field| {
                let words = form.map(|form| names::in_words(&["/", field].concat(), form));
                // The groups around it have no names, and rows no numbers here.
                let last = words.as_deref().and_then(|words| words.rsplit(" › ").next());
                fact(t(words::WHERE_FIELD), last.unwrap_or(field).to_owned())
            });
            vec![step.into_any(), field.into_any()]
        })
    })
}

/// A line of facts.
pub(super) fn fact(name: &'static str, value: String) -> AnyView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd class="pre">{value}</dd>
        </div>
    }
    .into_any()
}

fn name_of_step(form: Option<&Form>, step: &str) -> String {
    let number: Option<usize> = step.parse().ok();
    let found = form.zip(number).and_then(|(form, number)| {
        let steps = form.definition.get("ui")?.get("elements")?;
        let one = steps.get(number.checked_sub(1)?)?;
        let english = one.get("options").and_then(|options| options.get("en"));
        english
            .filter(|_| language() == Language::En)
            .or(one.get("label"))
            .and_then(Value::as_str)
            .map(str::to_owned)
    });
    found.map_or_else(|| step.to_owned(), |name| fill_in(words::STEP_OF, &[step, &name]))
}

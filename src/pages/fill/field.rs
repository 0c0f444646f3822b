//! One question: label, hint, control, what is wrong, and where the answer comes from.
//!
//! Controls carry the field in their `name` and have no listeners of their own: the step
//! listens once for all of them (see `listen`). What can change about a field is painted by
//! one effect.

mod date_range;
mod line;
pub(in crate::pages) mod listen;
mod options;
mod region;
mod rows;
mod search_choice;
mod torn;

pub(super) use self::rows::row_id;
use bangban_forms::{Field, FieldId, FieldKind, Key, Look, RowId, describe};
use bangban_markup::view;
use leptos::prelude::*;

use crate::i18n::{fill, form_text, language, t};
use crate::platform::control::write;
use crate::platform::paint::{Paint, paint};
use crate::store::filling::{Filling, Standing};

/// The question of a field, with its control.
pub(in crate::pages) fn field(filling: Filling, key: Key) -> AnyView {
    let model = filling.model();
    let field = model.field(key.field);
    match &field.kind {
        FieldKind::List(spec) => rows::rows(filling, key, field, spec),
        FieldKind::Choice { options, look: Look::Radio } => {
            group(filling, key, field, options::radios(filling, key, options))
        }
        FieldKind::Choice { options, look: Look::Select } => {
            single(filling, key, field, options::select(filling, key, options))
        }
        FieldKind::Choice { options, look: Look::Search } => {
            single(filling, key, field, search_choice::search_choice(filling, key, options))
        }
        FieldKind::Many { options, .. } => {
            group(filling, key, field, options::boxes(filling, key, options))
        }
        FieldKind::YesNo { yes, no, must: None | Some(false) } => {
            group(filling, key, field, options::yes_no(filling, key, yes.as_ref(), no.as_ref()))
        }
        FieldKind::YesNo { .. } => options::promise(filling, key, field),
        FieldKind::DateRange => group(filling, key, field, date_range::date_range(filling, key)),
        FieldKind::Region { max, .. } => {
            group(filling, key, field, region::region(filling, key, *max))
        }
        _ => single(filling, key, field, line::line(filling, key, field)),
    }
}

/// Id and name of a field's control: `f12`, in a row `f12-3`.
pub(super) fn name_of(key: Key) -> String {
    let field = key.field.0.to_string();
    if key.row == RowId::ROOT {
        ["f", &field].concat()
    } else {
        ["f", &field, "-", &key.row.0.to_string()].concat()
    }
}

/// The field of a name.
pub(super) fn key_of(name: &str) -> Option<Key> {
    let name = name.strip_prefix('f')?;
    let (field, row) = match name.split_once('-') {
        Some((field, row)) => (field, row.parse().ok()?),
        None => (name, 0),
    };
    Some(Key::new(FieldId(field.parse().ok()?), RowId(row)))
}

/// A question with one control.
fn single(filling: Filling, key: Key, field: &Field, control: AnyView) -> AnyView {
    let name = name_of(key);
    let around = [&name, "-box"].concat();
    follow(filling, key, field, around.clone());
    view! {
        <div class=["field ", width(field)].concat() id=around>
            <label for=name.clone()>{form_text(&field.label)} {must(filling, key)}</label>
            {hint(&name, field)}
            <div class="control">{control}</div>
        </div>
    }
    .into_any()
}

/// A question with several controls.
fn group(filling: Filling, key: Key, field: &Field, controls: AnyView) -> AnyView {
    let name = name_of(key);
    follow(filling, key, field, name.clone());
    let hint_id = field.hint.is_some().then(|| [&name, "-hint"].concat());
    view! {
        <div class="field" id=name.clone() tabindex="-1">
            <fieldset aria-describedby=hint_id>
                <legend>{form_text(&field.label)} {must(filling, key)}</legend>
                {hint(&name, field)}
                <div class="control">{controls}</div>
            </fieldset>
        </div>
    }
    .into_any()
}

/// Paints how the field stands, now and whenever that changes.
fn follow(filling: Filling, key: Key, field: &Field, around: String) {
    let standing = filling.standing(key);
    let name = name_of(key);
    let hint = field.hint.is_some();
    let prefill = field.prefill.clone();
    Effect::new(move |painted: Option<Option<Standing>>| {
        let standing = standing.get();
        let first = painted.is_none();
        let before = painted.flatten();
        let written = before.as_ref().map_or(0, |before| before.outside);
        let plain = Standing { enabled: true, required: standing.required, ..Standing::default() };
        if standing != plain || before.is_some() {
            let locale = language().locale();
            let problem = standing.problem.as_ref().map(|problem| describe(problem, locale));
            let source = (standing.from_register)
                .then(|| prefill.as_deref().and_then(super::source_words))
                .flatten();
            let what = Paint {
                id: &name,
                enabled: standing.enabled,
                problem: problem.as_deref().map(|problem| (t(fill::ERROR_PREFIX), problem)),
                source: source.as_deref(),
                hint,
                torn: !standing.sides.is_empty(),
            };
            paint(&around, &what);
            if !standing.sides.is_empty() || before.is_some_and(|one| !one.sides.is_empty()) {
                torn::paint_torn(filling, key, &around);
            }
            // The control was made with the answer of that moment.
            if !first && standing.outside != written {
                write(&name, &filling.raw(key));
            }
            return Some(standing);
        }
        None
    });
}

fn must(filling: Filling, key: Key) -> Option<AnyView> {
    let required = filling.with_state(|state| state.required(key));
    (!required).then(|| view! { <span class="optional">{t(fill::OPTIONAL)}</span> }.into_any())
}

fn hint(name: &str, field: &Field) -> AnyView {
    let words = field.hint.as_ref().map(|hint| {
        view! { <p class="hint" id=[name, "-hint"].concat()>{form_text(hint)}</p> }.into_any()
    });
    let help = field.help.as_ref().map(|help| {
        view! {
            <details class="help">
                <summary>{t(fill::HELP)}</summary>
                <p class="pre">{form_text(help)}</p>
            </details>
        }
        .into_any()
    });
    (words, help).into_any()
}

/// How wide an answer is expected to be: the box says it before a word is read.
fn width(field: &Field) -> &'static str {
    match &field.kind {
        FieldKind::Number { .. } | FieldKind::Postcode | FieldKind::Date => "short",
        FieldKind::Money { .. } | FieldKind::Mobile | FieldKind::Phone => "middle",
        _ => "",
    }
}

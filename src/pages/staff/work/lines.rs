//! The questions of a step with their answers, in the assistant's own layout.

use bangban_forms::{FieldKind, Key, SummaryItem, SummaryRow, summary};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;

use super::open::Work;
use super::{files, line, under};
use crate::i18n::{fill, fill_in, form_text};
use crate::pages::fill::step_of_materials;
use crate::platform::focus;
use crate::store::regions;
use crate::ui::page::heading;

/// One thing that stands below another in a step.
#[derive(Clone, PartialEq)]
pub(super) enum Line {
    /// The title of a group, and how many lines stand before it: two may be called the same.
    Heading(String, usize),
    /// A list, above its rows.
    List(Question),
    /// A row of the list of this path, and its number, from 1.
    Row(String, usize),
    /// A question.
    Question(Question),
}

impl Line {
    /// What stays the same line: its controls stay then, with what somebody does in them.
    fn key(&self) -> String {
        match self {
            Self::Heading(text, place) => ["=", text, "=", &place.to_string()].concat(),
            Self::Row(list, number) => ["#", list, "#", &number.to_string()].concat(),
            Self::List(one) | Self::Question(one) => [&one.path, "=", &one.label[..]].concat(),
        }
    }
}

/// A question of the form.
#[derive(Clone, PartialEq)]
pub(super) struct Question {
    pub(super) key: Key,
    /// Its path, as the draft and the entries name it.
    pub(super) path: String,
    pub(super) label: String,
    pub(super) is_sensitive: bool,
}

/// The step that is open.
pub(super) fn view(work: Work, step: Memo<usize>) -> AnyView {
    let lines = Memo::new(move |_| {
        work.filling.revision.track();
        of_step(work, step.get())
    });
    let name = move || {
        let model = work.filling.model();
        model.steps().get(step.get()).map(|step| heading(form_text(&step.label)))
    };
    arrive(lines, step);
    // Rows come and go while somebody writes in the list above them.
    let all = leptos::prelude::view! {
        <For each=move || lines.get() key=Line::key children=move |one| draw(work, &one) />
    }
    .into_any();
    let is_there = Memo::new(move |_| step_of_materials(&work.filling.model()) == Some(step.get()));
    view! {
        <section class="card stack">
            {name}
            <div class="lines">{all}</div>
        </section>
        {move || {
            is_there
                .get()
                .then(|| if work.under().is_some() { under::files(work) } else { files::view(work) })
        }}
    }
    .into_any()
}

/// Goes to the question that the address names, as soon as it is there.
fn arrive(lines: Memo<Vec<Line>>, step: Memo<usize>) {
    let hash = use_location().hash;
    let wanted = Memo::new(move |_| (hash.get(), step.get(), lines.with(Vec::is_empty)));
    Effect::new(move |_| {
        let (hash, _, is_empty) = wanted.get();
        let id = hash.trim_start_matches('#');
        if !is_empty && id.starts_with("line-") {
            focus::bring(id.to_owned());
        }
    });
}

fn draw(work: Work, one: &Line) -> AnyView {
    match one {
        Line::Heading(text, _) => view! { <h2 class="line-group">{text.clone()}</h2> }.into_any(),
        Line::List(list) => line::list(work, list),
        Line::Row(_, number) => {
            let words = fill_in(fill::ROW, &[&number.to_string()]);
            view! { <h3 class="line-row small">{words}</h3> }.into_any()
        }
        Line::Question(question) => line::view(work, question),
    }
}

/// All that stands in a step. Tracked by language.
fn of_step(work: Work, step: usize) -> Vec<Line> {
    let question = |key: Key, label: &bangban_forms::Text, is_sensitive: bool| Question {
        key,
        path: work.filling.with_state(|state| state.path(key)).join("/"),
        label: form_text(label),
        is_sensitive,
    };
    let of_row = |row: &SummaryRow| Line::Question(question(row.key, &row.label, row.sensitive));
    let all = work.filling.with_state(|state| summary(state, &regions::name));
    let mut lines = Vec::new();
    for item in all.iter().filter(|part| part.step == step).flat_map(|part| &part.items) {
        match item {
            SummaryItem::Heading(text) => lines.push(Line::Heading(form_text(text), lines.len())),
            SummaryItem::Row(row) => lines.push(of_row(row)),
            SummaryItem::List { key, label, rows } => {
                let list = question(*key, label, false);
                let path = list.path.clone();
                lines.push(Line::List(list));
                for (number, row) in rows.iter().enumerate() {
                    lines.push(Line::Row(path.clone(), number + 1));
                    lines.extend(row.iter().map(of_row));
                }
            }
        }
    }
    lines
}

/// Fetches the names of the places that are chosen, as they come; codes stand until then.
pub(super) fn learn_places(work: Work) {
    let codes = Memo::new(move |_| {
        work.filling.revision.track();
        let model = work.filling.model();
        let places = model.fields().iter();
        let places = places.filter(|one| matches!(one.kind, FieldKind::Region { .. }));
        let keys = places.flat_map(|field| match field.list {
            None => vec![Key::root(field.id)],
            Some(list) => work.filling.with_state(|state| {
                let rows = state.rows(Key::root(list)).iter();
                rows.map(|row| Key::new(field.id, *row)).collect()
            }),
        });
        let codes = keys.map(|key| {
            let raw = work.filling.raw(key);
            let codes = raw.as_array().into_iter().flatten();
            codes.filter_map(|code| code.as_str().map(str::to_owned)).collect::<Vec<_>>()
        });
        codes.filter(|codes| !codes.is_empty()).collect::<Vec<_>>()
    });
    Effect::new(move |_| {
        let all = codes.get();
        if all.is_empty() {
            return;
        }
        spawn_local(async move {
            for codes in &all {
                // A place whose name does not come is shown by its code.
                let _ = regions::learn(codes).await;
            }
            work.named.try_update(|count| *count += 1);
        });
    });
}

//! What was submitted, as the applicant read it over: section by section in the order of the
//! form, and the files under their materials. The server writes it; this shows it.

use bangban_contract::review::{
    AnswerList, AnswerPart, AnswerSection, SubmittedAnswer, SubmittedAnswers, SubmittedMaterial,
};
use bangban_contract::upload::Attachment;
use bangban_markup::view;
use leptos::prelude::*;

use crate::api::filings::attachment;
use crate::i18n::{fill, fill_in, pick, review as words, t, when};
use crate::pages::filing::parts;
use crate::ui::tag::tag;
use crate::ui::text::text;

/// The sections. Tracked.
pub fn view(submitted: &SubmittedAnswers) -> AnyView {
    let sections: Vec<AnyView> = submitted.sections.iter().map(section).collect();
    let none = sections
        .is_empty()
        .then(|| view! { <p class="card soft">{t(words::ANSWERS_NONE)}</p> }.into_any());
    view! {
        {by_whom(submitted)}
        {none}
        {sections}
        {materials(&submitted.materials)}
    }
    .into_any()
}

/// Who else had a hand in it.
fn by_whom(submitted: &SubmittedAnswers) -> AnyView {
    let agent = submitted.agent.as_ref();
    let filled = submitted.assisted.as_ref().map(|assisted| {
        let (count, at) = (assisted.count.to_string(), when::instant(&assisted.confirmed_at));
        let words = if agent.is_some() { words::AGENT_FILLED } else { words::BY_ASSISTANT };
        view! { <p>{fill_in(words, &[&count, &at])}</p> }.into_any()
    });
    let agent =
        agent.map(|agent| view! { <p>{fill_in(words::BY_AGENT, &[&pick(agent)])}</p> }.into_any());
    if agent.is_none() && filled.is_none() {
        return ().into_any();
    }
    view! { <div class="card stack tight">{agent} {filled}</div> }.into_any()
}

fn section(section: &AnswerSection) -> AnyView {
    let parts: Vec<AnyView> = section.parts.iter().map(part).collect();
    view! {
        <section class="card stack">
            <h2>{text(&section.name)}</h2>
            <dl class="check">{parts}</dl>
        </section>
    }
    .into_any()
}

fn part(part: &AnswerPart) -> AnyView {
    match part {
        AnswerPart::Heading(name) => {
            view! { <div class="check-group"><dt><h3>{text(name)}</h3></dt><dd></dd></div> }
                .into_any()
        }
        AnswerPart::Answer(answer) => view! {
            <div class="check-one">
                <dt>{text(&answer.name)}</dt>
                <dd>{value(answer)}</dd>
            </div>
        }
        .into_any(),
        AnswerPart::List(all) => list(all),
    }
}

fn list(list: &AnswerList) -> AnyView {
    let rows = list.rows.iter().enumerate().map(|(at, row)| {
        let cells = row.iter().map(|answer| {
            view! {
                <div>
                    <dt class="soft">{text(&answer.name)}</dt>
                    <dd>{value(answer)}</dd>
                </div>
            }
            .into_any()
        });
        let number = fill_in(fill::ROW, &[&(at + 1).to_string()]);
        view! {
            <section class="check-row" aria-label=number.clone()>
                <p class="small strong">{number.clone()}</p>
                <dl>{cells.collect::<Vec<_>>()}</dl>
            </section>
        }
        .into_any()
    });
    let rows: Vec<AnyView> = rows.collect();
    let none = rows.is_empty().then(unanswered);
    let assisted = list.assisted.then(|| tag("helper", t(words::ASSISTED_PARTLY)));
    view! {
        <div class="check-one list">
            <dt>{text(&list.name)}</dt>
            <dd>{assisted} {none} {rows}</dd>
        </div>
    }
    .into_any()
}

fn unanswered() -> AnyView {
    view! { <span class="soft">{t(fill::NOT_ANSWERED)}</span> }.into_any()
}

/// An answer; a sensitive one is hidden until it is asked for.
fn value(answer: &SubmittedAnswer) -> AnyView {
    if answer.value.zh.is_empty() {
        return unanswered();
    }
    let shown = match &answer.masked {
        Some(hidden) => masked(hidden.clone(), pick(&answer.value)),
        None => view! { <span class="pre">{text(&answer.value)}</span> }.into_any(),
    };
    let assisted = answer.assisted.then(|| (" ", tag("helper", t(words::ASSISTED))).into_any());
    (shown, assisted).into_any()
}

fn masked(hidden: String, whole: String) -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <span class="masked">
            {move || if open.get() { whole.clone() } else { hidden.clone() }}
        </span>
        " "
        <button
            type="button"
            class="btn slim"
            aria-pressed=move || open.get().to_string()
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {move || t(if open.get() { fill::HIDE_SENSITIVE } else { fill::SHOW_SENSITIVE })}
        </button>
    }
    .into_any()
}

fn materials(materials: &[SubmittedMaterial]) -> AnyView {
    if materials.is_empty() {
        return ().into_any();
    }
    let rows = materials.iter().map(|material| {
        view! {
            <div class="check-one">
                <dt>{text(&material.name)}</dt>
                <dd>{files(material)}</dd>
            </div>
        }
        .into_any()
    });
    view! {
        <section class="card stack">
            <h2>{t(fill::MATERIALS)}</h2>
            <dl class="check">{rows.collect::<Vec<_>>()}</dl>
        </section>
    }
    .into_any()
}

/// The files of a material, several of them numbered, or why there is none.
fn files(material: &SubmittedMaterial) -> AnyView {
    if material.files.is_empty() {
        let why = if material.exempt {
            fill::MATERIAL_EXEMPT
        } else if material.tolerable {
            fill::FILE_LATER
        } else {
            fill::NO_FILE
        };
        return view! { <span class="soft">{t(why)}</span> }.into_any();
    }
    let numbered = material.files.len() > 1;
    let one = |(at, file): (usize, &Attachment)| {
        let number = numbered.then(|| [&(at + 1).to_string(), ". "].concat());
        view! {
            <li>
                {number}
                <a class="crumb" href=attachment(&file.id) target="_blank" rel="external">
                    {file.name.clone()}
                </a>
                <span class="small soft num">" " {parts::size(file.size)}</span>
            </li>
        }
        .into_any()
    };
    let all: Vec<AnyView> = material.files.iter().enumerate().map(one).collect();
    view! { <ul>{all}</ul> }.into_any()
}

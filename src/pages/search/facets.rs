//! The facets beside the results, each with how many it leaves.

use bangban_markup::view;
use bangban_search::{Counts, Facets, Flags, Index};
use leptos::prelude::*;

use super::asked::{Asked, CROSS, HOW, Question, WHO};
use crate::i18n::{Language, Message, language, search as words, t};
use crate::store::catalogue::Catalogue;

const WHO_WORDS: [Message; 2] = [words::PERSON, words::ORGANISATION];
const HOW_WORDS: [Message; 5] =
    [words::FORM, words::ASSISTED, words::AUTOMATIC, words::INSTANT, words::CROSS];

/// What the index is asked.
pub fn of(index: &Index, question: &Question) -> Facets {
    let department =
        (0..index.departments()).find(|at| index.department(*at).id == question.department);
    Facets { department, flags: question.flags() }
}

/// Tells the facets how many items each would leave.
pub fn count(asked: Asked, counts: &Counts) {
    let mut all = [0; WHO.len() + HOW.len()];
    for (place, facet) in all.iter_mut().zip(WHO.iter().chain(&HOW)) {
        *place = if facet.flags == CROSS {
            [Flags::CROSS_ONLINE, Flags::CROSS_REMOTE, Flags::CROSS_JOINT]
                .into_iter()
                .map(|way| counts.of(way))
                .sum()
        } else {
            counts.of(facet.flags)
        };
    }
    asked.counts.set(all);
}

/// The facets.
pub fn view(catalogue: Catalogue, asked: Asked) -> AnyView {
    let who: Vec<AnyView> = WHO_WORDS
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let chosen = move || asked.who.get() == WHO[at].name;
            let press = move || {
                let was = untrack(chosen);
                asked.who.set(if was { String::new() } else { WHO[at].name.to_owned() });
            };
            chip(*name, at, asked, chosen, press)
        })
        .collect();
    let how: Vec<AnyView> = HOW_WORDS
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let chosen = move || asked.how.get() & 1 << at != 0;
            let press = move || asked.how.update(|how| *how ^= 1 << at);
            chip(*name, WHO.len() + at, asked, chosen, press)
        })
        .collect();
    let clear = move || {
        asked.now().has_facets().then(|| {
            view! {
                <button class="btn slim" on:click=move |_| asked.clear_facets()>
                    {t(words::CLEAR)}
                </button>
            }
        })
    };
    view! {
        <section class="card stack facets" aria-label=move || t(words::FILTERS)>
            <h2 class="small soft">{move || t(words::WHO)}</h2>
            <div class="chips">{who}</div>
            <h2 class="small soft">{move || t(words::MODE)}</h2>
            <div class="chips">{how}</div>
            {departments(catalogue, asked)}
            {clear}
        </section>
    }
    .into_any()
}

fn chip(
    name: Message,
    place: usize,
    asked: Asked,
    chosen: impl Fn() -> bool + Send + 'static,
    press: impl Fn() + 'static,
) -> AnyView {
    view! {
        <button
            class="chip"
            aria-pressed=move || chosen().to_string()
            on:click=move |_| press()
        >
            {move || t(name)}
            <span class="small soft num">{move || asked.counts.get()[place].to_string()}</span>
        </button>
    }
    .into_any()
}

fn departments(catalogue: Catalogue, asked: Asked) -> AnyView {
    let options = move || {
        let index = catalogue.index()?;
        let english = language() == Language::En;
        let all: Vec<AnyView> = (0..index.departments())
            .map(|at| {
                let department = index.department(at);
                let name = if english && !department.name_en.is_empty() {
                    department.name_en
                } else {
                    department.name
                };
                let (id, name) = (department.id.to_owned(), name.to_owned());
                let chosen = id == asked.department.get();
                view! {
                    <option value=id selected=chosen>
                        {name}
                    </option>
                }
                .into_any()
            })
            .collect();
        Some(all)
    };
    view! {
        <label class="stack tight">
            <span class="small soft strong">{move || t(words::DEPARTMENT)}</span>
            <select class="input" on:change=move |event| asked.department.set(event_target_value(&event))>
                <option value="">{move || t(words::ANY_DEPARTMENT)}</option>
                {options}
            </select>
        </label>
    }
    .into_any()
}

/// Whether an item is taken across provinces.
pub fn is_cross(flags: Flags) -> bool {
    flags.0 & CROSS.0 != 0
}

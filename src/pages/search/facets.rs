//! The facets beside the results, each with how many it leaves.

use bangban_search::{Facets, Index};
use leptos::prelude::*;

use super::asked::{Asked, CROSS, Question, WHO};
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

/// The facets.
pub fn view(catalogue: Catalogue, asked: Asked) -> AnyView {
    let wide = move || {
        let chips = |place: usize, name: Message, chosen: bool| (place, t(name), chosen);
        let who: Vec<AnyView> = WHO_WORDS
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let (at, text, chosen) = chips(at, *name, asked.who.get() == WHO[at].name);
                let press = move || {
                    asked.who.set(if chosen { String::new() } else { WHO[at].name.to_owned() });
                };
                chip(text, chosen, press)
            })
            .collect();
        let how: Vec<AnyView> = HOW_WORDS
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let (at, text, chosen) = chips(at, *name, asked.how.get() & 1 << at != 0);
                chip(text, chosen, move || asked.how.update(|how| *how ^= 1 << at))
            })
            .collect();
        let clear = asked.now().has_facets().then(|| {
            view! {
                <button class="btn slim" on:click=move |_| asked.clear_facets()>
                    {t(words::CLEAR)}
                </button>
            }
        });
        view! {
            <h3 class="small soft">{t(words::WHO)}</h3>
            <div class="chips">{who}</div>
            <h3 class="small soft">{t(words::MODE)}</h3>
            <div class="chips">{how}</div>
            {clear}
        }
    };
    view! {
        <section class="card stack facets" aria-label=move || t(words::FILTERS)>
            {wide}
            {departments(catalogue, asked)}
        </section>
    }
    .into_any()
}

fn chip(text: &'static str, chosen: bool, press: impl Fn() + 'static) -> AnyView {
    view! {
        <button class="chip" aria-pressed=chosen.to_string() on:click=move |_| press()>
            {text}
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
pub fn is_cross(flags: bangban_search::Flags) -> bool {
    flags.0 & CROSS.0 != 0
}

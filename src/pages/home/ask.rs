//! The question that everything begins with.

use bangban_markup::view;
use bangban_search::{Facets, Field, Index};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::Typed;
use crate::api::request::encode;
use crate::i18n::{Language, fill_in, home as words, language, search, t};
use crate::pages::search::days;
use crate::store::catalogue::use_catalogue;
use crate::ui::page::heading;
use crate::ui::search_box::{Suggestion, Suggestions, focus_box, search_box};

/// How many hits open below the box.
const HITS: usize = 6;

/// The search box and what many look for.
pub fn view() -> AnyView {
    let catalogue = use_catalogue();
    let query = RwSignal::new(String::new());
    if let Some(typed) = expect_context::<Typed>().take() {
        query.set(typed.text);
        if typed.focused {
            focus_box();
        }
    }
    let suggest = move || match catalogue.index() {
        Some(index) if !query.with(|query| query.trim().is_empty()) => {
            query.with(|query| suggestions(&index, query))
        }
        _ => Suggestions::default(),
    };
    let navigate = use_navigate();
    let open = {
        let navigate = navigate.clone();
        move |address: &str| navigate(address, NavigateOptions::default())
    };
    let submit =
        move || navigate(&search_address(&query.get_untracked()), NavigateOptions::default());
    let popular = move || {
        words::POPULAR
            .iter()
            .map(|one| {
                let one = t(*one);
                view! {
                    <a class="chip" href=search_address(one)>
                        {one}
                    </a>
                }
                .into_any()
            })
            .collect::<Vec<_>>()
    };
    view! {
        <section class="ask">
            {move || heading(t(words::TITLE))} {search_box(query, suggest, open, submit, || ())}
            <div class="chips">{popular}</div>
        </section>
    }
    .into_any()
}

/// The address of the search page for these words.
pub fn search_address(words: &str) -> String {
    let words = words.trim();
    if words.is_empty() { "/search".to_owned() } else { ["/search?q=", &encode(words)].concat() }
}

/// The first hits, and how many there are.
pub fn suggestions(index: &Index, query: &str) -> Suggestions {
    let hits = index.search(query, &Facets::default(), HITS);
    let english = language() == Language::En;
    let first = hits
        .hits
        .iter()
        .map(|hit| {
            let item = index.item(hit.item);
            let department = index.department(item.department);
            let pick = |zh: &str, en: &str| {
                if english && !en.is_empty() { en.to_owned() } else { zh.to_owned() }
            };
            let alias = if hit.field == Field::Alias {
                [&fill_in(search::ALIAS, &[index.text(hit)]), " · "].concat()
            } else {
                String::new()
            };
            let department = pick(department.name, department.name_en);
            Suggestion {
                address: ["/items/", item.id].concat(),
                name: pick(item.name, item.name_en),
                note: [&alias, &department, " · ", &days(item.days)].concat(),
            }
        })
        .collect();
    Suggestions { first, total: hits.total }
}

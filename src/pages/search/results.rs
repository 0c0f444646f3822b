//! The results: marked, with what is special about each, a window of the list at a time.

use bangban_markup::view;
use bangban_search::{Field, Flags, Hit, Hits, Index};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::asked::{Asked, Question};
use super::facets;
use crate::i18n::{Language, Message, fill_in, guide, home, language, search as words, t};
use crate::platform::focus;
use crate::store::catalogue::Catalogue;
use crate::ui::mark::marked;
use crate::ui::notice::{Tone, failure, notice, skeleton};
use crate::ui::pager::more;
use crate::ui::tag::tag;

/// How many are shown at first: more than fit a screen.
const FIRST: usize = 15;
/// How many each "more" adds.
const MORE: usize = 30;

/// The results, and the line that tells how many there are.
pub fn view(catalogue: Catalogue, asked: Asked) -> AnyView {
    let window = RwSignal::new(FIRST);
    Effect::new(move |before: Option<Question>| {
        let now = asked.now();
        if before.is_some_and(|before| before != now) {
            window.set(FIRST);
        }
        now
    });
    let list = move || {
        let Some(index) = catalogue.index() else {
            return catalogue.failed.with(|error| {
                error
                    .as_ref()
                    .map_or_else(skeleton, |error| failure(error, move || catalogue.again()))
            });
        };
        let question = asked.now();
        let shown = window.get();
        let hits = index.search(&question.words, &facets::of(&index, &question), shown);
        facets::count(asked, &hits.counts);
        if hits.total == 0 {
            return nothing(&question, asked);
        }
        let lines: Vec<AnyView> = hits
            .hits
            .iter()
            .enumerate()
            .map(|(at, hit)| found_line(&index, at, hit.item, Some(hit)))
            .collect();
        view! {
            <p class="soft small" role="status">
                {count(&question, &hits)}
            </p>
            <ul class="results" on:keydown=step>
                {lines}
            </ul>
            {more(lines_shown(&hits), hits.total, move || window.update(|shown| *shown += MORE))}
        }
        .into_any()
    };
    view! { <section class="stack">{list}</section> }.into_any()
}

fn lines_shown(hits: &Hits) -> usize {
    hits.hits.len()
}

fn count(question: &Question, hits: &Hits) -> String {
    let all = question.words.trim().is_empty() && !question.has_facets();
    fill_in(if all { words::ALL } else { words::RESULTS }, &[&hits.total.to_string()])
}

/// Arrows go from hit to hit, up from the first back into the box, Esc into the box.
#[allow(clippy::needless_pass_by_value)]
fn step(event: KeyboardEvent) {
    let at: usize = focus::focused_id()
        .and_then(|id| id.strip_prefix("hit-").and_then(|at| at.parse().ok()))
        .unwrap_or(0);
    let moved = match event.key().as_str() {
        "ArrowDown" => focus::focus(&["#hit-", &(at + 1).to_string()].concat()),
        "ArrowUp" if at > 0 => focus::focus(&["#hit-", &(at - 1).to_string()].concat()),
        "ArrowUp" | "Escape" => focus::focus("#q"),
        _ => false,
    };
    if moved {
        event.prevent_default();
    }
}

/// An item of the index as a line that leads to its guide. Tracked.
pub fn line(index: &Index, item: usize) -> AnyView {
    found_line(index, item, item, None)
}

fn found_line(index: &Index, at: usize, item: usize, hit: Option<&Hit>) -> AnyView {
    let item = index.item(item);
    let department = index.department(item.department);
    let english = language() == Language::En;
    let has_english = english && !item.name_en.is_empty();
    let ranges = |field: Field| match hit {
        Some(hit) if hit.field == field => hit.ranges.as_slice(),
        _ => &[],
    };
    let found_in = hit.map_or("", |hit| index.text(hit));
    let name = if has_english {
        marked(item.name_en, ranges(Field::English))
    } else {
        marked(item.name, ranges(Field::Name))
    };
    let lang = (english && !has_english).then_some("zh-CN");
    let (department_name, is_there) = if english && !department.name_en.is_empty() {
        (department.name_en, found_in == department.name_en)
    } else {
        (department.name, found_in == department.name)
    };
    let department =
        marked(department_name, if is_there { ranges(Field::Department) } else { &[] });
    let aliases = ranges(Field::Alias);
    let alias = (!aliases.is_empty()).then(|| {
        let (before, after) = t(words::ALIAS).split_once("{}").unwrap_or_default();
        view! { <p class="small">{before} {marked(found_in, aliases)} {after}</p> }
    });
    view! {
        <li class="result">
            <a id=["hit-", &at.to_string()].concat() href=["/items/", item.id].concat() lang=lang>
                {name}
            </a>
            {alias}
            <p class="small soft">{department} " · " {days(item.days)}</p>
            {tags(item.flags)}
        </li>
    }
    .into_any()
}

/// How long an item takes, in words. Tracked.
pub fn days(days: u16) -> String {
    if days == 0 {
        t(guide::INSTANT).to_owned()
    } else {
        fill_in(words::DAYS, &[&days.to_string()])
    }
}

fn tags(flags: Flags) -> AnyView {
    let one = |has: bool, tone: &'static str, name: Message| has.then(|| tag(tone, t(name)));
    let all = [
        one(flags.contains(Flags::FORM), "act", words::FORM),
        one(flags.contains(Flags::ASSISTED), "helper", words::ASSISTED),
        one(flags.contains(Flags::AUTOMATIC), "done", words::AUTOMATIC),
        one(facets::is_cross(flags), "", words::CROSS),
    ];
    let all: Vec<AnyView> = all.into_iter().flatten().collect();
    (!all.is_empty()).then(|| view! { <div class="tags">{all}</div> }).into_any()
}

fn nothing(question: &Question, asked: Asked) -> AnyView {
    let clear = question.has_facets().then(|| {
        view! {
            <button class="btn" on:click=move |_| asked.clear_facets()>
                {t(words::CLEAR)}
            </button>
        }
    });
    let instead: Vec<AnyView> = home::POPULAR
        .iter()
        .map(|one| {
            let one = t(*one);
            view! {
                <button class="chip" on:click=move |_| asked.words.set(one.to_owned())>
                    {one}
                </button>
            }
            .into_any()
        })
        .collect();
    let then = view! { {clear} <div class="chips">{instead}</div> };
    let title = fill_in(words::NONE, &[question.words.trim()]);
    view! {
        <div role="status">
            {notice(Tone::Plain, title, t(words::NONE_TEXT), then.into_any())}
        </div>
    }
    .into_any()
}

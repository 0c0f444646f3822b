//! The search box: a combobox (WAI-ARIA 1.2) with a list of hits below, or a plain box above
//! a page of results.

use bangban_markup::view;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use crate::i18n::{fill_in, search as words, t};
use crate::platform::event::id_around;
use crate::platform::focus;

/// A line of the list that opens below the box.
#[derive(Clone, PartialEq)]
pub struct Suggestion {
    /// Where it leads.
    pub address: String,
    /// Its name.
    pub name: String,
    /// A word about it.
    pub note: String,
}

/// What opens below the box: the first hits, and how many there are.
#[derive(Clone, Default, PartialEq)]
pub struct Suggestions {
    /// The first hits.
    pub first: Vec<Suggestion>,
    /// How many there are.
    pub total: usize,
}

/// Id of the input.
pub const INPUT: &str = "q";

/// A search box over `query`. `suggest` gives the list for what is typed; `open` goes to an
/// address, `submit` searches for what is typed, `down` is told of an arrow down where no
/// list is open.
pub fn search_box(
    query: RwSignal<String>,
    suggest: impl Fn() -> Suggestions + Send + Sync + 'static,
    open: impl Fn(&str) + Clone + Send + 'static,
    submit: impl Fn() + Clone + Send + 'static,
    down: impl Fn() + 'static,
) -> AnyView {
    let shown = RwSignal::new(false);
    let active = RwSignal::new(None::<usize>);
    let list = Memo::new(move |_| if shown.get() { suggest() } else { Suggestions::default() });
    let is_open = Memo::new(move |_| list.with(|list| !list.first.is_empty()));

    let typed = move |event| {
        query.set(event_target_value(&event));
        active.set(None);
        shown.set(true);
    };
    let step = move |by: isize| {
        let count = list.with_untracked(|list| list.first.len());
        active.update(|active| {
            let places = count.cast_signed() + 1;
            let now = active.map_or(-1, usize::cast_signed);
            *active = usize::try_from((now + 1 + by).rem_euclid(places) - 1).ok();
        });
        if let Some(at) = active.get_untracked() {
            focus::show(option_id(at));
        }
    };
    let chosen = {
        let (open, submit) = (open.clone(), submit.clone());
        move || {
            let address = active.get_untracked().and_then(|at| {
                list.with_untracked(|list| list.first.get(at).map(|one| one.address.clone()))
            });
            shown.set(false);
            match address {
                Some(address) => open(&address),
                None => submit(),
            }
        }
    };
    let key = move |event: KeyboardEvent| {
        // While a Chinese input method is composing, its keys are its own.
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" if !is_open.get_untracked() => {
                if list.with_untracked(|list| list.first.is_empty()) {
                    shown.set(true);
                }
                down();
                event.prevent_default();
            }
            "ArrowDown" => {
                step(1);
                event.prevent_default();
            }
            "ArrowUp" if is_open.get_untracked() => {
                step(-1);
                event.prevent_default();
            }
            "Escape" if is_open.get_untracked() => {
                shown.set(false);
                active.set(None);
                event.prevent_default();
            }
            "Escape" => query.set(String::new()),
            _ => {}
        }
    };
    let descendant = move || active.get().filter(|_| is_open.get()).map(option_id);
    let send = {
        let chosen = chosen.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            chosen();
        }
    };
    let options = move || {
        let active = active.get();
        list.with(|list| {
            let option = |(at, one)| option(at, one, active == Some(at));
            list.first.iter().enumerate().map(option).collect::<Vec<_>>()
        })
    };
    let pressed = move |event: MouseEvent| {
        let at = id_around(&event, "[role=option]").and_then(|id| place(&id));
        let address =
            at.and_then(|at| list.with(|list| list.first.get(at).map(|one| one.address.clone())));
        if let Some(address) = address {
            open(&address);
        }
    };
    let see_all = move || {
        let total = list.with(|list| if list.total > list.first.len() { list.total } else { 0 });
        let submit = submit.clone();
        (total > 0).then(|| {
            view! {
                <button
                    type="button"
                    class="btn plain"
                    tabindex="-1"
                    on:click=move |_| submit()
                >
                    {fill_in(words::SEE_ALL, &[&total.to_string()])}
                </button>
            }
        })
    };
    view! {
        <form class="ask-form" role="search" action="/search" on:submit=send>
            <div class="ask-box">
                <input
                    id=INPUT
                    name="q"
                    type="search"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    enterkeyhint="search"
                    role="combobox"
                    aria-autocomplete="list"
                    aria-controls="hits"
                    aria-expanded=move || is_open.get().to_string()
                    aria-activedescendant=descendant
                    aria-label=move || t(words::LABEL)
                    placeholder=move || t(words::PLACEHOLDER)
                    prop:value=query
                    on:input=typed
                    on:keydown=key
                    on:blur=move |_| shown.set(false)
                />
                <button class="btn main">{move || t(words::GO)}</button>
            </div>
            // The box keeps the focus, so that the list does not close before the click.
            <div
                class="hits"
                hidden=move || !is_open.get()
                on:mousedown=|event| event.prevent_default()
            >
                <ul
                    id="hits"
                    role="listbox"
                    aria-label=move || t(words::HITS)
                    on:click=pressed
                >
                    {options}
                </ul>
                {see_all}
            </div>
        </form>
    }
    .into_any()
}

const OPTION: &str = "hit-option-";

fn option_id(at: usize) -> String {
    [OPTION, &at.to_string()].concat()
}

fn place(id: &str) -> Option<usize> {
    id.strip_prefix(OPTION)?.parse().ok()
}

/// A line of the list: it is changed with every key, so that it is words and nothing else.
fn option(at: usize, one: &Suggestion, is_active: bool) -> AnyView {
    view! {
        <li role="option" id=option_id(at) aria-selected=if is_active { "true" } else { "false" }>
            <span class="strong">{one.name.clone()}</span>
            <span class="small soft">{one.note.clone()}</span>
        </li>
    }
    .into_any()
}

/// Moves the focus into the box.
pub fn focus_box() {
    focus::focus_soon("#q");
}

//! One of many options, found by typing (the combobox pattern of WAI-ARIA).

use bangban_markup::view;
use std::sync::Arc;

use bangban_forms::{Choice, Key};
use leptos::prelude::*;
use serde_json::Value;

use super::name_of;
use crate::i18n::{fill, fill_in, form_text, t};
use crate::platform::focus;
use crate::store::filling::Filling;

/// Options shown at once; more are found by typing on.
const SHOWN: usize = 50;

pub(super) fn search_choice(filling: Filling, key: Key, options: &[Choice]) -> AnyView {
    let name = name_of(key);
    let list_id = [&name, "-list"].concat();
    let all: Arc<[(String, String)]> =
        options.iter().map(|option| (option.value.clone(), form_text(&option.text))).collect();
    let words_of = {
        let all = all.clone();
        move |value: &str| {
            all.iter().find(|(known, _)| known == value).map(|(_, words)| words.clone())
        }
    };
    let typed = RwSignal::new(words_of(&filling.text(key)).unwrap_or_default());
    let open = RwSignal::new(false);
    let active = RwSignal::new(0usize);
    {
        // An answer that came from elsewhere; while one is searching it waits for the end.
        let (words_of, standing) = (words_of.clone(), filling.standing(key));
        Effect::new(move |seen: Option<u32>| {
            let now = standing.with(|standing| standing.outside);
            if seen.is_some_and(|seen| seen != now) && !open.get_untracked() {
                typed.set(words_of(&filling.text(key)).unwrap_or_default());
            }
            now
        });
    }
    let matching = {
        let all = all.clone();
        Memo::new(move |_| {
            let wanted = typed.get().trim().to_ascii_lowercase();
            let whole = all.iter().any(|(_, words)| words.to_ascii_lowercase() == wanted);
            all.iter()
                .enumerate()
                .filter(|(_, (_, words))| whole || words.to_ascii_lowercase().contains(&wanted))
                .map(|(index, _)| index)
                .take(SHOWN)
                .collect::<Vec<usize>>()
        })
    };
    let take = {
        let all = all.clone();
        move |index: usize| {
            let Some((value, words)) = all.get(index) else { return };
            typed.set(words.clone());
            open.set(false);
            filling.choose(key, Value::String(value.clone()));
        }
    };
    let settle = {
        let words_of = words_of.clone();
        move || {
            // The caret leaves it too when its page goes.
            let Some(is_empty) = typed.try_with_untracked(|typed| typed.trim().is_empty()) else {
                return;
            };
            open.set(false);
            if is_empty {
                filling.choose(key, Value::Null);
            } else {
                typed.set(words_of(&filling.text(key)).unwrap_or_default());
                filling.leave(key);
            }
        }
    };
    let option_id = {
        let list_id = list_id.clone();
        move |place: usize| [&list_id, "-", &place.to_string()].concat()
    };
    // Where one has chosen, the list begins there.
    let unfold = {
        let (all, list_id, option_id) = (all.clone(), list_id.clone(), option_id.clone());
        move || {
            let chosen = filling.text(key);
            let at = matching.with_untracked(|found| {
                found.iter().position(|index| all[*index].0 == chosen).unwrap_or_default()
            });
            active.set(at);
            open.set(true);
            // All of it, and in it the one.
            focus::show(list_id.clone());
            focus::show(option_id(at));
        }
    };
    let on_key = {
        let (take, option_id, unfold) = (take.clone(), option_id.clone(), unfold.clone());
        move |event: web_sys::KeyboardEvent| {
            let count = matching.with_untracked(Vec::len);
            let is_open = open.get_untracked();
            match event.key().as_str() {
                "ArrowDown" | "ArrowUp" if count > 0 && !is_open => unfold(),
                "ArrowDown" if count > 0 => active.update(|at| *at = (*at + 1) % count),
                "ArrowUp" if count > 0 => active.update(|at| *at = (*at + count - 1) % count),
                "Enter" if is_open => {
                    let at = active.get_untracked();
                    if let Some(index) = matching.with_untracked(|all| all.get(at).copied()) {
                        take(index);
                    }
                }
                "Escape" if is_open => open.set(false),
                _ => return,
            }
            focus::show(option_id(active.get_untracked()));
            event.prevent_default();
        }
    };
    let options_view = {
        let all = all.clone();
        let option_id = option_id.clone();
        move || {
            let found = matching.get();
            if found.is_empty() {
                return view! { <li class="none" role="presentation">{t(fill::NO_MATCH)}</li> }
                    .into_any();
            }
            let rows = found.into_iter().enumerate().map(|(place, index)| {
                let take = take.clone();
                view! {
                    <li
                        role="option"
                        id=option_id(place)
                        aria-selected=move || (active.get() == place).to_string()
                        on:mousedown=move |event| {
                            event.prevent_default();
                            take(index);
                        }
                    >
                        {all[index].1.clone()}
                    </li>
                }
                .into_any()
            });
            rows.collect::<Vec<_>>().into_any()
        }
    };
    let active_id = move || open.get().then(|| option_id(active.get()));
    view! {
        <div class="combo">
            <input
                id=name.clone()
                name=["search-", &name].concat()
                type="text"
                role="combobox"
                autocomplete="off"
                aria-autocomplete="list"
                aria-expanded=move || open.get().to_string()
                aria-controls=list_id.clone()
                aria-activedescendant=active_id
                prop:value=move || typed.get()
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    active.set(0);
                    open.set(true);
                }
                on:click=move |_| {
                    if !open.get_untracked() {
                        unfold();
                    }
                }
                on:keydown=on_key
                on:blur=move |_| settle()
            />
            <ul id=list_id role="listbox" hidden=move || !open.get() aria-label=t(fill::CHOOSE)>
                {options_view}
            </ul>
            <span class="unseen" role="status">
                {move || {
                    open.get()
                        .then(|| fill_in(fill::MATCHES, &[&matching.with(Vec::len).to_string()]))
                }}
            </span>
        </div>
    }
    .into_any()
}

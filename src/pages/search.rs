//! Search as you type over all items; the address holds what is asked.

mod asked;
mod facets;
mod results;

pub use self::results::{days, line};

use bangban_markup::view;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

use self::asked::Asked;
use crate::i18n::{search as words, t};
use crate::pages::home::Typed;
use crate::platform::focus;
use crate::store::catalogue::use_catalogue;
use crate::ui::page::heading;
use crate::ui::search_box::{Suggestions, focus_box, search_box};

/// How long the typing pauses before the address and what is read aloud follow.
const PAUSE: std::time::Duration = std::time::Duration::from_millis(400);

/// The page.
pub fn view() -> AnyView {
    let catalogue = use_catalogue();
    let asked = Asked::new();
    let typed = expect_context::<Typed>().take();
    follow_address(asked);
    if let Some(typed) = typed {
        if !typed.text.is_empty() {
            asked.words.set(typed.text);
        }
        if typed.focused {
            focus_box();
        }
    }
    keep_address(asked);
    let submit = move || {
        focus::focus("#hit-0");
    };
    view! {
        <div class="page">
            <section class="ask">
                {move || heading(t(words::TITLE))}
                {search_box(asked.words, Suggestions::default, |_| (), submit, submit)}
            </section>
            <div class="two found">
                {results::view(catalogue, asked)} {facets::view(catalogue, asked)}
            </div>
        </div>
    }
    .into_any()
}

/// What is asked follows the address, when it was not written from here.
fn follow_address(asked: Asked) {
    let query = use_query_map();
    Effect::new(move |_| {
        let there = query.with(Asked::read);
        if untrack(|| asked.now()) != there {
            asked.take(there);
        }
    });
}

/// The address follows what is asked, once the typing pauses, without a step back for each.
fn keep_address(asked: Asked) {
    let navigate = use_navigate();
    let path = use_location().pathname;
    let turn = StoredValue::new(0_u32);
    Effect::new(move |before: Option<String>| {
        let address = asked.now().address();
        let Some(before) = before else { return address };
        if before != address {
            let now = turn.get_value().wrapping_add(1);
            turn.set_value(now);
            let (navigate, to) = (navigate.clone(), address.clone());
            set_timeout(
                move || {
                    let is_here = path.try_get_untracked().as_deref() == Some("/search");
                    if turn.try_get_value() == Some(now) && is_here {
                        let options =
                            NavigateOptions { replace: true, scroll: false, ..Default::default() };
                        navigate(&to, options);
                    }
                },
                PAUSE,
            );
        }
        address
    });
}

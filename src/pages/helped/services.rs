//! Help with a service that is not begun yet: it is found here, and filling begins with the
//! question open.

use bangban_markup::view;
use bangban_search::{Flags, Index};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::i18n::{help as words, t};
use crate::pages::guide::HELPED;
use crate::pages::home::ask::{search_address, suggestions};
use crate::shell::guard::sign_in_address;
use crate::store::catalogue::use_catalogue;
use crate::store::session::use_session;
use crate::ui::search_box::{Suggestions, search_box};

/// The search.
pub(super) fn view() -> AnyView {
    let (catalogue, session) = (use_catalogue(), use_session());
    let query = RwSignal::new(String::new());
    let suggest = move || match catalogue.index() {
        Some(index) if !query.with(|query| query.trim().is_empty()) => {
            query.with(|query| for_help(&index, suggestions(&index, query)))
        }
        _ => Suggestions::default(),
    };
    let navigate = use_navigate();
    let open = {
        let navigate = navigate.clone();
        move |address: &str| {
            // Nothing begins before one has signed in; then it goes on by itself.
            let is_known = untrack(|| session.person()).is_some();
            let address = if is_known || !address.contains('?') {
                address.to_owned()
            } else {
                sign_in_address(address)
            };
            navigate(&address, NavigateOptions::default());
        }
    };
    let submit =
        move || navigate(&search_address(&query.get_untracked()), NavigateOptions::default());
    let title = move || {
        let is_known = session.person().is_some();
        t(if is_known { words::SERVICE } else { words::ANY_SERVICE })
    };
    let text = move || {
        let is_known = session.person().is_some();
        t(if is_known { words::SERVICE_AT_ONCE } else { words::SERVICE_TEXT })
    };
    view! {
        <section class="stack">
            <h2>{title}</h2>
            <p class="soft">{text}</p>
            {search_box(query, suggest, open, submit, || ())}
        </section>
    }
    .into_any()
}

/// The same hits, each leading to where help is asked for; what cannot be filed online leads to its
/// guide, which tells where to go.
fn for_help(index: &Index, mut found: Suggestions) -> Suggestions {
    for one in &mut found.first {
        let item = one.address.rsplit('/').next().and_then(|id| index.find(id));
        if item.is_some_and(|item| index.item(item).flags.contains(Flags::FORM)) {
            one.address = [one.address.as_str(), "?start=", HELPED].concat();
        } else {
            one.note = [one.note.as_str(), " · ", t(words::NOT_ONLINE)].concat();
        }
    }
    found
}

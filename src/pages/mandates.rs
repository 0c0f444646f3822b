//! Mandates (委托书): those of a person or station, a new one, one in full, and signing on a phone.

mod changing;
mod draw_up;
mod list;
mod one;
mod pad;
mod paper;
mod sign;
mod terms;

pub(in crate::pages) use list::entrusted_filings;

use bangban_markup::view;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::i18n::{Message, mandate as words, t};
use crate::shell::guard::signed_in;
use crate::ui::dialog::dialog;
use crate::ui::el::child;
use crate::ui::page::heading;

crate::later! {
    mandates, fetch_mandates;
    /// `/mandates/:id?`
    pub fn mandates_page() -> AnyView { page() }
}

fn page() -> AnyView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    child(move || match id.get().as_str() {
        "" => within(words::TITLE, false, list::view),
        "new" => within(words::NEW, true, draw_up::view),
        // Nobody needs to be signed in: the code stands for who made it.
        "sign" => sign::by_code(),
        id => {
            let id = StoredValue::new(id.to_owned());
            within(words::TITLE, true, move || one::view(id.get_value()))
        }
    })
}

fn within(
    title: Message,
    back: bool,
    body: impl Fn() -> AnyView + Send + Sync + Copy + 'static,
) -> AnyView {
    let back = back.then(|| {
        view! { <a class="crumb no-print" href="/mandates">{move || t(words::BACK)}</a> }
    });
    view! {
        <div class="page narrow">
            {back}
            {move || heading(t(title))}
            {signed_in(body)}
        </div>
    }
    .into_any()
}

/// A button, the dialog that it opens, and what is done there.
fn asked_first(
    name: Message,
    class: &'static str,
    body: impl Fn(RwSignal<bool>) -> AnyView + Send + 'static,
) -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <button
            type="button"
            class=class
            aria-haspopup="dialog"
            on:click=move |_| open.set(true)
        >
            {t(name)}
        </button>
        {dialog(open, move || t(name).to_owned(), move || body(open))}
    }
    .into_any()
}

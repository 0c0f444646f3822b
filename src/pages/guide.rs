//! The guide of an item (办事指南), in the order in which people ask.

mod materials;
mod particulars;
mod procedure;
mod start;
mod summary;

pub use self::start::HELPED;
pub use self::summary::tags;

use bangban_contract::guide::Guide;
use bangban_markup::view;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::api::{self, ApiError};
use crate::i18n::{guide as words, shell, t};
use crate::platform::print;
use crate::ui::el::child;
use crate::ui::load::{Load, Loader, load};
use crate::ui::notice::{Tone, notice};
use crate::ui::page::heading;
use crate::ui::text::text;

/// The page.
pub fn view() -> AnyView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    let guide = load(move || {
        let id = id.get();
        async move { api::catalogue::guide(&id).await }
    });
    view! {
        <div class="page">
            <a class="crumb no-print" href="/search">
                {move || t(shell::FIND)}
            </a>
            {guide.show_page(page)}
            {not_kept(guide)}
        </div>
    }
    .into_any()
}

/// What to do where the guide has not been read before and there is no network now.
fn not_kept(guide: Loader<Guide>) -> AnyView {
    child(move || {
        let absent = guide.state.with(|all| matches!(all, Load::Failed(ApiError::Unreachable)));
        absent.then(|| view! { <p class="if-kept">{t(words::NOT_KEPT)}</p> })
    })
}

fn page(guide: &Guide) -> AnyView {
    let item = &guide.item;
    let start = start::Start::new(item.id.clone());
    let body = match &guide.body {
        Some(body) => view! {
            {materials::view(&body.materials)} {procedure::view(body)}
        }
        .into_any(),
        None => notice(Tone::Plain, t(words::NO_BODY), t(words::NO_BODY_TEXT), ().into_any()),
    };
    let intro = guide.body.as_ref().map(|body| view! { <p>{text(&body.summary)}</p> });
    let main = view! {
        {summary::key_facts(guide)}
        {body}
        {particulars::offices(guide)}
        {guide.body.as_ref().map(particulars::law)}
        {guide.body.as_ref().map(particulars::questions)}
        {particulars::codes(guide)}
    };
    view! {
        <header class="stack">
            <p class="soft">{text(&item.department_name)}</p>
            {heading(crate::i18n::pick(&item.name))}
            {summary::tags(item)}
            {intro}
        </header>
        <div class="two guide">
            <aside class="stack start-card no-print">
                {start_card(guide, start)}
                {guide.item.fileable.then(|| start.with_help())}
                <button class="btn" on:click=move |_| print::print()>
                    {t(words::PRINT)}
                </button>
            </aside>
            <div class="stack wide-gap">{main}</div>
        </div>
        {start.dialog()}
    }
    .into_any()
}

fn start_card(guide: &Guide, start: start::Start) -> AnyView {
    if guide.item.fileable {
        return view! { <div class="card stack start-bar">{start.button()}</div> }.into_any();
    }
    let then = view! {
        <a class="btn" href="#offices" rel="external">
            {t(words::GO_WHERE)}
        </a>
    };
    notice(Tone::Wait, t(words::NO_ONLINE), t(words::NO_ONLINE_TEXT), then.into_any())
}

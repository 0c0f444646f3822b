//! My filings: found by words and state, a page at a time.

mod news;

pub(super) use news::news_part;

use bangban_contract::filing::{FilingState, FilingSummary};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::filings::{self as api, Wanted, state_word};
use crate::i18n::{filings as words, mandate, shell, state, t};
use crate::shell::guard::signed_in;
use crate::store::listed::{self, Listed};
use crate::store::session::use_session;
use crate::ui::filing_line::filing_line;
use crate::ui::load::{Load, load};
use crate::ui::notice::{Tone, error_words, notice};
use crate::ui::page::heading;
use crate::ui::pager::more;
use crate::ui::toast::use_toasts;

crate::later! {
    filings, fetch_filings;
    /// `/filings`
    pub fn filings_page() -> AnyView { page() }
}

/// The states that are worth a filter of their own.
const STATES: [FilingState; 7] = [
    FilingState::Draft,
    FilingState::SupplementRequested,
    FilingState::Submitted,
    FilingState::Accepted,
    FilingState::UnderReview,
    FilingState::Granted,
    FilingState::Delivered,
];

fn page() -> AnyView {
    view! {
        <div class="page narrow">
            {move || heading(t(words::TITLE))}
            <p>
                <a href="/mandates">{move || t(mandate::ENTRY)}</a>
            </p>
            {signed_in(list)}
        </div>
    }
    .into_any()
}

fn list() -> AnyView {
    let (session, toasts) = (use_session(), use_toasts());
    let wanted = RwSignal::new(Wanted::default());
    let pages = load(move || {
        session.track();
        let wanted = wanted.get();
        async move { listed::list(session, &wanted).await }
    });
    let go_on = move || {
        let Load::Ready(so_far) = pages.state.get_untracked() else { return };
        let so_far = so_far.page;
        let next = Wanted { cursor: so_far.next.clone(), ..wanted.get_untracked() };
        spawn_local(async move {
            match api::list(&next).await {
                Ok(mut page) => {
                    let mut filings = so_far.filings;
                    filings.append(&mut page.filings);
                    page.filings = filings;
                    pages.set(Listed { page, is_kept: false });
                }
                Err(error) => untrack(|| toasts.say(error_words(&error).0)),
            }
        });
    };
    view! {
        {news::view()}
        {filters(wanted)}
        {pages
            .show(move |listed| {
                let page = &listed.page;
                if page.filings.is_empty() {
                    return nothing(wanted.get_untracked() == Wanted::default());
                }
                let kept = listed.is_kept;
                let lines: Vec<AnyView> =
                    page.filings.iter().map(|filing| line(filing, kept)).collect();
                let total = page.total.to_string();
                view! {
                    {kept.then(|| view! { <p class="notice wait">{t(words::KEPT_NOTE)}</p> })}
                    <p class="soft small" role="status">
                        {crate::i18n::fill_in(words::COUNT, &[&total])}
                    </p>
                    <ul class="card filings">{lines}</ul>
                    {more(page.filings.len(), page.total as usize, go_on)}
                }
                    .into_any()
            })}
    }
    .into_any()
}

fn line(filing: &FilingSummary, is_kept: bool) -> AnyView {
    view! { <li>{filing_line(filing, is_kept)}</li> }.into_any()
}

fn nothing(of_all: bool) -> AnyView {
    if !of_all {
        return notice(Tone::Plain, t(words::NONE_MATCH), t(words::NONE_MATCH_TEXT), ().into_any());
    }
    let then = view! {
        <a class="btn main" href="/search">
            {t(shell::FIND)}
        </a>
    };
    notice(Tone::Plain, t(words::NONE), t(words::NONE_TEXT), then.into_any())
}

fn filters(wanted: RwSignal<Wanted>) -> AnyView {
    // A request for what is wanted once the typing pauses, not for every key.
    let typing = StoredValue::new(0_u32);
    let typed = move |event| {
        let words = event_target_value(&event);
        let turn = typing.get_value().wrapping_add(1);
        typing.set_value(turn);
        set_timeout(
            move || {
                if typing.try_get_value() == Some(turn) {
                    wanted.update(|wanted| {
                        wanted.words = words;
                        wanted.cursor = None;
                    });
                }
            },
            std::time::Duration::from_millis(350),
        );
    };
    let options = move || {
        STATES
            .iter()
            .map(|one| {
                view! { <option value=state_word(*one)>{t(state::name(*one))}</option> }.into_any()
            })
            .collect::<Vec<_>>()
    };
    view! {
        <div class="filters" role="search">
            <label class="stack tight">
                <span class="small">{move || t(words::SEARCH)}</span>
                <input class="input" type="search" autocomplete="off" on:input=typed />
            </label>
            <label class="stack tight">
                <span class="small">{move || t(words::STATE)}</span>
                <select
                    class="input"
                    on:change=move |event| {
                        let state = event_target_value(&event);
                        wanted
                            .update(|wanted| {
                                wanted.state = state;
                                wanted.cursor = None;
                            });
                    }
                >
                    <option value="">{move || t(words::ALL)}</option>
                    {options}
                </select>
            </label>
        </div>
    }
    .into_any()
}

//! The record of assistance in a filing (帮办记录): everything that an assistant and the applicant
//! did, in words; to download and to print. What is over and not rated can be rated here.

mod line;

use bangban_contract::assistance::record::Record;
use bangban_contract::assistance::{Assistance, AssistanceState as State};
use bangban_markup::view;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::api::request::address;
use crate::api::{ApiError, assistance as api, filings};
use crate::i18n::{pick, record as words, t};
use crate::platform::print;
use crate::shell::guard::signed_in;
use crate::store::session::use_session;
use crate::ui::load::load;
use crate::ui::notice::{Tone, notice};
use crate::ui::page::heading;
use crate::ui::rating::rating;

crate::later! {
    record, fetch_record;
    /// `/filings/:id/record`
    pub fn record_page() -> AnyView { page() }
}

/// What is shown.
#[derive(Clone)]
struct Whole {
    id: String,
    item: bangban_contract::Text,
    record: Record,
    /// One that is over and not rated.
    unrated: Option<Assistance>,
}

async fn fetch(id: String) -> Result<Whole, ApiError> {
    let record = api::record(&id).await?;
    let filing = filings::get(&id).await?;
    // Without these nothing is asked.
    let mine = api::mine().await.unwrap_or_default();
    let unrated = mine.into_iter().find(|one| {
        let is_open = one.state == State::Ended && one.rating.is_none() && one.level.is_some();
        is_open && one.filing.as_ref() == Some(&id)
    });
    Ok(Whole { id, item: filing.summary.item_name, record, unrated })
}

fn page() -> AnyView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    let body = move || {
        let session = use_session();
        let whole = load(move || {
            session.track();
            fetch(id.get())
        });
        whole.show_page(move |found| shown(found, Callback::new(move |()| whole.again())))
    };
    let back = move || ["/filings/", &id.get()].concat();
    view! {
        <div class="page narrow">
            <a class="crumb no-print" href=back>{move || t(words::BACK)}</a>
            {move || heading(t(words::TITLE))}
            {signed_in(body)}
        </div>
    }
    .into_any()
}

fn shown(whole: &Whole, again: Callback<()>) -> AnyView {
    if whole.record.entries.is_empty() {
        return notice(Tone::Plain, t(words::NONE), t(words::NONE_TEXT), ().into_any());
    }
    let file = address(&["/filings/", &whole.id, "/record"].concat());
    let rate = whole.unrated.as_ref().map(|one| {
        view! { <section class="card no-print">{rating(one.id.clone(), again)}</section> }
            .into_any()
    });
    let lines = whole.record.entries.iter().map(|entry| line::line(entry, &whole.record.names));
    let lines = lines.collect::<Vec<_>>();
    let last = whole.record.entries.last().map(|entry| entry.hash.clone()).unwrap_or_default();
    view! {
        <p class="soft">{pick(&whole.item)}</p>
        <p>{t(words::TEXT)}</p>
        {rate}
        <div class="btns no-print">
            <a class="btn" href=file download=["record-", &whole.id, ".json"].concat()>
                {t(words::DOWNLOAD)}
            </a>
            <button type="button" class="btn" on:click=|_| print::print()>{t(words::PRINT)}</button>
        </div>
        <ol class="card record">{lines}</ol>
        <section class="small soft stack">
            <p>{t(words::METHOD)}</p>
            <p class="record-hash">{t(words::LAST)} " " <code>{last}</code></p>
        </section>
    }
    .into_any()
}

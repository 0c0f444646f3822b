//! What waits for me, and what is on its way.

use bangban_calendar::working_days_between;
use bangban_contract::filing::{FilingPage, FilingSummary};
use bangban_markup::view;
use leptos::prelude::*;

use crate::api::filings::Wanted;
use crate::i18n::{by_phone, fill_in, home as words, shell, t, when};
use crate::platform::clock;
use crate::shell::tabs::desk_place;
use crate::store::listed;
use crate::store::session::use_session;
use crate::ui::filing_line::filing_line;
use crate::ui::load::load;
use crate::ui::tag::tag;

/// How many of each are shown.
const SHOWN: usize = 3;
/// How many are asked for: enough to find those that wait.
const ASKED: u32 = 20;

/// Both cards, or the way to sign in.
pub fn view() -> AnyView {
    let session = use_session();
    let who = Memo::new(move |_| {
        let party = session.acting().map(|party| party.id);
        let has_filings = session.person().is_some() && desk_place().is_none();
        session.is_known().then_some((has_filings, party))
    });
    crate::ui::el::child(move || match who.get() {
        None => ().into_any(),
        Some((false, _)) => sign_in().into_any(),
        Some((true, _)) if session.only_filing().is_some() => only_one(),
        Some((true, _)) => {
            let wanted = Wanted { limit: ASKED, ..Wanted::default() };
            load(move || {
                let wanted = wanted.clone();
                session.track();
                async move { listed::list(session, &wanted).await }
            })
            .show(|listed| cards(&listed.page, listed.is_kept))
        }
    })
}

/// The way to the desk for who has one, and else to sign in.
fn sign_in() -> AnyView {
    let desk = desk_place();
    let note = desk.is_none().then(|| view! { <p>{t(words::SIGN_IN_TEXT)}</p> });
    let (address, name) = desk.unwrap_or(("/sign-in?next=/", shell::SIGN_IN));
    view! {
        <section class="card stack">
            {note} <div class="btns">
                <a class="btn" href=address>
                    {t(name)}
                </a>
            </div>
        </section>
    }
    .into_any()
}

/// A phone that joined by a code knows of one filing alone.
fn only_one() -> AnyView {
    let place = ["/filings/", &use_session().only_filing().unwrap_or_default(), "/fill"].concat();
    view! {
        <section class="card stack">
            <h2>{t(by_phone::ONLY)}</h2>
            <p class="soft">{t(by_phone::ONLY_TEXT)}</p>
            <div class="btns">
                <a class="btn main" href=place>
                    {t(by_phone::GO)}
                </a>
                <a class="btn" href="/sign-in?next=/">
                    {t(shell::SIGN_IN)}
                </a>
            </div>
        </section>
    }
    .into_any()
}

fn cards(page: &FilingPage, is_kept: bool) -> AnyView {
    let waiting: Vec<&FilingSummary> =
        page.filings.iter().filter(|filing| filing.state.waits_for_applicant()).collect();
    let running: Vec<&FilingSummary> = page
        .filings
        .iter()
        .filter(|filing| !filing.state.waits_for_applicant() && !filing.state.is_closed())
        .collect();
    let count = (!waiting.is_empty())
        .then(|| tag("wait", fill_in(words::WAITING_COUNT, &[&waiting.len().to_string()])));
    let none = waiting.is_empty().then(|| view! { <p class="soft">{t(words::NOTHING_WAITS)}</p> });
    let all = (page.total > 0).then(|| {
        view! {
            <a class="push crumb small" href="/filings">
                {fill_in(words::ALL_FILINGS, &[&page.total.to_string()])}
            </a>
        }
    });
    let running = (!running.is_empty()).then(|| {
        let lines: Vec<AnyView> = running.into_iter().take(SHOWN).map(running_line).collect();
        view! {
            <section class="card stack">
                <h2>{t(words::RUNNING)}</h2>
                <ul class="filing-list">{lines}</ul>
            </section>
        }
    });
    let lines: Vec<AnyView> = waiting
        .into_iter()
        .take(SHOWN)
        .map(|one| view! { <li>{filing_line(one, is_kept)}</li> }.into_any())
        .collect();
    view! {
        <section class="card stack">
            <div class="row wrap">
                <h2>{t(words::WAITING)}</h2>
                {count}
                {all}
            </div>
            {none}
            <ul class="filing-list">{lines}</ul>
        </section>
        {running}
    }
    .into_any()
}

fn running_line(filing: &FilingSummary) -> AnyView {
    let left = filing.promised_on.as_deref().and_then(when::parse_date).map(|date| {
        let left = working_days_between(clock::today(), date).to_string();
        view! { <p class="small num">{fill_in(words::DAYS_LEFT, &[&left])}</p> }
    });
    view! { <li>{filing_line(filing, false)} {left}</li> }.into_any()
}

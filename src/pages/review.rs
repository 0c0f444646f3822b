//! The reviewer's desk (审批台): the department's filings, and one of them with its moves.

mod answers;
mod moves;
pub(super) mod names;
mod places;
mod supplement;

use bangban_contract::filing::{Filing, FilingState, FilingSummary, TimelineEntry};
use bangban_contract::review::SubmittedAnswers;
use bangban_markup::view;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::api::filings::{self as api, Wanted, state_word};
use crate::api::{ApiError, review};
use crate::i18n::{filings as filing_words, fill_in, pick, review as words, state, t, when};
use crate::pages::filing::parts;
use crate::shell::guard::{instead, signed_in_page};
use crate::store::session::use_session;
use crate::ui::load::load;
use crate::ui::notice::{Tone, notice};
use crate::ui::page::heading;
use crate::ui::tag::state_tag;
use crate::ui::text::text;

crate::later! {
    review, fetch_review;
    /// `/review`
    pub fn desk_page() -> AnyView { desk() }
}

crate::later! {
    review, fetch_reviewed;
    /// `/review/:id`
    pub fn reviewed_page() -> AnyView { one() }
}

/// The states that a reviewer looks through.
const STATES: [FilingState; 7] = [
    FilingState::Submitted,
    FilingState::SupplementRequested,
    FilingState::Accepted,
    FilingState::UnderReview,
    FilingState::SpecialProcedure,
    FilingState::Granted,
    FilingState::Delivered,
];

/// Shows `view` to reviewers, and to others where they are wrong.
fn for_reviewers(view: impl Fn() -> AnyView + Send + Sync + Copy + 'static) -> AnyView {
    signed_in_page(move || {
        if use_session().is_reviewer() {
            view()
        } else {
            let text = notice(Tone::Wrong, t(words::NOT_YOURS_TEXT), "", ().into_any());
            instead(t(words::NOT_YOURS), text)
        }
    })
}

fn desk() -> AnyView {
    view! {
        <div class="page">{move || heading(t(words::TITLE))} {for_reviewers(list)}</div>
    }
    .into_any()
}

fn list() -> AnyView {
    let wanted = RwSignal::new(Wanted::default());
    let filings = load(move || {
        let wanted = wanted.get();
        async move { api::review_list(&wanted).await }
    });
    let chips = move || {
        let now = wanted.with(|wanted| wanted.state.clone());
        let chip = |word: &'static str, name: &'static str| {
            let pressed = (now == word).to_string();
            let press = move |_| wanted.update(|wanted| word.clone_into(&mut wanted.state));
            view! {
                <button class="chip" aria-pressed=pressed on:click=press>
                    {name}
                </button>
            }
            .into_any()
        };
        let mut all = vec![chip("", t(filing_words::ALL))];
        all.extend(STATES.iter().map(|one| chip(state_word(*one), t(state::name(*one)))));
        all
    };
    let table = move |rows: Vec<AnyView>| {
        view! {
            <div class="card table-box">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t(words::ITEM)}</th>
                            <th scope="col">{t(words::APPLICANT)}</th>
                            <th scope="col">{t(words::NUMBER)}</th>
                            <th scope="col">{t(words::STATE)}</th>
                            <th scope="col">{t(words::SINCE)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <div class="chips">{chips}</div>
        {filings
            .show(move |page| {
                if page.filings.is_empty() {
                    return notice(Tone::Plain, t(words::NONE), t(words::NONE_TEXT), ().into_any());
                }
                let rows: Vec<AnyView> = page.filings.iter().map(row).collect();
                let total = page.total.to_string();
                view! {
                    <p class="small soft" role="status">
                        {fill_in(filing_words::COUNT, &[&total])}
                    </p>
                    {table(rows)}
                }
                    .into_any()
            })}
    }
    .into_any()
}

fn row(filing: &FilingSummary) -> AnyView {
    view! {
        <tr>
            <td>
                <a class="crumb strong" href=["/review/", &filing.id].concat()>
                    {text(&filing.item_name)}
                </a>
            </td>
            <td>{text(&filing.party.name)}</td>
            <td class="num">{filing.number.clone()}</td>
            <td>{state_tag(filing.state)}</td>
            <td class="num">{when::instant(&filing.updated_at)}</td>
        </tr>
    }
    .into_any()
}

fn one() -> AnyView {
    view! {
        <div class="page">
            <a class="crumb" href="/review">
                {move || t(words::TITLE)}
            </a>
            {for_reviewers(filing)}
        </div>
    }
    .into_any()
}

/// A filing, what happened to it, and what was submitted.
type Whole = (Filing, Vec<TimelineEntry>, SubmittedAnswers);

async fn fetch(id: String) -> Result<Whole, ApiError> {
    let filing = review::get(&id).await?;
    let timeline = review::timeline(&id).await?;
    let submitted = review::answers(&id).await?;
    Ok((filing, timeline, submitted))
}

fn filing() -> AnyView {
    let params = use_params_map();
    let whole = load(move || fetch(params.with(|params| params.get("id")).unwrap_or_default()));
    whole.show(move |(filing, timeline, submitted)| {
        let summary = &filing.summary;
        view! {
            <header class="stack">
                <p class="soft">{text(&summary.party.name)}</p>
                {heading(pick(&summary.item_name))}
                <div class="tags" role="status">
                    {state_tag(summary.state)}
                </div>
            </header>
            <div class="two">
                <div class="stack wide-gap">
                    {answers::view(submitted)}
                    {parts::progress(timeline, &["/review/", &summary.id].concat())}
                </div>
                <aside class="stack wide-gap">
                    {moves::view(filing, submitted, move || whole.again())}
                    <section class="card">{parts::facts(filing)}</section>
                    {parts::supplement(filing)}
                </aside>
            </div>
        }
        .into_any()
    })
}

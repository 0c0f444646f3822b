//! The filings that are open for filling: each with the way to ask in it.

use bangban_contract::filing::{FilingState, FilingSummary};
use bangban_contract::mandate::PARTY;
use bangban_markup::view;
use leptos::prelude::*;

use crate::api::ApiError;
use crate::api::filings::{self as api, Wanted, state_word};
use crate::i18n::{assist, by_phone, filings, fill_in, help as words, home, pick, t, when};
use crate::store::session::use_session;
use crate::ui::el::child;
use crate::ui::load::load;
use crate::ui::tag::state_tag;
use crate::ui::text::text;

/// How many of each state are shown.
const SHOWN: u32 = 5;

/// Those of the party for whom one acts.
pub(super) fn view() -> AnyView {
    let session = use_session();
    child(move || {
        if let Some(only) = session.only_filing() {
            return only_one(&only);
        }
        // In a principal's filing one acts by a mandate, and is the one who helps.
        if session.acting().is_some_and(|party| party.id.starts_with(PARTY)) {
            return ().into_any();
        }
        let open = load(move || {
            session.track();
            open()
        });
        open.show(|open| list(&open.0, open.1))
    })
}

/// What is to be corrected, then the drafts; and how many there are in all.
async fn open() -> Result<(Vec<FilingSummary>, u32), ApiError> {
    let (mut all, mut total) = (Vec::new(), 0);
    for state in [FilingState::SupplementRequested, FilingState::Draft] {
        let wanted = Wanted { state: state_word(state).into(), limit: SHOWN, ..Wanted::default() };
        let mut page = api::list(&wanted).await?;
        all.append(&mut page.filings);
        total += page.total;
    }
    Ok((all, total))
}

/// The filling pages with the question open.
fn asking(filing: &str) -> String {
    ["/filings/", filing, "/fill?ask=1"].concat()
}

fn list(filings: &[FilingSummary], total: u32) -> AnyView {
    if filings.is_empty() {
        return view! { <p class="soft">{t(words::NO_FILINGS)}</p> }.into_any();
    }
    let lines: Vec<AnyView> = filings.iter().map(line).collect();
    let all = (total as usize > filings.len()).then(|| {
        view! {
            <a class="crumb" href="/filings">
                {fill_in(home::ALL_FILINGS, &[&total.to_string()])}
            </a>
        }
    });
    view! {
        <section class="card stack">
            <h2>{t(words::FILINGS)}</h2>
            <p class="soft">{t(words::FILINGS_TEXT)}</p>
            <ul class="help-filings">{lines}</ul>
            {all}
        </section>
    }
    .into_any()
}

fn line(filing: &FilingSummary) -> AnyView {
    let updated = fill_in(filings::UPDATED, &[&when::instant(&filing.updated_at)]);
    let name = pick(&filing.item_name);
    view! {
        <li>
            <div>
                <p class="strong">{text(&filing.item_name)}</p>
                <p class="soft small num">{text(&filing.party.name)} " · " {updated}</p>
                {state_tag(filing.state)}
            </div>
            <a class="btn helper" href=asking(&filing.id)>
                {t(assist::ASK)}
                <span class="unseen">" " {name}</span>
            </a>
        </li>
    }
    .into_any()
}

/// A phone that joined by a code knows of one filing alone.
fn only_one(filing: &str) -> AnyView {
    view! {
        <section class="card stack">
            <h2>{t(by_phone::ONLY)}</h2>
            <div class="btns">
                <a class="btn helper" href=asking(filing)>
                    {t(assist::ASK)}
                </a>
            </div>
        </section>
    }
    .into_any()
}

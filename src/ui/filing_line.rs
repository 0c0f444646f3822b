//! A filing in a list: what, where it stands, until when, and the next thing to do.

use bangban_contract::filing::{FilingState, FilingSummary};
use bangban_markup::view;
use leptos::prelude::*;

use super::tag::{state_tag, tag};
use super::text::text;
use crate::i18n::{filings as words, fill_in, pick, t, when};

/// Shows it. One that `is_kept` is a draft that this device shows by itself: only filling it
/// needs no network. Tracked.
pub fn filing_line(filing: &FilingSummary, is_kept: bool) -> AnyView {
    let fill = if is_kept { "/fill" } else { "" };
    let place = ["/filings/", &filing.id, fill].concat();
    let (action, address) = match filing.state {
        _ if is_kept => (words::GO_ON, place.clone()),
        FilingState::Draft => (words::GO_ON, [place.as_str(), "/fill"].concat()),
        FilingState::SupplementRequested => (words::MEND, place.clone()),
        _ => (words::LOOK, place.clone()),
    };
    let number =
        filing.number.as_ref().map(|number| [&fill_in(words::NUMBER, &[number]), " · "].concat());
    let time = match &filing.promised_on {
        Some(date) if !filing.state.is_closed() => fill_in(words::PROMISED, &[&when::date(date)]),
        _ => fill_in(words::UPDATED, &[&when::instant(&filing.updated_at)]),
    };
    let agent = filing.agent.as_ref();
    let agent = agent.map(|agent| tag("helper", fill_in(words::BY_AGENT, &[&pick(agent)])));
    let kept = is_kept.then(|| tag("", t(words::KEPT).to_owned()));
    let name = pick(&filing.item_name);
    view! {
        <div class="filing">
            <div class="row wrap">
                <a class="filing-name" href=place>
                    {text(&filing.item_name)}
                </a>
                {state_tag(filing.state)}
                {agent}
                {kept}
                <a class="push crumb" href=address>
                    {t(action)}
                    <span class="unseen">" " {name}</span>
                </a>
            </div>
            <p class="soft small num">{text(&filing.party.name)} " · " {number} {time}</p>
        </div>
    }
    .into_any()
}

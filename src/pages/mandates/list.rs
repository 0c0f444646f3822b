//! The list: what was done for one, the mandates on both sides, and filings made for others.

use bangban_contract::mandate::{
    Entrusted, Mandate, MandateAct, MandateSide, MandateState, Notice,
};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{ApiError, mandates as api};
use crate::i18n::{fill_in, mandate as words, pick, state, t, when};
use crate::store::session::use_session;
use crate::ui::load::load;
use crate::ui::notice::{Tone, notice};
use crate::ui::tag::tag;

type All = (Vec<Mandate>, Vec<Entrusted>, Vec<Notice>);

async fn fetch() -> Result<All, ApiError> {
    let notices = api::notices().await?;
    Ok((api::list().await?, api::entrusted().await?, notices))
}

pub(super) fn view() -> AnyView {
    let session = use_session();
    let all = load(move || {
        session.track();
        fetch()
    });
    all.show(move |(mandates, entrusted, notices)| {
        let is_staff = session.is_assistant();
        let new = (!is_staff).then(|| {
            view! { <div class="btns"><a class="btn main" href="/mandates/new">{t(words::NEW)}</a></div> }
        });
        let desk = is_staff.then(|| {
            view! { <div class="btns"><a class="btn" href="/staff">{t(words::DESK)}</a></div> }
        });
        let of = |side: MandateSide| -> Vec<AnyView> {
            mandates.iter().filter(|one| one.side == side).map(row).collect()
        };
        let (given, taken) = (of(MandateSide::Principal), of(MandateSide::Agent));
        let none = mandates.is_empty().then(|| {
            notice(Tone::Plain, t(words::NONE), t(words::NONE_TEXT), ().into_any())
        });
        let title = if is_staff { words::TAKEN_BY_STATION } else { words::TAKEN };
        let filings = (!entrusted.is_empty()).then(|| entrusted_filings(entrusted));
        view! {
            {new}
            {desk}
            {told(notices)}
            {none}
            {(!given.is_empty()).then(|| section(t(words::GIVEN), given))}
            {(!taken.is_empty()).then(|| section(t(title), taken))}
            {filings}
        }
        .into_any()
    })
}

fn section(title: &'static str, rows: Vec<AnyView>) -> AnyView {
    view! {
        <section class="stack">
            <h2>{title}</h2>
            <ul class="stack">{rows}</ul>
        </section>
    }
    .into_any()
}

/// How it stands, by word and colour.
pub(super) fn state_tag(at: MandateState) -> AnyView {
    let tone = match at {
        MandateState::InForce => "done",
        MandateState::Unsigned | MandateState::Offered => "wait",
        _ => "",
    };
    tag(tone, t(words::state(at)))
}

fn row(one: &Mandate) -> AnyView {
    let other = match one.side {
        MandateSide::Principal => fill_in(words::TO_AGENT, &[&pick(&one.agent.name)]),
        MandateSide::Agent => fill_in(words::OF_PRINCIPAL, &[&pick(&one.party)]),
    };
    let version = one.current.as_ref().or(one.offer.as_ref());
    let items = version.map(|version| {
        version.items.iter().map(|item| pick(&item.name)).collect::<Vec<_>>().join("、")
    });
    let term =
        version.map(|version| fill_in(words::UNTIL, &[&version.terms.from, &version.terms.until]));
    // What somebody may begin by it, at hand.
    let starts = one.side == MandateSide::Agent && one.state == MandateState::InForce;
    let current = one
        .current
        .as_ref()
        .filter(|current| starts && current.terms.acts.contains(&MandateAct::Fill));
    let starts = current.map(|current| {
        let all = current.items.iter().map(|item| super::one::start(one.id.clone(), item));
        view! { <div class="btns">{all.collect::<Vec<_>>()}</div> }
    });
    view! {
        <li class="card stack">
            <div class="row wrap">
                <a class="strong" href=["/mandates/", &one.id].concat()>{other}</a>
                <span class="push">{state_tag(one.state)}</span>
            </div>
            <p>{items}</p>
            <p class="small soft num">{one.number.clone()} " · " {term}</p>
            {starts}
        </li>
    }
    .into_any()
}

/// Filings that one makes for others.
pub(in crate::pages) fn entrusted_filings(all: &[Entrusted]) -> AnyView {
    let rows = all.iter().map(|one| {
        let at = one.filing.state;
        // Where nothing may be done any more there is nothing to open.
        let open = (!one.acts.is_empty()).then(|| {
            let (name, class) =
                if at.is_editable() { (words::OPEN, "btn main") } else { (words::SEE, "btn") };
            view! {
                <div class="btns">
                    <a class=class href=["/entrusted/", &one.filing.id].concat()>{t(name)}</a>
                </div>
            }
        });
        let stopped = one.acts.is_empty().then(|| tag("", t(words::CLOSED_NOW)));
        view! {
            <li class="card stack">
                <div class="row wrap">
                    <p>
                        <span class="soft">{fill_in(words::OF_PRINCIPAL, &[&pick(&one.principal)])}</span>
                        <br />
                        <b>{pick(&one.filing.item_name)}</b>
                    </p>
                    <span class="push">{t(state::name(at))}</span>
                    {stopped}
                </div>
                {open}
            </li>
        }
        .into_any()
    });
    section(t(words::ENTRUSTED), rows.collect())
}

/// What was done for one; seen once it is shown.
fn told(all: &[Notice]) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    let count = all.iter().filter(|one| !one.seen).count();
    if count > 0 {
        spawn_local(async {
            // If it is not noted, it is new once more the next time.
            let _ = api::notices_seen().await;
        });
    }
    let new = (count > 0).then(|| tag("act", fill_in(words::NOTICES_NEW, &[&count.to_string()])));
    let rows = all.iter().take(10).map(|one| {
        let item = one.item_name.as_ref().map(pick).unwrap_or_default();
        let text = fill_in(words::notice(one.kind), &[&pick(&one.by), &item]);
        let place = match &one.filing {
            Some(filing) => ["/filings/", filing].concat(),
            None => ["/mandates/", &one.mandate].concat(),
        };
        let class = if one.seen { "" } else { "strong" };
        view! {
            <li>
                <a class=class href=place>{text}</a>
                " "
                <span class="small soft num">{when::instant(&one.at)}</span>
            </li>
        }
        .into_any()
    });
    view! {
        <section class="card stack notices">
            <div class="row wrap"><h2>{t(words::NOTICES)}</h2> {new}</div>
            <ul class="stack tight">{rows.collect::<Vec<_>>()}</ul>
        </section>
    }
    .into_any()
}

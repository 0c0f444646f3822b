//! What people ask first: how long, how much, how many visits, what for.

use bangban_calendar::add_working_days;
use bangban_contract::catalogue::ItemSummary;
use bangban_contract::guide::Guide;
use bangban_markup::view;
use leptos::prelude::*;

use super::materials::file;
use crate::i18n::{fill_in, guide as words, t, when};
use crate::platform::clock;
use crate::ui::tag::tag;
use crate::ui::text::{text, text_list};

/// What is special about an item, in a word each. Tracked.
pub fn tags(item: &ItemSummary) -> AnyView {
    let all = [
        item.fileable.then(|| tag("act", t(words::ONLINE))),
        item.assisted.then(|| tag("helper", t(words::ASSISTED))),
        item.automatic.then(|| tag("done", t(words::AUTOMATIC))),
        item.cross_province.map(|mode| tag("", t(super::particulars::cross_words(Some(mode))))),
    ];
    let all: Vec<AnyView> = all.into_iter().flatten().collect();
    view! { <div class="tags">{all}</div> }.into_any()
}

/// The facts on which people decide. Tracked.
pub fn key_facts(guide: &Guide) -> AnyView {
    let item = &guide.item;
    let visits = if item.visits == 0 {
        t(words::NO_VISIT).to_owned()
    } else {
        fill_in(words::VISIT_TIMES, &[&item.visits.to_string()])
    };
    let cost = match &guide.body {
        Some(body) => {
            let basis = body.fee.basis.as_ref().map(|basis| {
                view! { <p class="small soft">{text(basis)}</p> }
            });
            view! { <p>{text(&body.fee.standard)}</p> {basis} }.into_any()
        }
        None => t(if item.fee { words::CHARGED } else { words::FREE }).into_any(),
    };
    let who = guide.body.as_ref().map(|body| {
        view! {
            <section class="card stack">
                <h2>{t(words::ELIGIBLE)}</h2>
                {text_list(&body.eligible)}
                <h3>{t(words::CONDITIONS)}</h3>
                {text_list(&body.conditions)}
            </section>
        }
    });
    let results = guide.body.as_ref().map(|body| {
        let results: Vec<AnyView> = body
            .results
            .iter()
            .map(|result| {
                view! {
                    <p>{text(&result.name)}</p>
                    <p class="small soft">
                        {fill_in(words::VALIDITY, &[&crate::i18n::pick(&result.validity)])}
                    </p>
                    {file(words::SAMPLE_FILE, result.sample_file.as_ref(), &result.name)}
                }
                .into_any()
            })
            .collect();
        view! {
            <div>
                <dt>{t(words::RESULT)}</dt>
                <dd>{results}</dd>
            </div>
            <div>
                <dt>{t(words::DELIVERY)}</dt>
                <dd>{text_list(&body.delivery)}</dd>
            </div>
        }
    });
    view! {
        <section class="card facts">
            <dl>
                <div>
                    <dt>{t(words::DAYS)}</dt>
                    <dd class="num">{time_limit(item)}</dd>
                </div>
                <div>
                    <dt>{t(words::COST)}</dt>
                    <dd>{cost}</dd>
                </div>
                <div>
                    <dt>{t(words::VISITS)}</dt>
                    <dd>{visits}</dd>
                </div>
                {results}
            </dl>
        </section>
        {who}
    }
    .into_any()
}

/// The promised time and the day that it leads to, counted from today by working days.
fn time_limit(item: &ItemSummary) -> AnyView {
    if item.promised_days == 0 {
        return view! { <p class="strong">{t(words::INSTANT)}</p> }.into_any();
    }
    let due = add_working_days(clock::today(), item.promised_days);
    let provisional = due.provisional.then(|| t(words::PROVISIONAL));
    view! {
        <p class="strong">{fill_in(words::WORKING_DAYS, &[&item.promised_days.to_string()])}</p>
        <p>{fill_in(words::DUE, &[&when::date_words(due.date)])} {provisional}</p>
        <p class="small soft">
            {fill_in(words::STATUTORY, &[&item.statutory_days.to_string()])}
        </p>
    }
    .into_any()
}

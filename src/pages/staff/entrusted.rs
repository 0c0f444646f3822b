//! Entrusted filing (委托进件): the work in a principal's filing, for an assistant of the station or
//! the person who has the mandate.

use bangban_contract::mandate::MandateAct;
use bangban_markup::view;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::work;
use crate::i18n::{fill_in, mandate as words, pick, state, t};
use crate::shell::guard::signed_in;
use crate::store::entrusted::{Entrusting, Shown};
use crate::ui::el::child;
use crate::ui::notice::{Tone, failure, notice, skeleton};
use crate::ui::page::heading;

/// The page.
pub(super) fn page() -> AnyView {
    view! {
        <div class="page desk-page entrusted">
            <a class="crumb" href="/mandates">{move || t(words::BACK)}</a>
            {signed_in(of_address)}
        </div>
    }
    .into_any()
}

fn of_address() -> AnyView {
    let params = use_params_map();
    // Going from step to step keeps everything.
    let id = Memo::new(move |_| params.with(|params| params.get("filing").unwrap_or_default()));
    child(move || one(id.get()))
}

fn one(id: String) -> AnyView {
    let one = Entrusting::follow(id.clone());
    // What is shown is dropped with all that is behind it as soon as it is something else.
    child(move || match one.shown() {
        Shown::Coming => skeleton(),
        Shown::Open => work::under(id.clone(), one),
        Shown::Sent => (acting(one), sent(&id, one)).into_any(),
        Shown::Over => over(),
        Shown::Failed(error) => {
            let place = ["/entrusted/", &id].concat();
            let again = move || crate::platform::title::open_anew(&place);
            (heading(t(words::ENTRUSTED)), failure(&error, again)).into_any()
        }
    })
}

/// For whom one acts: it stands above everything.
pub(super) fn acting(one: Entrusting) -> AnyView {
    let for_whom = move || fill_in(words::ACTING, &[&one.read(|now| pick(&now.principal))]);
    let item = move || one.read(|now| pick(&now.filing.item_name));
    let may = move || {
        let acts = one.read(|now| now.acts.clone());
        let acts: Vec<&str> = acts.into_iter().map(|act| t(words::act(act))).collect();
        fill_in(words::MAY, &[&acts.join("、")])
    };
    let until = move || fill_in(words::VALID_UNTIL, &[&one.read(|now| now.until.clone())]);
    let mandate = move || ["/mandates/", &one.read(|now| now.mandate.clone())].concat();
    let number = move || fill_in(words::NUMBER, &[&one.read(|now| now.number.clone())]);
    view! {
        <header class="work-bar card">
            <div class="row wrap">
                <p>
                    <strong class="acting-for">{for_whom}</strong>
                    <br />
                    <span>{item}</span>
                </p>
                <p class="push small">
                    <span role="status">{may}</span>
                    <br />
                    <span class="soft num">{until} " · " <a href=mandate>{number}</a></span>
                </p>
            </div>
        </header>
    }
    .into_any()
}

/// It was submitted.
fn sent(id: &str, one: Entrusting) -> AnyView {
    let (id, at) = (id.to_owned(), move || one.read(|now| Some(now.filing.state)));
    child(move || {
        let now = at().map(|at| t(state::name(at))).unwrap_or_default();
        let receipt = one.may(MandateAct::Receive).then(|| {
            view! {
                <a class="btn main" href=["/filings/", &id, "/receipt"].concat()>
                    {t(words::RECEIPT)}
                </a>
            }
            .into_any()
        });
        let told = notice(
            Tone::Done,
            t(words::SENT_ON),
            fill_in(words::SENT_ON_TEXT, &[now]),
            receipt.into_any(),
        );
        view! { {heading(t(words::ENTRUSTED))} <div role="status">{told}</div> }.into_any()
    })
}

/// Nothing of the filing is here any more.
fn over() -> AnyView {
    let back = view! { <a class="btn main" href="/mandates">{t(words::BACK)}</a> };
    let told = notice(Tone::Wait, t(words::OVER), t(words::OVER_TEXT), back.into_any());
    let told = view! { <div role="status">{told}</div> };
    (heading(t(words::ENTRUSTED)), told.into_any()).into_any()
}

//! A new mandate.

use bangban_contract::assistance::HelpStation;
use bangban_contract::mandate::{AgentRef, MandateAct, MandateItem, NewMandate, Terms};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::terms::Chosen;
use crate::api::{ApiError, assistance, mandates as api};
use crate::i18n::{fill_in, mandate as words, pick, t};
use crate::platform::clock;
use crate::store::session::use_session;
use crate::ui::load::load;
use crate::ui::notice::{Tone, error_words, notice};

/// How long a mandate is by itself, days.
const USUAL: u64 = 90;

type Choice = (Vec<MandateItem>, Vec<HelpStation>);

async fn fetch() -> Result<Choice, ApiError> {
    Ok((api::items().await?, assistance::stations().await?))
}

pub(super) fn view() -> AnyView {
    load(fetch).show(|(items, stations)| form(items, stations))
}

fn form(items: &[MandateItem], stations: &[HelpStation]) -> AnyView {
    let today = clock::today();
    let until = today.checked_add_days(chrono::Days::new(USUAL)).unwrap_or(today);
    let chosen = Chosen::new(Terms {
        items: Vec::new(),
        // Who wants the agent to submit without being asked again says so.
        acts: vec![MandateAct::Fill, MandateAct::Receive],
        from: today.to_string(),
        until: until.to_string(),
    });
    let is_person = RwSignal::new(false);
    let station = RwSignal::new(stations.first().map(|one| one.id.clone()).unwrap_or_default());
    let (account, name) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let reason = RwSignal::new(String::new());
    let failed = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    let navigate = use_navigate();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() || !chosen.is_good() {
            return;
        }
        busy.set(true);
        let agent = if is_person.get_untracked() {
            AgentRef::Person { account: account.get_untracked(), name: name.get_untracked() }
        } else {
            AgentRef::Station { station: station.get_untracked() }
        };
        let (terms, reason) = (chosen.terms.get_untracked(), reason.get_untracked());
        let navigate = navigate.clone();
        spawn_local(async move {
            match api::draw_up(&NewMandate { agent, terms, reason }).await {
                Ok(made) => {
                    navigate(&["/mandates/", &made.id].concat(), NavigateOptions::default());
                }
                Err(error) => {
                    failed.try_set(Some(error));
                    busy.try_set(false);
                }
            }
        });
    };
    let for_whom = move || {
        let party = use_session().acting().map(|party| pick(&party.name)).unwrap_or_default();
        fill_in(words::FOR_PARTY, &[&party])
    };
    let kind = |person: bool, name: crate::i18n::Message| {
        view! {
            <label class="pick">
                <input
                    type="radio"
                    name="mandate-agent"
                    prop:checked=move || is_person.get() == person
                    on:change=move |_| is_person.set(person)
                />
                <span>{t(name)}</span>
            </label>
        }
        .into_any()
    };
    let (first, second) = (kind(false, words::AGENT_STATION), kind(true, words::AGENT_PERSON));
    let stations = StoredValue::new(stations.to_vec());
    let who = move || {
        if is_person.get() {
            view! {
                {input("mandate-account", words::ACCOUNT, account)}
                {input("mandate-name", words::NAME, name)}
            }
            .into_any()
        } else {
            let options = stations.get_value().into_iter().map(|one| {
                let is_now = station.with_untracked(|now| *now == one.id);
                view! { <option value=one.id.clone() selected=is_now>{pick(&one.name)}</option> }
                    .into_any()
            });
            view! {
                <div class="field">
                    <label for="mandate-station">{t(words::STATION)}</label>
                    <select
                        class="input"
                        id="mandate-station"
                        on:change=move |event| station.set(event_target_value(&event))
                    >
                        {options.collect::<Vec<_>>()}
                    </select>
                </div>
            }
            .into_any()
        }
    };
    let wrong = move || {
        failed.get().map(|error| {
            let (what, next) = error_words(&error);
            notice(Tone::Wrong, what, next, ().into_any())
        })
    };
    view! {
        <form class="card stack wide-gap" novalidate on:submit=send>
            <p class="strong">{for_whom}</p>
            <div class="field"><fieldset>
                <legend>{t(words::AGENT)}</legend>
                {first}
                {second}
            </fieldset></div>
            {who}
            {chosen.view(items)}
            {input("mandate-reason", words::REASON, reason)}
            <div role="alert">{wrong}</div>
            <div class="btns">
                <button
                    type="submit"
                    class="btn main"
                    aria-disabled=move || busy.get().to_string()
                >
                    {t(words::MAKE)}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// A line to write in.
pub(super) fn input(
    id: &'static str,
    name: crate::i18n::Message,
    value: RwSignal<String>,
) -> AnyView {
    view! {
        <div class="field">
            <label for=id>{t(name)}</label>
            <input
                class="input"
                id=id
                maxlength="500"
                autocomplete="off"
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}

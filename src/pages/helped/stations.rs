//! Help without a filing online: the stations of the district, by subdistrict or town (街镇).

use bangban_contract::assistance::station::FittingStation;
use bangban_contract::catalogue::{Region, Station};
use bangban_markup::view;
use leptos::prelude::*;

use super::page::Who;
use crate::api::{assistance, catalogue};
use crate::i18n::{Language, fill_in, guide, help as words, language, t};
use crate::platform::focus::focus_soon;
use crate::store::session::use_session;
use crate::ui::load::load;
use crate::ui::phone::phone;
use crate::ui::tag::tag;
use crate::ui::text::text;

/// What is known of the stations, and of the one that fits.
type Known = (Vec<Station>, FittingStation);

/// So many are shown before one has said which are wanted: a page of all is too long for a phone.
const SOME: usize = 4;

/// The stations, and a choice of the town.
pub(super) fn view(who: Memo<Who>) -> AnyView {
    let session = use_session();
    // The code of the town that was chosen; nothing before one has chosen.
    let chosen = RwSignal::new(None::<String>);
    let known = load(move || {
        session.track();
        let is_applicant = who.get() == Who::Applicant && session.only_filing().is_none();
        async move {
            let stations = catalogue::stations().await?;
            // Without it, the list is as good.
            let fitting = if is_applicant { assistance::fitting().await.ok() } else { None };
            Ok((stations, fitting.unwrap_or_default()))
        }
    });
    view! {
        <section class="stack">
            <h2>{move || t(words::STATIONS)}</h2>
            <p class="soft">{move || t(words::STATIONS_TEXT)}</p>
            {known.show(move |known| list(known, chosen))}
        </section>
    }
    .into_any()
}

fn list(known: &Known, chosen: RwSignal<Option<String>>) -> AnyView {
    let towns = towns(&known.0);
    let first = known.1.town.clone().unwrap_or_default();
    let now = untrack(|| chosen.get()).unwrap_or_else(|| first.clone());
    let lang = (language() == Language::En).then_some("zh-CN");
    let options: Vec<AnyView> = towns
        .iter()
        .map(|town| {
            view! {
                <option value=town.code.clone() lang=lang selected=town.code == now>
                    {town.name.clone()}
                </option>
            }
            .into_any()
        })
        .collect();
    let count = known.0.len();
    let knows_town = !first.is_empty();
    let is_cut = move || chosen.with(Option::is_none) && !knows_town && count > SOME;
    let known = known.clone();
    let shown = move || {
        let town = chosen.get().unwrap_or_else(|| first.clone());
        let fits = known.1.station.as_ref().map(|one| one.id.as_str());
        let is_fit = |one: &&Station| fits == Some(one.id.as_str());
        let is_there = |one: &&Station| {
            town.is_empty() || one.town.as_ref().is_some_and(|there| there.code == town)
        };
        // The one that takes up a request stands first, wherever it is.
        let first = known.0.iter().filter(is_fit).map(|one| station(one, true));
        let rest = known.0.iter().filter(|one| is_there(one) && !is_fit(one));
        let all = first.chain(rest.map(|one| station(one, false)));
        all.take(if is_cut() { SOME } else { usize::MAX }).collect::<Vec<_>>()
    };
    let see_all = move || {
        is_cut().then(|| {
            let words = fill_in(words::SEE_ALL, &[&count.to_string()]);
            let press = move |_| {
                chosen.set(Some(String::new()));
                focus_soon(".help-stations > li:nth-child(5) a");
            };
            view! {
                <button type="button" class="btn" on:click=press>
                    {words}
                </button>
            }
        })
    };
    view! {
        <label class="stack tight help-town">
            <span class="small">{t(words::TOWN)}</span>
            <select class="input" on:change=move |event| chosen.set(Some(event_target_value(&event)))>
                <option value="">{t(words::ALL_TOWNS)}</option>
                {options}
            </select>
        </label>
        <ul class="help-stations">{shown}</ul>
        {see_all}
    }
    .into_any()
}

/// The towns in which there are stations, by their codes.
fn towns(stations: &[Station]) -> Vec<Region> {
    let mut towns: Vec<Region> = stations.iter().filter_map(|one| one.town.clone()).collect();
    towns.sort_by(|a, b| a.code.cmp(&b.code));
    towns.dedup_by(|a, b| a.code == b.code);
    towns
}

fn station(station: &Station, fits: bool) -> AnyView {
    let lang = (language() == Language::En).then_some("zh-CN");
    let fits = fits.then(|| view! { <p>{tag("helper", t(words::FITS))}</p> });
    view! {
        <li class="card facts">
            <h3>{text(&station.name)}</h3>
            {fits}
            <dl>
                <div>
                    <dt>{t(guide::ADDRESS)}</dt>
                    <dd lang=lang>{station.address.clone()}</dd>
                </div>
                <div>
                    <dt>{t(guide::HOURS)}</dt>
                    <dd>{text(&station.hours)}</dd>
                </div>
                <div>
                    <dt>{t(guide::PHONE)}</dt>
                    <dd>{phone(&station.phone)}</dd>
                </div>
            </dl>
        </li>
    }
    .into_any()
}

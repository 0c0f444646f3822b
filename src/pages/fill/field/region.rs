//! A place, chosen level by level: province, city, district, subdistrict, community.

use bangban_contract::catalogue::Region;
use bangban_forms::Key;
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;

use super::name_of;
use crate::i18n::{fill, t};
use crate::store::filling::Filling;
use crate::store::regions::{TOP, below};

/// One level: the places to choose from, or that they could not be had.
type Level = Option<Result<Vec<Region>, ()>>;

pub(super) fn region(filling: Filling, key: Key, levels: u32) -> AnyView {
    let levels = (levels.clamp(1, 5)) as usize;
    let path = RwSignal::new(codes(&filling.raw(key)));
    let places: Vec<RwSignal<Level>> = (0..levels).map(|_| RwSignal::new(None)).collect();
    let fetch = {
        let places = places.clone();
        move |level: usize| {
            let Some(slot) = places.get(level).copied() else { return };
            let above = path.with_untracked(|path| match level {
                0 => Some(TOP.to_owned()),
                _ => path.get(level - 1).cloned(),
            });
            let Some(above) = above else { return slot.set(None) };
            spawn_local(async move {
                let answer = below(&above).await.map(|places| places.to_vec()).map_err(|_| ());
                // Who goes through the list by keys has another place by now: its own answer comes.
                let is_above =
                    |path: &Vec<String>| level == 0 || path.get(level - 1) == Some(&above);
                if path.try_with_untracked(is_above) == Some(true) {
                    slot.try_set(Some(answer));
                }
            });
        }
    };
    for level in 0..path.with_untracked(Vec::len).clamp(1, levels) {
        fetch(level);
    }
    // The level below the last place is fetched once that is known to have one.
    for level in 0..levels - 1 {
        let (slot, below, fetch) = (places[level], places[level + 1], fetch.clone());
        Effect::new(move |_| {
            let wanted =
                path.with(|path| (path.len() == level + 1).then(|| path.last().cloned()).flatten());
            let Some(wanted) = wanted else { return };
            let more = slot.with(|known| {
                let Some(Ok(known)) = known else { return false };
                known.iter().any(|place| !place.leaf && place.code == wanted)
            });
            if more && below.with_untracked(Option::is_none) {
                fetch(level + 1);
            }
        });
    }
    {
        // A place that was chosen elsewhere.
        let (places, fetch, standing) = (places.clone(), fetch.clone(), filling.standing(key));
        Effect::new(move |seen: Option<u32>| {
            let now = standing.with(|standing| standing.outside);
            let chosen = codes(&filling.raw(key));
            if seen.is_some_and(|seen| seen != now) && path.with_untracked(|path| *path != chosen) {
                let level_count = chosen.len().clamp(1, places.len());
                path.set(chosen);
                for (level, slot) in places.iter().enumerate() {
                    slot.set(None);
                    if level < level_count {
                        fetch(level);
                    }
                }
            }
            now
        });
    }
    let choose = {
        let places = places.clone();
        move |level: usize, code: String| {
            path.update(|path| {
                path.truncate(level);
                if !code.is_empty() {
                    path.push(code);
                }
            });
            for slot in places.iter().skip(level + 1) {
                slot.set(None);
            }
            let codes = path
                .with_untracked(|path| path.iter().cloned().map(Value::String).collect::<Vec<_>>());
            let value = if codes.is_empty() { Value::Null } else { Value::Array(codes) };
            filling.choose(key, value);
        }
    };
    let selects = (0..levels).map(|level| {
        let slot = places[level];
        let choose = choose.clone();
        let fetch = fetch.clone();
        let one_level = move || match slot.get() {
            None => ().into_any(),
            Some(Err(())) => {
                let fetch = fetch.clone();
                view! {
                    <p class="why">
                        {t(fill::REGION_FAILED)} " "
                        <button type="button" class="btn slim" on:click=move |_| fetch(level)>
                            {t(fill::FILE_RETRY)}
                        </button>
                    </p>
                }
                .into_any()
            }
            Some(Ok(places)) if places.is_empty() => ().into_any(),
            Some(Ok(places)) => {
                let chosen = path.with_untracked(|path| path.get(level).cloned());
                let choose = choose.clone();
                one(key, level, &places, chosen.as_deref(), move |code| choose(level, code))
            }
        };
        one_level.into_any()
    });
    view! { <div class="levels">{selects.collect::<Vec<_>>()}</div> }.into_any()
}

fn one(
    key: Key,
    level: usize,
    places: &[Region],
    chosen: Option<&str>,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let options = places.iter().map(|place| {
        let selected = chosen == Some(place.code.as_str());
        view! {
            <option value=place.code.clone() selected=selected lang="zh-CN">
                {place.name.clone()}
            </option>
        }
        .into_any()
    });
    // The name has no number of a row or field to it, so that the step does not hear it: the
    // answer is the whole path and not this level.
    view! {
        <select
            name=["region-", &name_of(key)].concat()
            aria-label=t(fill::REGION_LEVELS[level])
            on:change=move |event| choose(event_target_value(&event))
        >
            <option value="">{t(fill::REGION_LEVELS[level])}</option>
            {options.collect::<Vec<_>>()}
        </select>
    }
    .into_any()
}

fn codes(value: &Value) -> Vec<String> {
    let all = value.as_array().into_iter().flatten();
    all.filter_map(|code| code.as_str().map(str::to_owned)).collect()
}

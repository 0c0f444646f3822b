//! Life-event scenes (高效办成一件事): all of them, and one with its items.

use bangban_contract::catalogue::{ItemSummary, Scene};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::api::{self, ApiError, catalogue};
use crate::i18n::{fill_in, pick, search as words, t};
use crate::pages::home::themes::tile;
use crate::pages::search::days;
use crate::ui::load::load;
use crate::ui::notice::{Tone, notice};
use crate::ui::page::heading;
use crate::ui::text::text;

/// All scenes.
pub fn view() -> AnyView {
    let filter = RwSignal::new(String::new());
    let tiles = move |scenes: &Vec<Scene>| {
        let wanted = filter.get();
        let found: Vec<AnyView> = scenes
            .iter()
            .filter(|scene| wanted.is_empty() || pick(&scene.name).contains(wanted.trim()))
            .map(tile)
            .collect();
        let count = fill_in(words::SCENES_COUNT, &[&found.len().to_string()]);
        view! {
            <p class="soft small" role="status">
                {count}
            </p>
            <div class="tiles">{found}</div>
        }
        .into_any()
    };
    view! {
        <div class="page">
            <header class="stack">
                {move || heading(t(words::SCENES))} <p class="soft">{move || t(words::SCENES_TEXT)}</p>
                <label class="stack tight">
                    <span class="small">{move || t(words::SCENE_FILTER)}</span>
                    <input
                        class="input scene-filter"
                        type="search"
                        autocomplete="off"
                        on:input=move |event| filter.set(event_target_value(&event))
                    />
                </label>
            </header>
            <section class="stack">{load(catalogue::scenes).show(tiles)}</section>
        </div>
    }
    .into_any()
}

async fn find(id: String) -> Result<(Scene, Vec<ItemSummary>), ApiError> {
    let scene = api::catalogue::scene(&id).await?;
    let mut items = Vec::with_capacity(scene.items.len());
    for item in &scene.items {
        items.push(catalogue::item(item).await?);
    }
    Ok((scene, items))
}

/// A scene and its items.
pub fn one() -> AnyView {
    let params = use_params_map();
    let scene = load(move || find(params.with(|params| params.get("id")).unwrap_or_default()));
    view! {
        <div class="page narrow">
            <a class="crumb" href="/scenes">
                {move || t(words::SCENES)}
            </a>
            {scene.show(|(scene, items)| show(scene, items))}
        </div>
    }
    .into_any()
}

fn show(scene: &Scene, items: &[ItemSummary]) -> AnyView {
    if items.is_empty() {
        return notice(Tone::Plain, pick(&scene.name), "", ().into_any());
    }
    let line = |item: &ItemSummary| {
        view! {
            <li class="result">
                <a href=["/items/", &item.id].concat()>{text(&item.name)}</a>
                <p class="small soft">
                    {text(&item.department_name)} " · " {days(item.promised_days)}
                </p>
                {super::guide::tags(item)}
            </li>
        }
        .into_any()
    };
    let lines: Vec<AnyView> = items.iter().map(line).collect();
    view! {
        {heading(pick(&scene.name))}
        <p class="soft">{fill_in(words::SCENE_ITEMS, &[&items.len().to_string()])}</p>
        <ul class="results">{lines}</ul>
    }
    .into_any()
}

//! Life-event scenes (高效办成一件事): all of them, and one with its items.

use bangban_contract::catalogue::Scene;
use bangban_markup::view;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::api::catalogue;
use crate::i18n::{fill_in, pick, search as words, t};
use crate::pages::home::themes::tile;
use crate::pages::search::line;
use crate::store::catalogue::use_catalogue;
use crate::ui::load::load;
use crate::ui::notice::skeleton;
use crate::ui::page::heading;

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

/// A scene and its items.
pub fn one() -> AnyView {
    let (params, catalogue) = (use_params_map(), use_catalogue());
    let scene = load(move || {
        let id = params.with(|params| params.get("id")).unwrap_or_default();
        async move {
            let all = catalogue::scenes().await?;
            Ok(all.into_iter().find(|scene| scene.id == id))
        }
    });
    let items = move |scene: &Scene| {
        let ids = scene.items.clone();
        move || {
            let Some(index) = catalogue.index() else { return skeleton() };
            let hit = |id: &String| index.find(id).map(|at| line(&index, at));
            let lines: Vec<AnyView> = ids.iter().filter_map(hit).collect();
            view! { <ul class="results">{lines}</ul> }.into_any()
        }
    };
    view! {
        <div class="page narrow">
            <a class="crumb" href="/scenes">
                {move || t(words::SCENES)}
            </a>
            {scene
                .show(move |scene| match scene {
                    Some(scene) => {
                        let count = fill_in(words::SCENE_ITEMS, &[&scene.items.len().to_string()]);
                        view! {
                            {heading(pick(&scene.name))}
                            <p class="soft">{count}</p>
                            {items(scene)}
                        }
                            .into_any()
                    }
                    None => super::not_found::body(),
                })}
        </div>
    }
    .into_any()
}

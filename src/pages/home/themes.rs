//! Some life-event scenes (高效办成一件事).

use bangban_contract::catalogue::Scene;
use bangban_markup::view;
use leptos::prelude::*;

use crate::api::catalogue;
use crate::i18n::{fill_in, home as words, t};
use crate::ui::load::load;
use crate::ui::text::text;

/// How many are shown here.
const SHOWN: usize = 8;

/// The section.
pub fn view() -> AnyView {
    load(catalogue::scenes).show(|scenes| {
        let tiles: Vec<AnyView> = scenes.iter().take(SHOWN).map(tile).collect();
        view! {
            <section class="stack">
                <div class="row wrap">
                    <h2>{t(words::SCENES)}</h2>
                    <a class="push crumb small" href="/scenes">
                        {fill_in(words::ALL_SCENES, &[&scenes.len().to_string()])}
                    </a>
                </div>
                <div class="tiles">{tiles}</div>
            </section>
        }
        .into_any()
    })
}

/// A scene as a tile. Tracked.
pub fn tile(scene: &Scene) -> AnyView {
    view! {
        <a class="tile" href=["/scenes/", &scene.id].concat()>
            <b>{text(&scene.name)}</b>
            <span class="small soft">
                {fill_in(words::SCENE_ITEMS, &[&scene.items.len().to_string()])}
            </span>
        </a>
    }
    .into_any()
}

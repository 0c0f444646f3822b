//! Drawing a circle (画圈) around what one means: a veil over the page takes the pointer, and the
//! field below it says where. With the keyboard the field in which one is gets one.

use bangban_contract::assistance::presence::{CIRCLE, Circle};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Scene;
use crate::i18n::{t, together as words};
use crate::platform::{clock, focus, overlay};

const VEIL: &str = ".draw-veil";
/// What is smaller was a press, and means the whole field.
const SMALL: f64 = 0.03;

/// Where it began: the field, its element's id, and the place on it.
#[derive(Clone)]
struct Begun {
    at: String,
    id: String,
    from: (f64, f64),
    to: (f64, f64),
}

/// The veil, while somebody draws.
pub(super) fn veil(scene: Scene) -> AnyView {
    let drawing = scene.drawing;
    (move || drawing.get().then(|| shown(scene))).into_any()
}

fn shown(scene: Scene) -> AnyView {
    let begun = StoredValue::new(None::<Begun>);
    let down = move |event: web_sys::Event| {
        let ground = scene.ground();
        let found = overlay::beneath(&event, VEIL, ground.selector());
        begun.set_value(found.and_then(|found| {
            let place = (found.x, found.y);
            Some(Begun { at: ground.path_of(&found)?, id: found.id, from: place, to: place })
        }));
    };
    let go_on = move |event: web_sys::Event| {
        let drawn = begun.try_update_value(|begun| {
            let begun = begun.as_mut()?;
            begun.to = overlay::against(&event, &begun.id)?;
            Some(begun.clone())
        });
        if let Some(Some(drawn)) = drawn {
            scene.drawn.set(Some(of(&drawn)));
        }
    };
    let up = move |event: web_sys::Event| {
        go_on(event);
        let Some(Some(drawn)) = begun.try_update_value(Option::take) else { return };
        scene.drawing.set(false);
        let circle = of(&drawn);
        let is_small = circle.w < SMALL && circle.h < SMALL;
        shown_to_the_other(scene, if is_small { Circle::around(circle.at) } else { circle });
    };
    let key = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "Escape" => scene.drawing.set(false),
        "Enter" | " " => {
            event.prevent_default();
            scene.drawing.set(false);
            if let Some(field) = scene.together.field() {
                shown_to_the_other(scene, Circle::around(field));
            }
        }
        _ => {}
    };
    focus::focus_soon(VEIL);
    view! {
        <div
            class="draw-veil together-free"
            role="application"
            tabindex="0"
            aria-label=t(words::CIRCLE_HINT)
            on:pointerdown=move |event| down(event.into())
            on:pointermove=move |event| go_on(event.into())
            on:pointerup=move |event| up(event.into())
            on:keydown=key
        >
            <p class="draw-hint">{t(words::CIRCLE_HINT)}</p>
        </div>
    }
    .into_any()
}

fn of(drawn: &Begun) -> Circle {
    Circle::between(drawn.at.clone(), drawn.from, drawn.to)
}

/// Shows it, and here too for as long as there.
fn shown_to_the_other(scene: Scene, circle: Circle) {
    scene.drawn.set(Some(circle.clone()));
    scene.together.circle(Some(circle.clone()));
    spawn_local(async move {
        clock::sleep(CIRCLE).await;
        let is_same = scene.drawn.try_with_untracked(|now| now.as_ref() == Some(&circle));
        if is_same == Some(true) {
            scene.drawn.set(None);
        }
    });
}

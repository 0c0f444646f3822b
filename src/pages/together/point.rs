//! What is shown of this side: the field in which one is, and where one points.

use bangban_contract::assistance::presence::Spot;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Scene;
use crate::platform::{clock, overlay};

/// How long a pointer that rests is shown, milliseconds.
const RESTS: i32 = 6_000;

pub(super) fn keep(scene: Scene) {
    let turn = StoredValue::new(0_u32);
    let together = scene.together;
    let find = move |event: &web_sys::Event| {
        let ground = scene.ground.try_get_value()?;
        let found = overlay::under(event, ground.selector())?;
        let path = ground.path_of(&found)?;
        Some((path, found))
    };
    let point = move |event: web_sys::Event| {
        let own = turn.try_update_value(|turn| {
            *turn = turn.wrapping_add(1);
            *turn
        });
        if own.is_none() {
            return;
        }
        together.point(find(&event).map(|(path, found)| Spot::new(path, found.x, found.y)));
        spawn_local(async move {
            clock::sleep(RESTS).await;
            if turn.try_get_value() == own {
                together.point(None);
            }
        });
    };
    let focus = move |event: web_sys::Event| {
        if let Some((path, _)) = find(&event) {
            together.at_field(Some(path));
        }
    };
    let heard = StoredValue::new_local(Vec::<WindowListenerHandle>::new());
    Effect::new(move |_| {
        let is_on = together.is_on();
        heard.update_value(|heard| {
            heard.drain(..).for_each(WindowListenerHandle::remove);
            if is_on {
                heard.push(window_event_listener_untyped("pointermove", point));
                heard.push(window_event_listener_untyped("pointerdown", point));
                heard.push(window_event_listener_untyped("focusin", focus));
            }
        });
    });
    on_cleanup(move || {
        heard.try_update_value(|heard| heard.drain(..).for_each(WindowListenerHandle::remove));
    });
}

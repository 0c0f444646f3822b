//! Following the other: their step, and the field in which they are, until one does something of
//! one's own.

use leptos::prelude::*;

use super::Scene;
use crate::platform::overlay;

/// What may be pressed without an end to it.
const FREE: &str = ".together-free";

pub(super) fn keep(scene: Scene) {
    let together = scene.together;
    let wanted = Memo::new(move |_| {
        let shown = together.follows().then(|| together.other()).flatten()?.shown;
        let at = shown.field.or_else(|| shown.pointer.map(|spot| spot.at));
        let step = usize::try_from(shown.step.unwrap_or_default()).ok()?.checked_sub(1);
        Some((step, at))
    });
    Effect::new(move |_| {
        let Some((step, at)) = wanted.get() else { return };
        let ground = scene.ground();
        if let Some(step) = step.filter(|step| untrack(|| ground.step()) != Some(*step)) {
            scene.navigate(&ground.address(step));
        }
        if let Some(at) = at {
            scene.bring(at, None);
        }
    });
    let heard = StoredValue::new_local(Vec::<WindowListenerHandle>::new());
    Effect::new(move |_| {
        let follows = together.follows();
        heard.update_value(|heard| {
            heard.drain(..).for_each(WindowListenerHandle::remove);
            if follows {
                for name in ["keydown", "pointerdown", "wheel", "touchmove"] {
                    heard.push(window_event_listener_untyped(name, move |event| {
                        // Who scrolls goes elsewhere, wherever the pointer rests.
                        let is_press = matches!(name, "keydown" | "pointerdown");
                        let free = if is_press { FREE } else { ".draw-veil" };
                        if overlay::is_own_doing(&event, free) {
                            together.follow(false);
                        }
                    }));
                }
            }
        });
    });
    on_cleanup(move || {
        heard.try_update_value(|heard| heard.drain(..).for_each(WindowListenerHandle::remove));
    });
}

//! Marks for what the other side shows: the field in which they are, where they point, what they
//! have circled and where they ask to look, and the step in the list. They are for the eye; the
//! strip says it in words.

use bangban_contract::assistance::presence::{Circle, Peer};
use bangban_contract::realtime::UserRole;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Scene, named};
use crate::i18n::{fill_in, pick, together as words};
use crate::platform::clock;
use crate::platform::overlay::{self, Mark};

/// How often it is seen whether what is below the marks has moved, milliseconds.
const LOOK: i32 = 250;

pub(super) fn keep(scene: Scene) {
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let ground = scene.ground();
        ground.step();
        let others = scene.together.others();
        let mut marks = Vec::new();
        for (index, peer) in others.iter().enumerate() {
            of(scene, peer, &index.to_string(), &mut marks);
        }
        if let Some(Circle { at, x, y, w, h }) = scene.drawn.get() {
            if let Some(on) = ground.place_of(&at) {
                let id = "together-drawn".to_owned();
                let words = String::new();
                marks.push(Mark { id, on, class: "own-circle", part: [x, y, w, h], words });
            }
        }
        let step = others.first().and_then(|peer| peer.shown.step);
        let link = step.and_then(|step| usize::try_from(step).ok()?.checked_sub(1));
        let link = link.map(|step| ground.link_of(step)).unwrap_or_default();
        let who = others.first().filter(|_| !link.is_empty());
        let tag = who.map(|peer| {
            let words = fill_in(words::HERE, &[&pick(&peer.user.name)]);
            [super::shape(peer.user.role), " ", &words].concat()
        });
        let class = ["together-tag ", who.map_or("", |peer| side(peer.user.role))].concat();
        let own = turn.try_update_value(|turn| {
            *turn = turn.wrapping_add(1);
            *turn
        });
        let paint = move || {
            overlay::paint(&marks);
            overlay::tag("together-step", &link, &class, tag.as_deref());
            marks.is_empty() && tag.is_none()
        };
        if !paint() {
            spawn_local(async move {
                loop {
                    clock::sleep(LOOK).await;
                    if turn.try_get_value() != own || paint() {
                        return;
                    }
                }
            });
        }
    });
    on_cleanup(|| {
        overlay::paint(&[]);
        overlay::tag("together-step", "", "", None);
    });
}

fn side(role: UserRole) -> &'static str {
    match role {
        UserRole::Applicant => "of-applicant",
        UserRole::Assistant => "of-assistant",
    }
}

fn of(scene: Scene, peer: &Peer, index: &str, marks: &mut Vec<Mark>) {
    let shown = &peer.shown;
    let helps = peer.user.role == UserRole::Assistant;
    let class = |assistant, applicant| if helps { assistant } else { applicant };
    let mut add = |kind: &str, at: &str, class: &'static str, part: [f64; 4], words: String| {
        if let Some(on) = scene.ground().place_of(at) {
            let id = ["together-", kind, "-", index].concat();
            marks.push(Mark { id, on, class, part, words });
        }
    };
    if let Some(field) = &shown.field {
        let class = class("seen-field of-assistant", "seen-field of-applicant");
        add("field", field, class, [0.0, 0.0, 1.0, 1.0], named(&peer.user));
    }
    if let Some(asked) = &shown.attention {
        let Circle { at, x, y, w, h } = Circle::around(asked.at.clone());
        let class = class("seen-look of-assistant", "seen-look of-applicant");
        add("look", &at, class, [x, y, w, h], String::new());
    }
    if let Some(Circle { at, x, y, w, h }) = &shown.circle {
        let class = class("seen-circle of-assistant", "seen-circle of-applicant");
        add("circle", at, class, [*x, *y, *w, *h], String::new());
    }
    if let Some(spot) = &shown.pointer {
        let class = class("seen-pointer of-assistant", "seen-pointer of-applicant");
        // Who it is stands at the field: a name here would cover what is pointed at.
        let words = super::shape(peer.user.role).to_owned();
        add("pointer", &spot.at, class, [spot.x, spot.y, 0.0, 0.0], words);
    }
}

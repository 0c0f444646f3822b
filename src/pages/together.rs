//! What the two in a filing see of each other, on either side's page: where the other is, points
//! and draws; following; asking to look; a call. Each side has its own layout and says where a
//! field is in it ([`Ground`]).

mod call;
mod draw;
mod follow;
mod marks;
mod point;
mod strip;

use std::sync::Arc;

use bangban_contract::assistance::presence::Circle;
use bangban_contract::realtime::{User, UserRole};
use leptos::prelude::*;
use leptos::reactive::owner::LocalStorage;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

pub use self::strip::{strip, tools};
use crate::i18n::pick;
use crate::platform::overlay::{self, Found};
use crate::platform::{clock, focus, sheet};
use crate::store::together::Together;
use crate::ui::toast::{Toasts, use_toasts};

/// A side's own layout.
pub trait Ground: Send + Sync {
    /// Finds what is a field or a material in it.
    fn selector(&self) -> &'static str;
    /// The path of what was found.
    fn path_of(&self, found: &Found) -> Option<String>;
    /// Finds a field or material by its path, where it is drawn.
    fn place_of(&self, path: &str) -> Option<String>;
    /// What a field or material is called, and its address. Tracked.
    fn about(&self, path: &str) -> Option<(String, String)>;
    /// The step of a field or material, from 0.
    fn step_of(&self, path: &str) -> Option<usize>;
    /// The step that is open, from 0. Tracked.
    fn step(&self) -> Option<usize>;
    /// The address of a step.
    fn address(&self, step: usize) -> String;
    /// Finds a step in the list of them.
    fn link_of(&self, step: usize) -> String;
    /// Takes away what covers the form where there is no room for both.
    fn clear(&self) {}
    /// What has the focus when one is led to a field: a part of it, or (empty) the field itself.
    fn part(&self) -> &'static str {
        CONTROLS
    }
}

/// How long a step that is opened takes until the focus is where it puts it, milliseconds.
const SETTLES: i32 = 300;

/// What a field is filled in with.
const CONTROLS: &str = ":is(input, select, textarea, button)";

type Go = Box<dyn Fn(&str)>;

/// What the parts work with; cheap to copy.
#[derive(Clone, Copy)]
pub struct Scene {
    ground: StoredValue<Arc<dyn Ground>>,
    pub(super) together: Together,
    go: StoredValue<Go, LocalStorage>,
    toasts: Toasts,
    /// Whether a circle is being drawn.
    drawing: RwSignal<bool>,
    /// What one draws oneself.
    drawn: RwSignal<Option<Circle>>,
    call: StoredValue<call::Call>,
}

/// Begins it on a page, under the owner of who shows it.
pub fn begin(ground: Arc<dyn Ground>, together: Together) -> Scene {
    let navigate = use_navigate();
    let go: Go = Box::new(move |address| navigate(address, Default::default()));
    let scene = Scene {
        ground: StoredValue::new(ground),
        together,
        go: StoredValue::new_local(go),
        toasts: use_toasts(),
        drawing: RwSignal::new(false),
        drawn: RwSignal::new(None),
        call: StoredValue::new(call::Call::new(together)),
    };
    Effect::new(move |_| {
        if together.is_on() {
            // It is seen a moment later than it is said.
            spawn_local(sheet::wear("together"));
        }
    });
    Effect::new(move |_| together.at_step(scene.ground().step()));
    point::keep(scene);
    marks::keep(scene);
    follow::keep(scene);
    scene
}

impl Scene {
    fn ground(self) -> Arc<dyn Ground> {
        self.ground.get_value()
    }

    /// What a field or material is called. Tracked.
    fn label(self, path: &str) -> String {
        self.ground().about(path).map(|(label, _)| label).unwrap_or_default()
    }

    /// Goes to an address.
    fn navigate(self, address: &str) {
        self.go.try_with_value(|go| go(address));
    }

    /// Goes to a field, in whatever step it is.
    pub fn visit(self, path: &str) {
        self.lead(path, self.ground().part());
    }

    /// Takes away what covers the form where there is no room for both.
    pub fn clear(self) {
        self.ground().clear();
    }

    /// Goes to a field, in whatever step it is, and to a part of it that may come later.
    pub fn lead(self, path: &str, part: &'static str) {
        let ground = self.ground();
        let Some(step) = ground.step_of(path) else { return };
        ground.clear();
        if untrack(|| ground.step()) != Some(step) {
            // Not the field's own address, which leads into its control.
            self.navigate(&ground.address(step));
            let path = path.to_owned();
            return spawn_local(async move {
                // A page that is opened has the focus at its heading first.
                clock::sleep(SETTLES).await;
                self.bring(path, Some(part));
            });
        }
        self.bring(path.to_owned(), Some(part));
    }

    /// Brings a field into view, as soon as it is drawn, with the focus in a part of it or without.
    fn bring(self, path: String, part: Option<&'static str>) {
        spawn_local(async move {
            for _ in 0..20 {
                let place = self.ground.try_get_value().and_then(|ground| ground.place_of(&path));
                let Some(place) = place else { return };
                if overlay::bring(&place) {
                    let Some(part) = part else { return };
                    if !part.is_empty() && focus::focus(&within(&place, part)) {
                        return;
                    }
                    if part.is_empty() || part == CONTROLS {
                        return overlay::enter(&place);
                    }
                }
                clock::sleep(100).await;
            }
        });
    }
}

/// A part of what a selector finds.
fn within(place: &str, part: &str) -> String {
    let all = place.split(", ").map(|one| [one, " ", part].concat());
    all.collect::<Vec<_>>().join(", ")
}

/// The shape of a side, which says the same as its colour.
fn shape(role: UserRole) -> &'static str {
    match role {
        UserRole::Applicant => "●",
        UserRole::Assistant => "◆",
    }
}

/// Somebody, by shape and name. Tracked.
fn named(user: &User) -> String {
    [shape(user.role), " ", &pick(&user.name)].concat()
}

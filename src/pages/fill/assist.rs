//! The applicant's side of an assistance (帮办): asking, consenting, and all that an assistant
//! does in the filing, where the person sees it. It comes behind the form.

mod ask;
mod bar;
mod beside;
mod confirm;
mod consent;
mod end;
mod marks;
mod news;
mod order;
mod over;
mod panel;
mod proposals;
mod residue;
mod reveal;
mod seen;
mod together;
mod waiting;
mod written;

use std::sync::Arc;

use bangban_contract::assistance::{About, AssistanceState as State, Move};
use bangban_contract::realtime::UserRole;
use bangban_forms::{Key, RowId};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;

pub(super) use self::confirm::confirm_part;
use super::field::{key_of, name_of};
use super::materials::name_of_material;
use super::open::Opened;
use super::steps::Place;
use super::submit::material_address;
use crate::i18n::{assist as words, fill_in, pick, t, when};
use crate::pages::together::{begin, strip};
use crate::platform::focus;
use crate::store::assist::Assist;
use crate::store::assistance::Help;
use crate::store::filling::Filling;
use crate::store::together::Together;
use crate::ui::notice::error_words;
use crate::ui::toast::{Toasts, use_toasts};

crate::later! {
    assist, fetch_assist;
    /// All of it, for the filing that is open.
    pub(super) fn assist_part(
        opened: Box<Opened>,
        place: Place,
        now: Memo<Option<usize>>
    ) -> AnyView {
        part(&opened, place, now)
    }
}

/// What each of its parts works with.
#[derive(Clone, Copy)]
struct Desk {
    help: Help,
    assist: Assist,
    filling: Filling,
    place: Place,
    /// The step that is open.
    now: Memo<Option<usize>>,
    toasts: Toasts,
    /// Whether the talk is open.
    panel: RwSignal<bool>,
    dialogs: StoredValue<Dialogs>,
    /// The field in which the person was last.
    field: RwSignal<Option<Key>>,
    /// What the two see of each other.
    together: Together,
}

/// Which dialogs are open.
#[derive(Clone, Copy)]
struct Dialogs {
    /// For asking and waiting.
    asking: RwSignal<bool>,
    /// For what can be managed.
    managing: RwSignal<bool>,
    /// Whether it is to end.
    ending: RwSignal<bool>,
    /// What was asked and is to be asked again.
    again: RwSignal<Option<About>>,
}

fn part(opened: &Opened, place: Place, now: Memo<Option<usize>>) -> AnyView {
    let filling = opened.filling;
    let help = Help::new(opened.filing.summary.id.clone());
    let is_on = Memo::new(move |_| help.is_active() && help.is_here());
    // Who comes with `?ask` has pressed for help on the guide.
    let asks = use_query_map().read_untracked().get("ask").is_some();
    let [asking, managing, ending] = [asks, false, false].map(RwSignal::new);
    let dialogs = Dialogs { asking, managing, ending, again: RwSignal::new(None) };
    let desk = Desk {
        help,
        assist: Assist::new(filling.journal()),
        filling,
        place,
        now,
        toasts: use_toasts(),
        panel: RwSignal::new(false),
        dialogs: StoredValue::new(dialogs),
        field: RwSignal::new(None),
        together: Together::new(UserRole::Assistant, is_on),
    };
    let scene = begin(Arc::new(desk), desk.together);
    desk.follow_focus();
    residue::keep(desk);
    written::keep(desk);
    beside::keep(desk);
    marks::keep(desk);
    let consent = RwSignal::new(false);
    view! {
        {door(desk, consent)}
        {bar::bar(desk, scene)}
        {strip(scene)}
        {ask::dialog_view(desk)}
        {consent::dialog_view(desk, consent)}
        {panel::panel(desk, scene)}
        {panel::manage(desk, scene)}
        {end::dialog_view(desk)}
        {over::dialog_view(desk)}
    }
    .into_any()
}

/// The button that begins it, and says how far it is.
fn door(desk: Desk, consent: RwSignal<bool>) -> AnyView {
    let help = desk.help;
    let label = move || match help.state() {
        None | Some(State::Ended) => t(words::ASK).to_owned(),
        Some(State::Waiting) => {
            let told = help.told();
            let place = told.as_ref().and_then(|told| told.place).unwrap_or(1);
            match told.and_then(|told| told.slot) {
                Some(slot) => fill_in(words::BOOKED_AT, &[&when::instant_of_week(&slot)]),
                None => fill_in(words::WAITING_AT, &[&place.to_string()]),
            }
        }
        Some(State::Asked) => t(words::WAITS_FOR_YOU).to_owned(),
        Some(State::Active | State::Paused) => t(words::OPEN_PANEL).to_owned(),
    };
    let press = move |_| match help.told_now().map(|told| told.state) {
        Some(State::Asked) => consent.set(true),
        Some(State::Active | State::Paused) if untrack(|| help.is_here()) => {
            desk.panel.update(|open| *open = !*open);
        }
        _ => desk.asking().set(true),
    };
    view! {
        <button type="button" class="btn helper help-door" on:click=press>
            {label}
        </button>
        <span class="unseen" role="status">{label}</span>
    }
    .into_any()
}

impl Desk {
    /// Whether the dialog for asking and waiting is open.
    fn asking(self) -> RwSignal<bool> {
        self.dialogs.get_value().asking
    }

    /// Whether what can be managed is open.
    fn managing(self) -> RwSignal<bool> {
        self.dialogs.get_value().managing
    }

    /// Whether it is being asked whether it is to end.
    fn ending(self) -> RwSignal<bool> {
        self.dialogs.get_value().ending
    }

    /// What was asked and is to be asked again.
    fn again(self) -> RwSignal<Option<About>> {
        self.dialogs.get_value().again
    }

    /// Does something, and says so where it fails.
    fn act(self, wanted: Move, done: Option<crate::i18n::Message>) {
        spawn_local(async move {
            match self.help.act(wanted).await {
                Ok(()) => {
                    if let Some(done) = done {
                        untrack(|| self.toasts.say(t(done)));
                    }
                }
                Err(error) => untrack(|| self.toasts.say(error_words(&error).0)),
            }
        });
    }

    /// Remembers the field in which the person is.
    fn follow_focus(self) {
        let heard = window_event_listener_untyped("focusin", move |_| {
            let id = focus::focused_id();
            if let Some(key) = id.as_deref().and_then(|id| self.key_of_id(id)) {
                self.field.try_set(Some(key));
            }
        });
        on_cleanup(move || heard.remove());
    }

    fn key_of_id(self, id: &str) -> Option<Key> {
        let id = id.trim_start_matches("region-").trim_start_matches("search-");
        // Options and parts are named after their field: `f12-a`.
        let key = key_of(id).or_else(|| key_of(id.split_once('-')?.0))?;
        let known = (key.field.0 as usize) < self.filling.model().fields().len();
        known.then_some(key)
    }

    /// The field at a path, `a/b`.
    fn key(self, path: &str) -> Option<Key> {
        let names: Vec<&str> = path.split('/').collect();
        self.filling.with_state(|state| state.resolve(&names))
    }

    /// The path of a field, `a/b`.
    fn path(self, key: Key) -> String {
        self.filling.with_state(|state| state.path(key)).join("/")
    }

    /// What a field is called. Tracked.
    fn label(self, key: Key) -> String {
        order::label(self.filling, key)
    }

    /// Where a field or, as `materials/{id}`, a material is, and what it is called. Tracked.
    fn where_is(self, about: &str) -> Option<(String, String)> {
        if let Some(id) = about.strip_prefix("materials/") {
            let name = name_of_material(self.filling, id);
            let address = material_address(self.filling, self.place, id);
            return (!name.is_empty()).then_some((name, address));
        }
        let key = self.key(about)?;
        let step = self.filling.model().field(key.field).step;
        let address = [&self.place.address(Some(step)), "#", &name_of(key)].concat();
        Some((self.label(key), address))
    }

    /// The fields that are open in the form now, rows included.
    fn keys(self) -> Vec<Key> {
        let model = self.filling.model();
        let mut keys = Vec::new();
        for field in model.fields() {
            match field.list {
                None => keys.push(Key::new(field.id, RowId::ROOT)),
                Some(list) => {
                    let list = Key::root(list);
                    let rows = self.filling.with_state(|state| state.rows(list).to_vec());
                    keys.extend(rows.into_iter().map(|row| Key::new(field.id, row)));
                }
            }
        }
        keys
    }

    /// The name of an assistant by who wrote something. Tracked.
    fn name(self, author: &str) -> String {
        let told = self.help.told().and_then(|told| told.assistant);
        let mut known = told.into_iter().chain(self.help.before());
        let found = known.find(|one| one.id == author);
        found.map_or_else(|| t(words::ASSISTANT).to_owned(), |one| pick(&one.name))
    }
}

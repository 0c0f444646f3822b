//! The console: who waits on one side, what to do about it on the other.

use bangban_contract::assistance::Level;
use bangban_markup::view;
use leptos::prelude::*;

use super::{booked, chosen, code, entrusting, figures, keys, queue, sessions};
use crate::i18n::{fill_in, pick, staff as words, t};
use crate::platform::focus;
use crate::store::station::Station;
use crate::ui::el::child;
use crate::ui::notice::{Tone, failure, notice, skeleton};
use crate::ui::page::heading;

/// What is chosen on the desk; cheap to copy into every part of it.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) station: Station,
    /// Id of the request that is chosen.
    pub(super) chosen: RwSignal<Option<String>>,
    /// The level to ask for.
    pub(super) level: RwSignal<Level>,
    /// Whether an answer is being written.
    pub(super) replies: RwSignal<bool>,
    /// Whether a request is on its way to the server.
    pub(super) busy: RwSignal<bool>,
    /// What came of the last act, where it has to be read.
    pub(super) told: RwSignal<Option<(Tone, String, String)>>,
}

impl Desk {
    /// Chooses a request and puts the keyboard there.
    pub(super) fn choose(self, id: &str) {
        if self.chosen.with_untracked(|now| now.as_deref() != Some(id)) {
            self.replies.set(false);
            self.chosen.set(Some(id.to_owned()));
        }
        let selector = ["#", &queue::id_of(id)].concat();
        request_animation_frame(move || {
            focus::focus(&selector);
        });
    }

    /// Says what came of an act.
    pub(super) fn tell(self, tone: Tone, title: impl Into<String>, text: impl Into<String>) {
        self.told.try_set(Some((tone, title.into(), text.into())));
    }
}

/// The page.
pub(super) fn page() -> AnyView {
    view! { <div class="page desk-page">{super::for_assistants(whole)}</div> }.into_any()
}

fn whole() -> AnyView {
    let station = Station::follow();
    let desk = Desk {
        station,
        chosen: RwSignal::new(None),
        level: RwSignal::new(Level::Suggest),
        replies: RwSignal::new(false),
        busy: RwSignal::new(false),
        told: RwSignal::new(None),
    };
    // The first one is chosen by itself, and the next when it has gone.
    Effect::new(move |_| {
        let first = station.waiting.with(|all| {
            let now = desk.chosen.get_untracked();
            let is_there = all.iter().any(|one| Some(&one.id) == now.as_ref());
            (!is_there).then(|| all.first().map(|one| one.id.clone()))
        });
        if let Some(first) = first {
            desk.replies.set(false);
            desk.chosen.set(first);
        }
    });
    let known = Memo::new(move |_| station.is_known());
    child(move || if known.get() { parts(desk) } else { coming(station) })
}

fn coming(station: Station) -> AnyView {
    child(move || match station.failed.get() {
        // It is asked again by itself; the button does so at once.
        Some(error) => {
            let again = || crate::platform::title::open_anew("/staff");
            (heading(t(words::TITLE)), failure(&error, again)).into_any()
        }
        // The heading comes with the rest: one that is drawn anew would lose the focus.
        None => skeleton(),
    })
}

fn parts(desk: Desk) -> AnyView {
    let station = desk.station;
    let who = move || {
        station.read(|now| {
            fill_in(words::ME, &[&pick(&now.station.name), &pick(&now.me.name), &now.me.number])
        })
    };
    let is_broken = Memo::new(move |_| station.failed.with(Option::is_some));
    let broken =
        move || is_broken.get().then(|| notice(Tone::Wrong, t(words::BROKEN), "", ().into_any()));
    let told =
        move || desk.told.get().map(|(tone, title, text)| notice(tone, title, text, ().into_any()));
    view! {
        <div class="row wrap desk-head">
            {move || heading(t(words::TITLE))}
            <p class="push soft">{who}</p>
        </div>
        <div role="status">{broken}</div>
        <div class="desk">
            <div class="stack wide-gap desk-queue">
                {queue::view(desk)} {booked::view(station)}
            </div>
            <div class="stack wide-gap desk-main">
                <div role="alert">{told}</div>
                {chosen::view(desk)}
                {sessions::view(desk)} {entrusting::view(station)}
            </div>
            <div class="stack wide-gap desk-side">
                {code::view(desk)}
                {figures::view(station)}
            </div>
        </div>
        {keys::view(desk)}
    }
    .into_any()
}
